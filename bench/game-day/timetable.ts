import { now } from '../crowd/person.ts';
import type { Act } from './pure/schedule.ts';

const LOOK_EVERY_MS = 20;

/** Does what stands in a schedule when it is due, by the wall clock. */
export function keepTo(acts: readonly Act[], startsAtMs: number, perform: (act: Act) => void): void {
  let next = 0;
  const looking = setInterval(() => {
    for (let act = acts[next]; act && startsAtMs + act.atMs <= now(); act = acts[next]) {
      next += 1;
      perform(act);
    }
    if (next >= acts.length) clearInterval(looking);
  }, LOOK_EVERY_MS);
}
