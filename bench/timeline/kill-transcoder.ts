import { setTimeout as wait } from 'node:timers/promises';
import { childrenOf } from '@rostrum/e2e/support';

/** After this long without a part nothing will come any more. */
const BACK_MAX_MS = 15_000;

/** Kills a server's transcoders; how long it took until the next run's first part was listed in this playlist. */
export async function killTranscoder(server: number | undefined, playlist: string): Promise<number> {
  const newest = async () =>
    (await (await fetch(playlist)).text()).split('#EXT-X-MAP:').at(-1)?.split('\n')[0];
  const before = await newest();
  const transcoders = childrenOf(server, '-f sdp');
  if (transcoders.length === 0) throw new Error('there is no transcoder to kill');
  const killedAt = Date.now();
  for (const transcoder of transcoders) process.kill(transcoder, 'SIGKILL');
  while ((await newest()) === before) {
    if (Date.now() - killedAt > BACK_MAX_MS)
      throw new Error(`no part came for ${BACK_MAX_MS} ms after a kill`);
    await wait(20);
  }
  return Date.now() - killedAt;
}
