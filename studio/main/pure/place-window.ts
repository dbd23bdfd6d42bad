/** Structurally Electron's Rectangle. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Placement = { width: number; height: number } | Area;

const USUAL = { width: 1440, height: 900 };
/** So much of the window must be in sight that it can be taken hold of. */
const IN_SIGHT = { width: 160, height: 48 };

/** Where the window goes: where it was, if that screen is still there; else in the middle, as large as usual. */
export function placeWindow(kept: Area | undefined, screens: readonly Area[]): Placement {
  const screen = kept && screens.find((area) => isInSight(kept, area));
  if (!kept || !screen) return fit(USUAL, screens[0]);
  return { x: kept.x, y: kept.y, ...fit(kept, screen) };
}

function fit({ width, height }: { width: number; height: number }, screen: Area | undefined) {
  if (!screen) return { width, height };
  return { width: Math.min(width, screen.width), height: Math.min(height, screen.height) };
}

/** By its upper edge, where it is taken hold of. */
function isInSight(window: Area, screen: Area): boolean {
  const across = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  const isTopThere = window.y >= screen.y && window.y + IN_SIGHT.height <= screen.y + screen.height;
  return across >= Math.min(IN_SIGHT.width, window.width) && isTopThere;
}
