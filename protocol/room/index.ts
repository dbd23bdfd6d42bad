// What a class is: the words for it (ids, roles, commands, events, refusals) and the fold over its log.
// Knows nothing of sockets, storage or clocks; the server and every page run this same code.
export * from './command.ts';
export * from './event.ts';
export * from './ids.ts';
export * from './limits.ts';
export * from './reduce.ts';
export * from './refusal.ts';
export * from './roles.ts';
export * from './state.ts';
