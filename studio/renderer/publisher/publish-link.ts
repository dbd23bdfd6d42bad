import type { MediaAnswers, MediaQuestion, MediaSource, Picture } from '@rostrum/protocol/media';

/** One question to the server, as the gateway's client asks it. */
export type AskMedia = <Q extends MediaQuestion>(question: Q) => Promise<MediaAnswers[Q['type']]>;

export interface ProgrammeTracks {
  video: MediaStreamTrack;
  audio: MediaStreamTrack;
  /** What is composed: the server's ladder begins there, and a generated track doesn't say it before its first frame. */
  picture: Picture;
}

/** One way of the programme to the server, from when it is connected until it is closed or lost. */
export interface PublishLink {
  stats(): Promise<RTCStatsReport>;
  /**
   * Ends it here, and tells the server where that can still be told. Safe twice. `goes-on`: another way replaces this
   * one, or will; only `ended` ends what the class sees.
   */
  close(programme: 'ended' | 'goes-on'): Promise<void>;
}

/**
 * What becomes of an open link. One that falters may mend by itself, also from another address: `steady` again. `lost`
 * and `replaced` (another studio has the class) are final.
 */
export type LinkChange = 'faltering' | 'steady' | 'lost' | 'replaced';

export interface OpenLinkOptions {
  ask: AskMedia;
  tracks: ProgrammeTracks;
  /** To the audience, or to nobody. */
  source: MediaSource;
  /** Aborted when nobody wants the link any more; with the reason `ended` nor the programme. */
  signal: AbortSignal;
  /**
   * Asked right before the server is given the programme over this link, which takes it from an earlier one: that may
   * have mended meanwhile.
   */
  isNeeded: () => boolean;
  /** Called once the link is open. */
  onChange: (now: LinkChange) => void;
}

/** Resolves when media flows. Rejects with RefusedError where the server, or this browser, says no. */
export type OpenLink = (options: OpenLinkOptions) => Promise<PublishLink>;
