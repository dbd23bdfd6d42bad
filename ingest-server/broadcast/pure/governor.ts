// What is left out when the machine can't keep up, and when it comes back. Asked once a second; sound is never left out.

/** AV1 goes first, then the top rung of H.264. */
export type Sheddable = 'av1' | 'top';

export interface Load {
  /** How much later than it could the newest part came. */
  latenessMs: number;
  /** By how much AV1 is behind what it is made of. */
  av1BehindMs: number;
  /** The share of the last seconds in which something waited for a processor; undefined where the system doesn't say. */
  cpuPressurePct: number | undefined;
}

export interface Governor {
  shed: readonly Sheddable[];
  strainedS: number;
  calmS: number;
  /** So long must it be calm before something comes back. */
  calmNeededS: number;
  /** Since something came back; undefined where nothing has. */
  sinceBackS: number | undefined;
  /** A step needs a while to show. */
  restS: number;
}

export interface GovernorStep {
  is: 'shed' | 'back';
  what: Sheddable;
  because: string;
}

export const CALM_FIRST_S = 30;
const CALM_MOST_S = 600;
const STRAINED_FOR_S = 3;
const REST_S = 5;
/** What goes again so soon after it came back came back too early. */
const TOO_EARLY_S = 120;

/** Three parts late: players stand at their end then. */
const LATE_MS = 700;
const LATE_CALM_MS = 250;
const AV1_BEHIND_MS = 3_000;
const AV1_BEHIND_CALM_MS = 1_500;
/** Below it lateness is the network's, and leaving something out would help nobody. */
const PRESSURE_MIN_PCT = 20;

export const calmGovernor: Governor = {
  ...{ shed: [], strainedS: 0, calmS: 0, calmNeededS: CALM_FIRST_S },
  ...{ sinceBackS: undefined, restS: 0 },
};

/** A second has passed. `can`: what there is to leave out. */
export function govern(
  before: Governor,
  load: Load,
  can: readonly Sheddable[],
): { governor: Governor; step: GovernorStep | undefined } {
  const left = can.filter((what) => !before.shed.includes(what));
  const because = strainOf(load, left);
  const strainedS = because === undefined ? 0 : before.strainedS + 1;
  const calmS = isCalm(load) ? before.calmS + 1 : 0;
  const sinceBackS = before.sinceBackS === undefined ? undefined : before.sinceBackS + 1;
  const governor = { ...before, strainedS, calmS, sinceBackS, restS: Math.max(0, before.restS - 1) };
  if (governor.restS > 0) return { governor, step: undefined };

  const next = left[0];
  if (because !== undefined && next !== undefined && strainedS >= STRAINED_FOR_S) {
    const tooEarly = sinceBackS !== undefined && sinceBackS < TOO_EARLY_S;
    const calmNeededS = tooEarly ? Math.min(2 * before.calmNeededS, CALM_MOST_S) : before.calmNeededS;
    return {
      governor: { ...calmGovernor, shed: [...before.shed, next], calmNeededS, restS: REST_S },
      step: { is: 'shed', what: next, because },
    };
  }
  const last = before.shed.at(-1);
  if (last !== undefined && calmS >= before.calmNeededS) {
    return {
      governor: { ...governor, shed: before.shed.slice(0, -1), calmS: 0, sinceBackS: 0, restS: REST_S },
      step: { is: 'back', what: last, because: `calm for ${calmS} s` },
    };
  }
  // What stayed for long has shown that it can.
  if (sinceBackS !== undefined && sinceBackS >= CALM_MOST_S) {
    return { governor: { ...governor, calmNeededS: CALM_FIRST_S, sinceBackS: undefined }, step: undefined };
  }
  return { governor, step: undefined };
}

function strainOf({ latenessMs, av1BehindMs, cpuPressurePct }: Load, left: readonly Sheddable[]) {
  if (left.includes('av1') && av1BehindMs > AV1_BEHIND_MS)
    return `AV1 is ${Math.round(av1BehindMs)} ms behind`;
  const isOurs = cpuPressurePct === undefined || cpuPressurePct >= PRESSURE_MIN_PCT;
  return latenessMs > LATE_MS && isOurs ? `parts are ${Math.round(latenessMs)} ms late` : undefined;
}

function isCalm({ latenessMs, av1BehindMs }: Load): boolean {
  return latenessMs < LATE_CALM_MS && av1BehindMs < AV1_BEHIND_CALM_MS;
}
