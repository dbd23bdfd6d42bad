import type { OverviewClass } from '@rostrum/protocol/http';
import { type Alert, alertWords } from '@rostrum/protocol/operations';
import type { ClassId } from '@rostrum/protocol/room';
import { type Problem, problemsOfClass } from './problems.ts';

/** The alerts of each class; those of the whole server are of none. */
export function alertsByClass(open: readonly Alert[]): ReadonlyMap<ClassId, readonly Alert[]> {
  const byClass = new Map<ClassId, Alert[]>();
  for (const alert of open) {
    if (alert.classId === undefined) continue;
    const those = byClass.get(alert.classId);
    if (those) those.push(alert);
    else byClass.set(alert.classId, [alert]);
  }
  return byClass;
}

/** What the figures show that no open alert says already. */
export function problemsBeside(one: OverviewClass, alerts: readonly Alert[]): readonly Problem[] {
  return problemsOfClass(one).filter(({ alert }) => !alerts.some(({ kind }) => kind === alert));
}

/** All that is wrong with a class, the worst first: what has lasted long enough to be an alert, then what is seen now. */
export function troubleOf(one: OverviewClass, alerts: readonly Alert[]): readonly Problem[] {
  const said = alerts.map((alert) => ({ tone: alert.severity, text: alertWords(alert).title }));
  return [...said, ...problemsBeside(one, alerts)].toSorted((a, b) => badness(b) - badness(a));
}

function badness({ tone }: Problem): number {
  return tone === 'bad' ? 1 : 0;
}
