import { SEGMENT_MS } from './rendition.ts';

const targetS = SEGMENT_MS / 1000;

/**
 * What caches between here and a player may keep (RFC 8216bis, appendix B): everything by its whole address, query
 * included. What a blocking reload was answered with is the answer to that question for good; it is asked for a few
 * seconds only.
 */
export const caching = {
  /** Bytes with their stream's name: never others. */
  media: 'public, max-age=31536000, immutable',
  /** Without it: the class's next stream counts from one again. */
  mediaOfNoStream: 'no-cache',
  blockingPlaylist: `public, max-age=${6 * targetS}`,
  playlist: `public, max-age=${targetS / 2}`,
  /** A line may still be corrected. */
  captions: 'public, max-age=60',
  /** It is what it is, unless it is deleted or replaced. */
  recordedPlaylist: 'public, max-age=60',
  /** It may be there in a moment. */
  notThere: `public, max-age=${targetS / 2}`,
  never: 'no-store',
} as const;
