// Owns the log of each class: events in order, each command's key once, acknowledged only when written.
// Must not know the rules of a room, nor who may do what; it takes events as they come.
export { type EventLog, type History, type Snapshot } from './event-log.ts';
export { type AppendResult, type NewEvent } from './pure/append.ts';
export { type AppendReport, SqlEventLog } from './sql-event-log.ts';
