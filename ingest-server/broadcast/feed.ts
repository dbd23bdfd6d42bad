import type { Picture } from '@rostrum/protocol/media';
import type { RtpFormat } from './pure/sdp.ts';

/** Where FFmpeg listens for one stream. */
export interface RtpPorts {
  address: string;
  rtpPort: number;
  rtcpPort: number;
}

/** One stream of the programme, wherever it comes from; the SFU makes these, the broadcast only opens them. */
export interface Feed {
  readonly format: RtpFormat;
  /** Sends RTP and RTCP to these ports until closed. Opened anew for every life of the transcoder. */
  open(ports: RtpPorts): Promise<OpenFeed>;
  /**
   * How many packets have come from the studio so far: what tells a studio that fell silent from a transcoder that
   * hangs. Once the studio's stream is gone the number stays what it was.
   */
  receivedPackets(): Promise<number>;
}

export interface OpenFeed {
  requestKeyFrame(): Promise<void>;
  close(): void;
}

export interface ProgrammeFeed {
  /** `picture`: undefined where its studio does not say what it sends. */
  video: { feed: Feed; picture: Picture | undefined } | undefined;
  audio: { feed: Feed } | undefined;
}
