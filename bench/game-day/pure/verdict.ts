import type { FaultKind } from './fault-schedule.ts';

export interface Row {
  readonly what: string;
  /** What is aimed at, in words; none where it is only told. */
  readonly target?: string;
  readonly seen: string;
  readonly is: 'pass' | 'miss' | 'told' | 'left-out';
  readonly why?: string;
}

/** Percentiles are NaN where nothing was seen. */
export interface Measured {
  readonly students: number;
  /** `outside`: who did not get in, however long they tried. */
  readonly join: { readonly outside: number; readonly p95Ms: number; readonly allInMs: number };
  /** `calm`: outside what was broken; `disturbed`: of messages that were said while it was. */
  readonly chat: {
    readonly calmP95Ms: number;
    readonly disturbedP95Ms: number;
    readonly deliveries: number;
    readonly acknowledged: number;
    readonly refused: { readonly calm: number; readonly disturbed: number };
    /** Said and acknowledged, and not in the class’s log at the end. */
    readonly lost: number;
  };
  readonly polls: readonly PollSeen[];
  readonly pollAnswerP95Ms: number;
  readonly pollResultsP95Ms: number;
  readonly hands: { readonly p95Ms: number; readonly raised: number; readonly unseen: number };
  /** After each kill of the server. */
  readonly back: readonly BackSeen[];
  /** None: other machines’ students went on speaking, and nothing stood still to be compared. */
  readonly folds:
    { readonly compared: number; readonly different: number; readonly missing: number } | undefined;
  /** The longest gap of the timeline around each kill of the transcoder. */
  readonly transcoderGapsMs: readonly number[];
  readonly delay: { readonly p50Ms: number; readonly p95Ms: number; readonly players: number };
  readonly stalls: { readonly calm: number; readonly disturbed: number };
  readonly errors: { readonly calm: number; readonly disturbed: number };
  /** What was broken, in its order, and how long it was felt. */
  readonly faults: readonly FaultOver[];
  /** Whether a studio was ours to watch for. */
  readonly hasStudio: boolean;
  readonly leftOut: readonly { readonly kind: FaultKind | 'broker'; readonly why: string }[];
  /** What could not be done as it was planned, in words. */
  readonly troubles: readonly string[];
}

export interface FaultOver {
  readonly kind: FaultKind;
  readonly tookMs: number;
  /** Why it did not become as it was before; missing where it did. */
  readonly trouble?: string;
}

export interface PollSeen {
  readonly asked: number;
  readonly acknowledged: number;
  /** In the tally of the class, and how many people it is from. */
  readonly counted: number;
  readonly distinct: number;
  /** Whether all who answered were asked here: of several machines each knows its own students alone. */
  readonly isOfAll: boolean;
}

export interface BackSeen {
  readonly of: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  readonly lost: number;
}

/** Those of DESIGN.md that a rehearsal can be held against. */
export const targets = {
  chatMs: 100,
  pollMs: 500,
  handMs: 300,
  backMs: 10_000,
  transcoderGapMs: 2_000,
  delayP50Ms: 1_500,
  delayP95Ms: 2_000,
} as const;

export function verdictOf(measured: Measured): Row[] {
  const { join, chat, polls, hands, back, folds, delay, stalls, errors } = measured;
  return [
    {
      what: 'Everybody gets in',
      target: 'nobody is turned away',
      seen: `${measured.students - join.outside} of ${measured.students}; the last one ${s(join.allInMs)} after the doors opened, 95 % of them within ${ms(join.p95Ms)} of trying`,
      is: join.outside === 0 ? 'pass' : 'miss',
    },
    ...measured.troubles.map((why): Row => ({
      what: 'The rehearsal goes as planned',
      target: 'everything that was to be tried is tried',
      seen: 'not all of it',
      is: 'miss',
      why,
    })),
    limit('A chat message reaches everybody', chat.calmP95Ms, targets.chatMs, chat.deliveries),
    {
      what: 'No chat message is lost',
      target: 'every one that was acknowledged is in the class at the end',
      seen: `${chat.acknowledged} acknowledged, ${chat.lost} lost`,
      is: chat.acknowledged === 0 ? 'left-out' : chat.lost === 0 ? 'pass' : 'miss',
    },
    {
      what: 'Nobody is refused to speak or to raise a hand while nothing is broken',
      target: 'nobody',
      seen: `${chat.refused.calm} refused`,
      is: chat.refused.calm === 0 ? 'pass' : 'miss',
    },
    ...(measured.hasStudio ? pollRows(measured, polls) : []),
    ...(measured.hasStudio
      ? [
          limit('A raised hand is seen by staff', hands.p95Ms, targets.handMs, hands.raised),
          {
            what: 'No hand is overlooked',
            target: 'staff see each',
            seen: `${hands.raised} raised, ${hands.unseen} not seen`,
            is: hands.unseen === 0 ? 'pass' : 'miss',
          } as const,
        ]
      : []),
    ...measured.faults.map((one, i, all) => {
      const same = all.filter(({ kind }) => kind === one.kind);
      return faultRow(one, same.length > 1 ? ` (${1 + same.indexOf(one)})` : '');
    }),
    ...back.map((one, i) => backRow(one, back.length > 1 ? ` (${i + 1})` : '')),
    foldsRow(folds),
    ...measured.transcoderGapsMs.map((gapMs, i) =>
      limit(
        `Picture missing after the transcoder was killed${measured.transcoderGapsMs.length > 1 ? ` (${i + 1})` : ''}`,
        gapMs,
        targets.transcoderGapMs,
        1,
        AT_MOST,
      ),
    ),
    lateRow('How late the picture is: half of all', delay.p50Ms, targets.delayP50Ms, delay.players),
    lateRow('How late the picture is: 95 % of all', delay.p95Ms, targets.delayP95Ms, delay.players),
    {
      what: 'The picture never stands while nothing is broken',
      target: 'no stall of a quarter of a second or more',
      seen:
        delay.players === 0 ? 'nobody watched part by part' : `${stalls.calm} with ${delay.players} players`,
      is: delay.players === 0 ? 'left-out' : stalls.calm === 0 ? 'pass' : 'miss',
    },
    {
      what: 'Nothing that is asked for is refused while nothing is broken',
      target: 'no error',
      seen: `${errors.calm} errors`,
      is: errors.calm === 0 ? 'pass' : 'miss',
    },
    told('A chat message while something was broken, 95 % within', chat.disturbedP95Ms),
    {
      what: 'Refused to speak or to raise a hand while something was broken',
      seen: String(chat.refused.disturbed),
      is: 'told',
    },
    { what: 'Stalls while something was broken', seen: String(stalls.disturbed), is: 'told' },
    { what: 'Errors while something was broken', seen: String(errors.disturbed), is: 'told' },
    ...measured.leftOut.map(({ kind, why }): Row => ({
      what: brokenWords[kind],
      seen: 'not tried',
      is: 'left-out',
      why,
    })),
  ];
}

export function hasPassed(rows: readonly Row[]): boolean {
  return rows.every(({ is }) => is !== 'miss');
}

const brokenWords: Readonly<Record<FaultKind | 'broker', string>> = {
  transcoder: 'The transcoder is killed',
  'studio-network': 'The studio’s network goes away',
  server: 'The server, its gateway with it, is killed',
  database: 'The database goes away',
  broker: 'The message broker goes away',
};

function foldsRow(folds: Measured['folds']): Row {
  const row = {
    what: 'Every page tells the same as the server at the end',
    target: 'nothing lost, doubled or out of order',
  };
  if (!folds) {
    return { ...row, seen: 'not tried', is: 'left-out', why: 'Students of other machines went on speaking.' };
  }
  const { compared, different, missing } = folds;
  return {
    ...row,
    seen: `${compared} compared, ${different} different, ${missing} not there`,
    is: different === 0 && missing === 0 && compared > 0 ? 'pass' : 'miss',
  };
}

function faultRow({ kind, tookMs, trouble }: FaultOver, which: string): Row {
  const row = { what: `${brokenWords[kind]}${which}`, target: 'all is as before, without anybody’s help' };
  return trouble === undefined
    ? { ...row, seen: `after ${s(tookMs)}`, is: 'pass' }
    : { ...row, seen: 'not as before', is: 'miss', why: trouble };
}

function pollRows(measured: Measured, polls: readonly PollSeen[]): Row[] {
  const sum = (pick: (poll: PollSeen) => number) => polls.reduce((all, poll) => all + pick(poll), 0);
  const [asked, acknowledged, counted] = [
    sum((p) => p.asked),
    sum((p) => p.acknowledged),
    sum((p) => p.counted),
  ];
  const isRight = polls.every(
    (p) =>
      p.counted === p.distinct && (p.isOfAll ? p.counted === p.acknowledged : p.counted >= p.acknowledged),
  );
  return [
    limit('An answer to a poll is taken', measured.pollAnswerP95Ms, targets.pollMs, acknowledged),
    limit('A poll’s results are on every page', measured.pollResultsP95Ms, targets.pollMs, polls.length),
    {
      what: 'Every answer counts once',
      target: 'counted = acknowledged, one for each person',
      seen: `${polls.length} polls, ${asked} answers given, ${acknowledged} acknowledged, ${counted} counted`,
      is: polls.length === 0 ? 'left-out' : isRight && asked === acknowledged ? 'pass' : 'miss',
    },
  ];
}

function backRow({ of, p95Ms, maxMs, lost }: BackSeen, which: string): Row {
  return {
    what: `Everybody is back after the server was killed${which}`,
    target: `within ${s(targets.backMs)}, with everything that they had`,
    seen: `${of - lost} of ${of}; 95 % within ${s(p95Ms)}, the last after ${s(maxMs)}`,
    is: of > 0 && lost === 0 && maxMs <= targets.backMs ? 'pass' : 'miss',
  };
}

const MOSTLY = '95 % within';
const AT_MOST = 'at most';

/** Players that were there and showed nothing are no reason to say nothing. */
function lateRow(what: string, seenMs: number, mostMs: number, players: number): Row {
  const row = limit(what, seenMs, mostMs, players, AT_MOST);
  if (players === 0 || !Number.isNaN(seenMs)) return row;
  return { ...row, seen: 'no picture', is: 'miss', why: 'Nobody saw a picture while nothing was broken.' };
}

/** `of`: how many were looked at; none: it was not seen. */
function limit(what: string, seenMs: number, mostMs: number, of: number, bound = MOSTLY): Row {
  const target = `${bound} ${ms(mostMs)}`;
  if (of === 0 || Number.isNaN(seenMs)) {
    return { what, target, seen: '–', is: 'left-out', why: 'there was nothing of it to see' };
  }
  return { what, target, seen: ms(seenMs), is: seenMs <= mostMs ? 'pass' : 'miss' };
}

function told(what: string, seenMs: number): Row {
  return Number.isNaN(seenMs) ? { what, seen: '–', is: 'told' } : { what, seen: ms(seenMs), is: 'told' };
}

function ms(value: number): string {
  if (Number.isNaN(value)) return '–';
  return value < 1_000 ? `${Math.round(value)} ms` : s(value);
}

function s(valueMs: number): string {
  return Number.isNaN(valueMs) ? '–' : `${(valueMs / 1_000).toFixed(1)} s`;
}
