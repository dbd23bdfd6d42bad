import type { Stream } from '@rostrum/protocol/room';

/** Whether the server’s own picture stands for the lecture at the moment that somebody sees; undefined: nobody knows which. */
export function isSlateAt(stream: Stream | undefined, momentMs: number | undefined): boolean {
  if (stream?.status !== 'live' || !stream.slate) return false;
  const { since, until } = stream.slate;
  if (momentMs === undefined) return until === undefined;
  return since <= momentMs && momentMs < (until ?? Infinity);
}
