// Whether this server may be given work, and how it goes when it is asked to: what is live may end first.
// Must not know how classes, sockets or media are stopped: it says when, and whoever asked does it.
export { Drain, type DrainOptions } from './drain.ts';
export { type Readiness, type ReadinessOptions, createReadiness } from './readiness.ts';
