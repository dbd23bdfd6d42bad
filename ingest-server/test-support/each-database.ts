import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Records, openPostgresRecords, openRecordsInMemory } from '../records/index.ts';
import { type PostgresServer, missingPostgres, startPostgres } from './postgres.ts';

/** The same cases on both databases, since they are asked in the same SQL. `open` gives an empty one each time. */
export function describeOnEachDatabase(what: string, cases: (open: () => Promise<Records>) => void): void {
  describe(`${what}, in PGlite`, () => cases(openRecordsInMemory));

  describe(`${what}, on PostgreSQL`, () => {
    if (missingPostgres !== undefined) {
      it('is the same', (context) => context.skip(missingPostgres));
      return;
    }
    let server: PostgresServer;
    beforeAll(async () => void (server = await startPostgres()));
    afterAll(() => server.close());
    cases(async () => openPostgresRecords(await server.createDatabase()));
  });
}
