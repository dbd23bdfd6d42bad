export type EngineChoice = 'hls.js' | 'native' | 'none';

/**
 * hls.js wherever it can work: it keeps closer to the live edge and says more. iPhones before iOS 17.1 give a page no
 * way to feed a video by itself, and play the same playlist natively.
 */
export function chooseEngine(can: { feedMedia: boolean; playHls: CanPlayTypeResult }): EngineChoice {
  if (can.feedMedia) return 'hls.js';
  return can.playHls === '' ? 'none' : 'native';
}
