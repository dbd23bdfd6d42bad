import type { MediaAnswers, MediaQuestion, Picture } from '@rostrum/protocol/media';

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
  /** Ends it here, and tells the server where that can still be told. Safe twice. */
  close(): Promise<void>;
}

export interface OpenLinkOptions {
  ask: AskMedia;
  tracks: ProgrammeTracks;
  /** Aborted when nobody wants the link any more. */
  signal: AbortSignal;
  /** Called once when an open link has failed. */
  onLost: () => void;
}

/** Resolves when media flows. Rejects with RefusedError where the server, or this browser, says no. */
export type OpenLink = (options: OpenLinkOptions) => Promise<PublishLink>;
