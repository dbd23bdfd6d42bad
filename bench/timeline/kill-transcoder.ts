import { setTimeout as wait } from 'node:timers/promises';
import { childrenOf } from '@rostrum/e2e/support';

/** After this long without a part nothing will come any more. */
const BACK_MAX_MS = 15_000;
const ANSWER_MAX_MS = 5_000;
const LOOK_EVERY_MS = 20;

/** Kills a server's transcoders; how long it took until the next run's first part was listed in this playlist. */
export async function killTranscoder(server: number | undefined, playlist: string): Promise<number> {
  const before = await newestRun(playlist);
  const transcoders = childrenOf(server, '-f sdp');
  if (transcoders.length === 0) throw new Error('there is no transcoder to kill');
  const killedAt = Date.now();
  for (const transcoder of transcoders) process.kill(transcoder, 'SIGKILL');
  await untilNextRun(playlist, before);
  return Date.now() - killedAt;
}

/** What tells the newest run in a playlist from those before it: each begins with media of its own. */
export async function newestRun(playlist: string): Promise<string | undefined> {
  const answer = await fetch(playlist, { signal: AbortSignal.timeout(ANSWER_MAX_MS) });
  return (await answer.text()).split('#EXT-X-MAP:').at(-1)?.split('\n')[0];
}

export async function untilNextRun(playlist: string, before: string | undefined): Promise<void> {
  const sinceMs = Date.now();
  while ((await newestRun(playlist)) === before) {
    if (Date.now() - sinceMs > BACK_MAX_MS)
      throw new Error(`no part of another run came for ${BACK_MAX_MS} ms`);
    await wait(LOOK_EVERY_MS);
  }
}
