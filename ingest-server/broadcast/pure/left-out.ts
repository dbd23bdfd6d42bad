import type { Sheddable } from './governor.ts';

/** All rungs with a picture by name, and what keeps some of them from going out. */
export interface Offer {
  /** H.264, the top one first. */
  readonly video: readonly string[];
  /** Made of the top one. */
  readonly av1: readonly string[];
  readonly shed: readonly Sheddable[];
  /** An admin's choice, of H.264; undefined: whatever the machine can. */
  readonly topRung: string | undefined;
}

export interface LeftOut {
  readonly byAdmin: readonly string[];
  /** The machine can't keep up; without those that an admin left out already. */
  readonly byLoad: readonly string[];
  /** The H.264 that goes out, the top one first; never none. */
  readonly video: readonly string[];
  /** What could be left out as well. */
  readonly can: readonly Sheddable[];
}

export function leftOut({ video, av1, shed, topRung }: Offer): LeftOut {
  const top = topRung === undefined ? 0 : Math.max(0, video.indexOf(topRung));
  const allowed = video.slice(top);
  // Nothing is left to make AV1 of.
  const isAv1Limited = top > 0;
  const isTopShed = shed.includes('top') && allowed.length > 1;
  return {
    byAdmin: [...(isAv1Limited ? av1 : []), ...video.slice(0, top)],
    byLoad: [
      ...(shed.includes('av1') && !isAv1Limited ? av1 : []),
      ...(isTopShed ? allowed.slice(0, 1) : []),
    ],
    video: isTopShed ? allowed.slice(1) : allowed,
    can: [
      ...(av1.length > 0 && !isAv1Limited ? (['av1'] as const) : []),
      ...(allowed.length > 1 ? (['top'] as const) : []),
    ],
  };
}
