import { percentile, startServerAlone } from '@rostrum/e2e/support';
import { setTimeout as wait } from 'node:timers/promises';
import type { Bench } from './bench.ts';
import { joinGuests, openLink } from './crowd/sign-in.ts';
import { Staff } from './crowd/staff.ts';
import type { FromStudents, ToStudents } from './crowd/student-messages.ts';
import { Workers, shareOf } from './crowd/workers.ts';

const PEOPLE = 5_000;
const WITHIN_MS = 5_000;
const TWICE_SHARE = 0.1;
const WORKERS = 2;

export const bench: Bench = {
  name: 'poll-storm',
  says: `${PEOPLE} students answer one poll within ${WITHIN_MS / 1000} s, a tenth of them send it twice, and the server is killed in the middle and started again; then the results are published.`,
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
      const pollId = await staff.openPoll({
        question: 'Which of these?',
        form: { kind: 'single', options: ['a', 'b', 'c', 'd'] },
        anonymous: false,
      });
      const answering = students.all('answered', () => ({
        ...{ do: 'answer', pollId, withinMs: WITHIN_MS, twiceShare: TWICE_SHARE },
      }));
      await wait(WITHIN_MS / 2);
      await house.server.kill();
      await house.restartServer();
      const answered = await answering;

      const lastAtMs = Math.max(...answered.map((one) => one.lastAtMs));
      const showing = students.all('results', () => ({ do: 'await-results', pollId }));
      await staff.do({ type: 'poll.close', pollId });
      await staff.do({ type: 'poll.publish', pollId });
      const shown = await showing;
      const poll = staff.client.room.polls[pollId]!;
      const counted = poll.tally.counts.reduce((sum, count) => sum + count, 0);
      const distinct = Object.values(poll.attempts).filter(({ answer }) => answer !== undefined).length;
      const seen = shown.flatMap(({ people }) => people);
      const delays = shown.flatMap(({ atMs }) => atMs.map((at) => at - lastAtMs));
      return {
        people: PEOPLE,
        counted,
        doubled: counted - distinct,
        acknowledged: answered.reduce((sum, one) => sum + one.acknowledged, 0),
        refused: answered.reduce((sum, one) => sum + one.refused, 0),
        results_shown: seen.filter((people) => people === PEOPLE).length,
        results_p50_ms: Math.round(percentile(delays, 0.5)),
        results_p95_ms: Math.round(percentile(delays, 0.95)),
      };
    } finally {
      staff.client.close();
      students.end();
      await house.close();
    }
  },
};
