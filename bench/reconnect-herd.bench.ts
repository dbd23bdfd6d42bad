import { percentile, startServerAlone } from '@rostrum/e2e/support';
import type { Bench } from './bench.ts';
import { cpuS } from './crowd/process-cost.ts';
import { joinGuests, openLink } from './crowd/sign-in.ts';
import { Staff } from './crowd/staff.ts';
import type { FromStudents, ToStudents } from './crowd/student-messages.ts';
import { Workers, shareOf } from './crowd/workers.ts';

const PEOPLE = 5_000;
const WORKERS = 2;
const MESSAGES = 15;
/** As many hands are up as a queue may well have; each must be up again. */
const HAND_EVERY = 50;
const PATIENCE_MS = 60_000;
const SAMPLE_MS = 200;
/** Of one core: from here on a process has nothing to spare. */
const PINNED_SHARE = 0.9;

/** For how long the process was at its limit, until it is told to stop looking. */
function watchCpu(pid: number): () => number {
  let pinnedS = 0;
  let before = { cpu: cpuS(pid), at: performance.now() };
  const timer = setInterval(() => {
    const now = { cpu: cpuS(pid), at: performance.now() };
    const passedS = (now.at - before.at) / 1000;
    if ((now.cpu - before.cpu) / passedS >= PINNED_SHARE) pinnedS += passedS;
    before = now;
  }, SAMPLE_MS);
  return () => {
    clearInterval(timer);
    return pinnedS;
  };
}

export const bench: Bench = {
  name: 'reconnect-herd',
  says: `${PEOPLE} students are in a class when the server is killed and started again: how long until each is back with the whole state.`,
  async run() {
    const house = await startServerAlone();
    const url = house.origin.replace('http', 'ws');
    const students = new Workers<ToStudents, FromStudents>(
      new URL('crowd/student-worker.ts', import.meta.url),
      WORKERS,
    );
    const staff = new Staff(url, await openLink(house.origin, house.links.studio));
    try {
      const tokens = await joinGuests(house.origin, PEOPLE);
      await students.all('connected', (i) => ({ do: 'connect', url, tokens: shareOf(tokens, i, WORKERS) }));
      await students.all('hands-up', () => ({ do: 'raise-hands', everyNth: HAND_EVERY }));
      const texts = Array.from({ length: MESSAGES }, (_, i) => `Before the server went: ${i}`);
      for (const text of texts) await staff.do({ type: 'chat.send', text });

      const sinceMs = performance.timeOrigin + performance.now();
      const coming = students.all('back', () => ({
        do: 'await-back',
        sinceMs,
        texts,
        patienceMs: PATIENCE_MS,
      }));
      await house.server.kill();
      let stopWatching = () => 0;
      await house.restartServer((child) => (stopWatching = watchCpu(child.process.pid!)));
      const restartedMs = performance.timeOrigin + performance.now() - sinceMs;
      const back = await coming;
      const pinnedS = stopWatching();
      const afterMs = back.flatMap((one) => one.afterMs);
      return {
        people: PEOPLE,
        back: afterMs.length,
        server_ready_ms: Math.round(restartedMs),
        p50_ms: Math.round(percentile(afterMs, 0.5)),
        p95_ms: Math.round(percentile(afterMs, 0.95)),
        max_ms: Math.round(percentile(afterMs, 1)),
        lost: back.reduce((sum, one) => sum + one.lost, 0),
        doubled: back.reduce((sum, one) => sum + one.doubled, 0),
        cpu_pinned_s: Math.round(pinnedS * 10) / 10,
      };
    } finally {
      staff.client.close();
      students.end();
      await house.close();
    }
  },
};
