// Owns how the server is watched: its log lines, its figures, its overview second by second, what is wrong, what it
// costs, how it goes, and the net under the process.
// Must not decide anything in a class, nor know how figures travel to whoever looks at them.
export { createAlerts } from './alerts/index.ts';
export { ClassCosts, type LiveClass, type NotePrices } from './cost/index.ts';
export { Drain, type Readiness, createReadiness } from './health/index.ts';
export { createLogger, installLevelSwitch, setLogLevel } from './logger.ts';
export { type Metrics, createMetrics } from './metrics/index.ts';
export { installSafetyNet } from './safety-net.ts';
export { type Journey, type Traces, startTraces } from './traces/index.ts';
export { type NodeWatch, type Watch, createWatch, openNodeWatch } from './watch/index.ts';
