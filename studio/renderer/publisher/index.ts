// The publisher: keeps the programme's two tracks on air, and says how well that goes. Knows the signalling questions
// and WebRTC; not what is in the picture, nor who shows its state.
export type { AskMedia, OpenLink, ProgrammeTracks } from './publish-link.ts';
export { openPublishLink } from './open-publish-link.ts';
export { Publisher } from './publisher.ts';
export type { GatewayState } from './publisher.ts';
export type { PublisherStatus } from './pure/publisher-status.ts';
export { adviseOn, readHealth } from './pure/publish-health.ts';
export type { HealthAdvice, HealthSample, PublishHealth, StatEntry } from './pure/publish-health.ts';
