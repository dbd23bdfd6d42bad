// Owns the SQL database: opening it (in the data folder or on a PostgreSQL server), its tables and the migrations
// that bring an older one forward.
// Must not know what the rows mean: each room reads and writes its own tables through kysely.
export { type Records, openPostgresRecords, openRecords, openRecordsInMemory } from './open-records.ts';
export { type Database, type EventsTable } from './tables.ts';
