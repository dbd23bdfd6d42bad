import { type AlertKind, alertKinds } from '@rostrum/protocol/operations';
import { describe, expect, it } from 'vitest';
import { type Otherwise, START, second } from '../test-support/second.ts';
import { type AlertChange, emptyBook, turnPage } from './alert-book.ts';
import { conditionsIn } from './conditions.ts';
import { type SpoolTrend, addReading, waitingBefore } from './spool-trend.ts';

const TOLD_WITHIN_MS = 10_000;
const OVER_WITHIN_MS = 20_000;
/** Between two looks of the judge: just behind one is the worst moment for a fault to begin. */
const FROM = START + 10_001;
const TO = FROM + 40_000;
const END = TO + 60_000;

interface Rehearsal {
  /** How long it takes until the facts show that it began, and that it is mended. */
  readonly shownAfterMs: number;
  readonly mendedAfterMs?: number;
  /** The facts while they show it. */
  readonly ill: (at: number) => Otherwise;
  /** The facts once they show the repair, where they are not as before. */
  readonly mended?: (at: number) => Otherwise;
}

const brokenConnections = { tried: 200, failed: 40 };

const rehearsals: Readonly<Record<AlertKind, Rehearsal>> = {
  // What can't be written is tried for five seconds before whoever waits for it is sent away.
  'connections-failing': {
    ...{ shownAfterMs: 6_000, mendedAfterMs: 0 },
    ill: (at) => ({ connections: { ...brokenConnections, failedAt: at } }),
    // They count for a minute.
    mended: () => ({ connections: { ...brokenConnections, failedAt: TO } }),
  },
  // The last one came in the moment before; the next is asked for within two seconds.
  'no-keyframe': {
    ...{ shownAfterMs: 0, mendedAfterMs: 2_000 },
    ill: (at) => ({ ingest: { keyframeAgeMs: at - FROM } }),
  },
  // What goes out is up to two seconds behind what comes in, and it takes another one and a half to be sure.
  silence: { shownAfterMs: 3_500, ill: () => ({ broadcast: { silentSince: FROM + 2_000 } }) },
  'black-picture': { shownAfterMs: 3_500, ill: () => ({ broadcast: { blackSince: FROM + 2_000 } }) },
  // The worker's count of bytes looks two and a half seconds back.
  'frozen-picture': { shownAfterMs: 3_500, ill: () => ({ ingest: { videoBps: 0 } }) },
  'transcoder-slow': { shownAfterMs: 4_000, ill: () => ({ broadcast: { speed: 0.7 } }) },
  // Three deaths one after the other; six seconds until the next try, two until its first part, five healthy ones.
  'transcoder-failing': {
    ...{ shownAfterMs: 3_000, mendedAfterMs: 13_000 },
    ill: () => ({ broadcast: { status: 'failed', restarts: 5 } }),
  },
  // Each page reports each ten seconds: of many, one in twenty has soon.
  'delay-high': {
    ...{ shownAfterMs: 2_000, mendedAfterMs: 10_000 },
    ill: () => ({ overview: { players: { reporting: 90, delayP95Ms: 6_000, stallsPerMinute: 1 } } }),
  },
  'loss-high': { shownAfterMs: 2_000, mendedAfterMs: 6_000, ill: () => ({ ingest: { lossPct: 12 } }) },
  'nothing-comes-in': { shownAfterMs: 3_500, ill: () => ({ ingest: { videoBps: 0, audioBps: 0 } }) },
  // Three segments each two seconds come, and the store takes none; once it is mended it catches up.
  'spool-growing': {
    shownAfterMs: 0,
    ill: (at) => ({ node: { spool: { segments: 3 + 3 * Math.floor((at - FROM) / 2_000) + 3, bytes: 9e6 } } }),
    mended: (at) => ({
      node: { spool: { segments: Math.max(3, 60 - 6 * ((at - TO) / 1_000)), bytes: 9e6 } },
    }),
  },
  'store-failing': {
    // The next segment comes within two seconds; a store that was away for long is asked again each ten.
    ...{ shownAfterMs: 2_500, mendedAfterMs: 11_000 },
    ill: () => ({ node: { spool: { segments: 40, bytes: 9e6, failing: 'refused' } } }),
  },
  'recording-stopped': { shownAfterMs: 2_500, ill: () => ({ overview: { unrecorded: 'the disk is full' } }) },
  // The disk is looked at each three seconds, and told of with the next one.
  'disk-low': { shownAfterMs: 4_000, ill: () => ({ node: { diskFreeBytes: 1e9 } }) },
  'certificate-old': { shownAfterMs: 4_000, ill: () => ({ node: { certificateDays: 2 } }) },
  'event-loop-late': { shownAfterMs: 1_000, ill: () => ({ node: { eventLoopP99Ms: 600 } }) },
  // What was slow counts for ten seconds.
  'database-slow': {
    ...{ shownAfterMs: 1_000, mendedAfterMs: 10_000 },
    ill: () => ({ node: { logWriteP95Ms: 900 } }),
  },
};

/** All that changes from the start to the end, judged each second. */
function rehearse({ shownAfterMs, mendedAfterMs = shownAfterMs, ill, mended }: Rehearsal) {
  let book = emptyBook;
  let spool: SpoolTrend = [];
  let made = 0;
  const changes: { at: number; change: AlertChange }[] = [];
  for (let at = START; at < END; at += 1_000) {
    const isIll = at >= FROM + shownAfterMs && at < TO + mendedAfterMs;
    const facts = isIll ? ill(at) : at >= TO && mended ? mended(at) : {};
    const now = second({ ...facts, at });
    const turned = turnPage(book, conditionsIn(now, waitingBefore(spool, at)), {
      at,
      newId: () => `a${(made += 1)}`,
    });
    spool = addReading(spool, at, now.node.spool.segments);
    book = turned.book;
    for (const change of turned.changes) changes.push({ at, change });
  }
  return changes;
}

describe('every fault', () => {
  it.each(alertKinds)('%s is told within ten seconds and over within twenty of its repair', (kind) => {
    const changes = rehearse(rehearsals[kind]);
    const [raised] = changes.filter(({ change }) => change.is === 'raised');
    const cleared = changes.findLast(({ change }) => change.is === 'cleared');
    expect(raised?.at).toBeGreaterThan(FROM);
    expect((raised?.at ?? END) - FROM).toBeLessThanOrEqual(TOLD_WITHIN_MS);
    expect((cleared?.at ?? END) - TO).toBeLessThanOrEqual(OVER_WITHIN_MS);
    expect(cleared?.at).toBeGreaterThan(TO);
  });

  it.each(alertKinds)('%s is told alone, and not again and again', (kind) => {
    const told = rehearse(rehearsals[kind]).map(({ change }) => `${change.is} ${change.alert.kind}`);
    const [raised, cleared] = [`raised ${kind}`, `cleared ${kind}`];
    // What lasts may be told once more, as worse.
    expect([
      [raised, cleared],
      [raised, cleared, raised, cleared],
    ]).toContainEqual(told);
  });
});
