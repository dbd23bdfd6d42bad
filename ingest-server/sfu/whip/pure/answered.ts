import type { types } from 'mediasoup';
import type { OfferedCodec, OfferedSection } from './offer.ts';

/** What is answered to one section. */
export type AnsweredSection =
  | { readonly is: 'turned-down'; readonly section: OfferedSection }
  | {
      readonly is: 'taken';
      readonly section: OfferedSection;
      readonly direction: 'recvonly' | 'sendonly';
      readonly codecs: readonly {
        readonly codec: OfferedCodec;
        readonly feedback: readonly types.RtcpFeedback[];
      }[];
      readonly extensions: readonly { readonly id: number; readonly uri: string }[];
      /** The one of several sizes that we want. */
      readonly layer?: string;
      /** What we send comes under this. */
      readonly ssrc?: { readonly ssrc: number; readonly cname: string };
    };
