import { percentile, startServerAlone } from '@rostrum/e2e/support';
import { missingPostgres, startPostgres } from '../ingest-server/test-support/postgres.ts';
import type { Bench } from './bench.ts';
import { joinGuests } from './crowd/sign-in.ts';
import type { FromStudents, ToStudents } from './crowd/student-messages.ts';
import { Workers, shareOf } from './crowd/workers.ts';

/** So many that the limit for each is not what is measured. */
const PEOPLE = 2_000;
const WORKERS = 2;

interface Speed {
  readonly perSecond: number;
  readonly p95Ms: number;
}

async function measure(env: Readonly<Record<string, string>>, forS: number): Promise<Speed> {
  const server = await startServerAlone(env);
  const script = new URL('crowd/student-worker.ts', import.meta.url);
  const students = new Workers<ToStudents, FromStudents>(script, WORKERS);
  try {
    const url = server.origin.replace('http', 'ws');
    const tokens = await joinGuests(server.origin, PEOPLE);
    await students.all('connected', (i) => ({ do: 'connect', url, tokens: shareOf(tokens, i, WORKERS) }));
    const done = await students.all('raised-and-lowered', () => ({
      do: 'raise-and-lower',
      forMs: forS * 1000,
    }));
    const delays = done.flatMap(({ acknowledgedMs }) => acknowledgedMs);
    return { perSecond: Math.round(delays.length / forS), p95Ms: Math.round(percentile(delays, 0.95)) };
  } finally {
    students.end();
    await server.close();
  }
}

export const bench: Bench = {
  name: 'append',
  says: `Acknowledged commands a second of ${PEOPLE} students in one class, over sockets, each after its last was acknowledged: on PGlite, and on a PostgreSQL 15 beside it (neither waits for the disk).`,
  async run({ quick }) {
    // Long enough that the burst everyone may begin with is not all there is.
    const forS = quick ? 5 : 10;
    const pglite = await measure({}, forS);
    const common = { people: PEOPLE, pglite_per_s: pglite.perSecond, pglite_p95_ms: pglite.p95Ms };
    if (missingPostgres !== undefined) {
      return { ...common, p95_ms: pglite.p95Ms, postgres: missingPostgres };
    }
    const database = await startPostgres();
    try {
      const postgres = await measure({ DATABASE_URL: await database.createDatabase() }, forS);
      return {
        ...common,
        ...{ postgres_per_s: postgres.perSecond, postgres_p95_ms: postgres.p95Ms },
        p95_ms: Math.max(pglite.p95Ms, postgres.p95Ms),
      };
    } finally {
      await database.close();
    }
  },
};
