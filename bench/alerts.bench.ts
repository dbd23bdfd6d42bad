import { loadavg } from 'node:os';
import type { AlertKind } from '@rostrum/protocol/operations';
import { seeOldCertificate } from './alerts/certificate.ts';
import { type Injection, injections } from './alerts/injections.ts';
import { type Surroundings, openSurroundings } from './alerts/surroundings.ts';
import type { Bench, Figures } from './bench.ts';
import { type AlertSeen, alertFigures } from './pure/alert-figures.ts';

/** Whoever waits longer has missed it. */
const FIRE_MAX_MS = 40_000;
const CLEAR_MAX_MS = 60_000;
/** Until what the fault before left behind is over. */
const CALM_MAX_MS = 90_000;
/** These take no preparation, and show that the way from a fault to a dashboard is whole. */
const QUICK: readonly AlertKind[] = ['nothing-comes-in', 'event-loop-late'];

/** The fault is made, seen, mended and seen to be over. */
async function see(its: Surroundings, injection: Injection): Promise<AlertSeen> {
  const { kind } = injection;
  const { eye } = its;
  await its.renew();
  await eye.until(() => eye.openKinds.length === 0, CALM_MAX_MS);
  const make = (await injection.prepare?.(its)) ?? injection.break;
  // What stands open from before would be taken for what is told of now.
  if (eye.openKinds.includes(kind)) {
    console.error(`${kind} was open before its fault was made`);
    return { kind, firedMs: undefined, clearedMs: undefined };
  }
  const brokenAtMs = performance.now();
  const release = await make(its);
  const opened = await eye.untilOpen(kind, FIRE_MAX_MS);
  const firedMs = opened === undefined ? undefined : performance.now() - brokenAtMs;
  if (opened === undefined)
    console.error(`${kind} was not told; open: ${eye.openKinds.join(', ') || 'nothing'}`);
  await release();
  const mendedAtMs = performance.now();
  if (opened === undefined) return { kind, firedMs, clearedMs: undefined };
  const over = await eye.untilOver(kind, CLEAR_MAX_MS);
  const clearedMs = over === undefined ? undefined : performance.now() - mendedAtMs;
  console.error(`${kind}: told after ${words(firedMs)}, over after ${words(clearedMs)}`);
  return { kind, firedMs, clearedMs };
}

export const bench: Bench = {
  name: 'alerts',
  says: 'Each alert by the fault that it stands for, made for real from outside the server: until it is on a dashboard, and from the repair until it is over.',
  async run({ quick }): Promise<Figures> {
    const its = await openSurroundings();
    const seen: AlertSeen[] = [];
    const leftOut: string[] = [];
    try {
      for (const injection of injections) {
        if (quick && !QUICK.includes(injection.kind)) continue;
        const why = injection.missing?.(its);
        if (why === undefined) seen.push(await see(its, injection));
        else leftOut.push(`${injection.kind} (${why})`);
      }
    } finally {
      await its.close();
    }
    if (!quick) {
      const certificate = await seeOldCertificate({ fireMs: FIRE_MAX_MS, clearMs: CLEAR_MAX_MS });
      if (certificate) seen.push(certificate);
      else leftOut.push('certificate-old (openssl is not installed)');
    }
    return {
      ...alertFigures(seen),
      left_out: leftOut.join(', '),
      load_1min: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    };
  },
};

function words(ms: number | undefined): string {
  return ms === undefined ? 'never' : `${(ms / 1_000).toFixed(1)} s`;
}
