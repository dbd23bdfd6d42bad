export interface BrowserCan {
  /** Open a connection to the class. */
  openSockets: boolean;
  /** Be fed with media by a script. */
  feedMedia: boolean;
  /** Play HLS by itself. */
  playHls: boolean;
}

/** `no-picture`: everything but the programme. */
export type BrowserFit = 'all' | 'no-picture' | 'nothing';

export function browserFit({ openSockets, feedMedia, playHls }: BrowserCan): BrowserFit {
  if (!openSockets) return 'nothing';
  return feedMedia || playHls ? 'all' : 'no-picture';
}
