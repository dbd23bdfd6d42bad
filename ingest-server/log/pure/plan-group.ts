import type { ClassId, LoggedEvent } from '@rostrum/protocol/room';
import type { Append, AppendResult } from './append.ts';

/** What the database knows of the classes in a group. */
export interface Known {
  /** The last sequence number; 0 where a class has no log yet. */
  lastSeq(classId: ClassId): number;
  seqOfKey(classId: ClassId, key: string): number | undefined;
}

/**
 * Appends that go in one write, each as if it came alone, in order: the second finds the events and the keys
 * of the first. A key met again comes before a conflict, since a command sent twice is often late as well.
 */
export function planGroup(appends: readonly Append[], known: Known): AppendResult[] {
  const lastSeqs = new Map<ClassId, number>();
  const keys = new Map<ClassId, Map<string, number>>();

  return appends.map(({ classId, expectedSeq, events }): AppendResult => {
    const ownKeys = keys.get(classId) ?? new Map<string, number>();
    keys.set(classId, ownKeys);

    const seqByKey = new Map<string, number>();
    for (const { key } of events) {
      if (key === undefined) continue;
      const seq = ownKeys.get(key) ?? known.seqOfKey(classId, key);
      if (seq !== undefined) seqByKey.set(key, seq);
    }
    if (seqByKey.size > 0) return { is: 'known', seqByKey };

    const lastSeq = lastSeqs.get(classId) ?? known.lastSeq(classId);
    if (lastSeq !== expectedSeq) return { is: 'conflict', lastSeq };

    const logged = events.map((fresh, i): LoggedEvent => ({
      seq: lastSeq + 1 + i,
      ...fresh,
    }));
    for (const { key, seq } of logged) if (key !== undefined) ownKeys.set(key, seq);
    lastSeqs.set(classId, lastSeq + logged.length);
    return { is: 'logged', events: logged };
  });
}
