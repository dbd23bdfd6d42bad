// Owns how the server is watched: its log lines, its figures, its overview, and the net under the process.
// Must not decide anything in a class, nor know how figures travel to whoever looks at them.
export { createLogger } from './logger.ts';
export { type Metrics, createMetrics } from './metrics.ts';
export { type OverviewFacts, assembleOverview } from './pure/assemble-overview.ts';
export { installSafetyNet } from './safety-net.ts';
