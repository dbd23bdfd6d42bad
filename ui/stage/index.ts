// A browser's way to the stage: sends one's own camera, microphone and screen, and gets everybody else's. Used by the
// student's page and by the studio; who is on the stage is the room's to say. Comes with mediasoup-client, which is
// large: import it when it is needed.
export { StageLink } from './stage-link.ts';
export type { Received, StageLinkOptions, StageOver, StageSource } from './stage-link.ts';
export { LevelMeter } from './level-meter.ts';
