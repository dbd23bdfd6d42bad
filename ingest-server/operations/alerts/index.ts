// Owns what is wrong: what counts as a fault, how long it must last, what is told of it and to whom besides the
// dashboard. Must not know where its facts come from, nor that a dashboard has sockets.
export { type Alerts, createAlerts } from './alerts.ts';
export type { AlertChange } from './pure/alert-book.ts';
export type { ClassNow, Connections, Now } from './pure/now.ts';
