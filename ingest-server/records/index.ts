// Owns the SQL database: opening it, its tables and the migrations that bring an older one forward.
// Must not know what the rows mean: log and identity read and write their own tables through kysely.
export { type Records, openRecords, openRecordsInMemory } from './open-records.ts';
export { type Database, type EventsTable } from './tables.ts';
