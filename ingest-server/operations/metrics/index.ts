// The server's figures for Prometheus: what is counted as it happens, and what is read when somebody asks.
// Must not know who asks, nor do anything while nobody does.
export { type Metrics, type MetricsOptions, createMetrics } from './create-metrics.ts';
