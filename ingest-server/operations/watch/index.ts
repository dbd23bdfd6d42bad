// Owns what the server knows of its classes second by second: their curves and marks, what players report, how this
// process does, and who looks at it. Must not decide anything in a class, nor know sockets or how alerts travel.
export { type NodeWatch, openNodeWatch } from './node-watch.ts';
export { type Watch, createWatch } from './watch.ts';
