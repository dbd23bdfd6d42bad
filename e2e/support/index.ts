// What e2e tests and benchmarks stand on: the real processes, a real Chromium, an eye on the picture.
// It starts the house from outside, as a person would, and imports no code of the apps.
export { type Child, ready, startNode } from './child.ts';
export { chromiumPath, launchChromium } from './chromium.ts';
export { percentile } from './figures.ts';
export { type SeenFrame, type SeenThroughGlass, watchGlass } from './glass.ts';
export { type FarNetwork, mayMakeNetworks, openFarNetwork } from './far-network.ts';
export { type House, type ServerAlone, startHouse, startServerAlone, withQuery } from './house.ts';
export {
  PROGRAMME,
  SMALL_PICTURE,
  openStudent,
  openStudio,
  originOf,
  takeReloads,
  takeStalls,
  wasReloaded,
} from './lecture.ts';
export { childrenOf, descendantsOf } from './processes.ts';
export { addressOfGuest, joinAsGuest } from './join.ts';
export { type StoredProgramme, startStoredProgramme } from './rehearsal.ts';
