// What e2e tests and benchmarks stand on: the real processes, a real Chromium, an eye on the picture.
// It starts the house from outside, as a person would, and imports no code of the apps.
export { type Child, ready, startNode } from './child.ts';
export { launchChromium } from './chromium.ts';
export { percentile } from './figures.ts';
export { watchGlass } from './glass.ts';
export { type House, type ServerAlone, startHouse, startServerAlone, withQuery } from './house.ts';
