/** What the worker has counted of one producer until now. */
export interface Counted {
  kind: 'audio' | 'video';
  bitrateBps: number;
  /** Of what was sent since the last report to the sender. */
  lossPct: number;
  jitterMs: number;
  roundTripMs: number | undefined;
  nacks: number;
  plis: number;
  firs: number;
}

/** How a programme came in, in one second. */
export interface QualitySecond {
  at: number;
  videoBps: number;
  audioBps: number;
  lossPct: number;
  jitterMs: number;
  roundTripMs: number | undefined;
  /** How often something lost was asked for again, and how often a key frame was, one way or the other. */
  nacks: number;
  plis: number;
  firs: number;
  framesPerSecond: number | undefined;
  /** What the network is believed to carry, where that is known. */
  availableBps: number | undefined;
}

/** Ten minutes of seconds. */
export const QUALITY_SECONDS = 600;

export interface Quality {
  /** The oldest first. */
  readonly seconds: readonly QualitySecond[];
  /** The counters that the next second's are held against. */
  readonly counted: readonly Counted[];
}

export const noQuality: Quality = { seconds: [], counted: [] };

export interface Reading {
  at: number;
  counted: readonly Counted[];
  framesPerSecond: number | undefined;
  availableBps: number | undefined;
}

export function addSecond(quality: Quality, { at, counted, ...rest }: Reading): Quality {
  const sum = (name: 'nacks' | 'plis' | 'firs') =>
    counted.reduce((total, now) => {
      const before = quality.counted.find(({ kind }) => kind === now.kind)?.[name] ?? 0;
      // A new producer counts from zero: less than before is a fresh start.
      return total + (now[name] >= before ? now[name] - before : now[name]);
    }, 0);
  const bitrateOf = (wanted: Counted['kind']) => counted.find(({ kind }) => kind === wanted)?.bitrateBps ?? 0;
  const second: QualitySecond = {
    ...{ at, videoBps: bitrateOf('video'), audioBps: bitrateOf('audio') },
    lossPct: tenths(Math.max(0, ...counted.map(({ lossPct }) => lossPct))),
    jitterMs: tenths(Math.max(0, ...counted.map(({ jitterMs }) => jitterMs))),
    roundTripMs: counted.find(({ roundTripMs }) => roundTripMs !== undefined)?.roundTripMs,
    ...{ nacks: sum('nacks'), plis: sum('plis'), firs: sum('firs') },
    ...rest,
  };
  return { seconds: [...quality.seconds, second].slice(-QUALITY_SECONDS), counted };
}

/** The worst of some seconds, and how often something was asked for in them. */
export interface QualitySummary {
  seconds: number;
  lossPct: number;
  jitterMs: number;
  roundTripMs?: number;
  framesPerSecond?: number;
  nacks: number;
  plis: number;
  firs: number;
}

export function worstOf(seconds: readonly QualitySecond[]): QualitySummary {
  const known = (name: 'roundTripMs' | 'framesPerSecond') => seconds.flatMap((second) => second[name] ?? []);
  const [roundTrips, rates] = [known('roundTripMs'), known('framesPerSecond')];
  const sum = (name: 'nacks' | 'plis' | 'firs') => seconds.reduce((total, second) => total + second[name], 0);
  return {
    seconds: seconds.length,
    lossPct: Math.max(0, ...seconds.map(({ lossPct }) => lossPct)),
    jitterMs: Math.max(0, ...seconds.map(({ jitterMs }) => jitterMs)),
    ...(roundTrips.length > 0 ? { roundTripMs: Math.max(...roundTrips) } : {}),
    ...(rates.length > 0 ? { framesPerSecond: Math.min(...rates) } : {}),
    ...{ nacks: sum('nacks'), plis: sum('plis'), firs: sum('firs') },
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
