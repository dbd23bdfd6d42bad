// The demonstration: an instructor who is drawn and synthesised, so that everything can be seen to work without a
// camera. Gives tracks and a sound like real ones; knows nothing of scenes or of going on air.
export { startDemoPictures } from './demo-pictures.ts';
export type { DemoPictures } from './demo-pictures.ts';
export { startDemoSpeech } from './speech.ts';
export type { DemoSpeech } from './speech.ts';
