// One client of the gateway for viewer, studio and dashboard: says hello, folds what comes, sends commands so
// that each counts once, and comes back by itself. Socket, clock and randomness are passed in; it does no I/O.
export { waitBeforeAttempt } from './backoff.ts';
export { BoardLane, type BoardListener } from './board-lane.ts';
export { BreakoutLane, type BreakoutListener } from './breakout-lane.ts';
export type { ClientOptions } from './client-options.ts';
export { GatewayClient } from './gateway-client.ts';
export type { ClientStatus } from './gateway-client.ts';
export { makeKey } from './make-key.ts';
export type { Outcome } from './pending.ts';
export { readFrame } from './read-frame.ts';
export { RefusedError } from './refused-error.ts';
export type { ClientClock, OpenSocket, Socket, SocketHandlers } from './socket.ts';
