import { type LineFacts, firstPictureBps, startEstimateBps } from './pure/start-estimate.ts';

/** Chromium’s word on the line; the others say nothing. */
type TellingNavigator = Navigator & { connection?: LineFacts };

/** What a lecture begins with here, before anything was measured. */
export function startBps(): number {
  return startEstimateBps((navigator as TellingNavigator).connection);
}

/** What the first picture of it may ask of the line. */
function firstBps(): number {
  return firstPictureBps((navigator as TellingNavigator).connection);
}

/** What there is to begin with. */
export function lineNow() {
  return { bps: firstBps(), lineBps: startBps(), widthPx: roughWidthPx() };
}

/** As wide as the picture will be about, in the screen’s own dots; the page is not drawn yet. */
function roughWidthPx(): number {
  const beside = innerWidth > 832 ? 440 : 0;
  return Math.min(innerWidth - beside, (innerHeight - 224) * (16 / 9)) * devicePixelRatio;
}
