// What a class is: the words for it (ids, roles, commands, events, refusals), the fold over its log, and who may see
// what of it. Knows nothing of sockets, storage or clocks; the server and every page run this same code.
export * from './board/index.ts';
export * from './breakouts/index.ts';
export * from './captions/index.ts';
export * from './chat/index.ts';
export * from './command.ts';
export * from './event.ts';
export * from './hands/index.ts';
export * from './ids.ts';
export * from './lifecycle/index.ts';
export * from './limits.ts';
export * from './notes/index.ts';
export * from './people/index.ts';
export * from './permissions.ts';
export * from './polls/index.ts';
export * from './questions/index.ts';
export * from './reduce.ts';
export * from './refusal-of-issues.ts';
export * from './refusal.ts';
export * from './roles.ts';
export * from './sharing/index.ts';
export * from './slides/index.ts';
export * from './stage/index.ts';
export * from './state.ts';
export * from './stream/index.ts';
export * from './text.ts';
export * from './view.ts';
