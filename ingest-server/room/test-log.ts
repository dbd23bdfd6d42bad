// A log that fails as a test wants it to: before the write, or after it when only the answer gets lost.
import type { EventLog, NewEvent } from '../log/index.ts';

export interface Faults {
  append?: (events: readonly NewEvent[]) => 'before' | 'after' | undefined;
  read?: () => boolean;
}

/** What is written through `elsewhere` nobody hears of who follows `log`: as where the connection is lost behind it. */
export function faulty(log: EventLog, faults: Faults, elsewhere: EventLog): EventLog & { appends: number } {
  const its = {
    appends: 0,
    async read(...args: Parameters<EventLog['read']>) {
      if (faults.read?.()) throw new Error('the database is away');
      return log.read(...args);
    },
    async append(...args: Parameters<EventLog['append']>) {
      its.appends += 1;
      const when = faults.append?.(args[2]);
      if (when === 'before') throw new Error('the disk is full');
      if (when === undefined) return log.append(...args);
      await elsewhere.append(...args);
      throw new Error('the answer got lost');
    },
    seqsOfKeys: (...args: Parameters<EventLog['seqsOfKeys']>) => log.seqsOfKeys(...args),
    beginHistory: (...args: Parameters<EventLog['beginHistory']>) => log.beginHistory(...args),
    follow: (...args: Parameters<EventLog['follow']>) => log.follow(...args),
    restless: () => log.restless(),
    saveSnapshot: (...args: Parameters<EventLog['saveSnapshot']>) => log.saveSnapshot(...args),
    readSnapshot: (...args: Parameters<EventLog['readSnapshot']>) => log.readSnapshot(...args),
    close: () => log.close(),
  };
  return its;
}
