import { readStored, writeStored } from '@rostrum/ui/stored';
import * as v from 'valibot';
import type { Panel } from './pure/news.ts';

const keptSchema = v.record(v.string(), v.number());
type Kept = Readonly<Partial<Record<Panel, number>>>;

/** When the newest was made of what somebody has looked at, by the server’s clock; a reload in this tab keeps it. */
export class LookedAt {
  readonly #keptAs: string;
  #at: Kept = $state.raw({});

  constructor(keptAs: string) {
    this.#keptAs = keptAs;
    this.#at = read(keptAs);
  }

  /** Undefined where they never looked. */
  of(panel: Panel): number | undefined {
    return this.#at[panel];
  }

  look(panel: Panel, at: number): void {
    if (at <= (this.#at[panel] ?? 0)) return;
    this.#at = { ...this.#at, [panel]: at };
    writeStored('session', this.#keptAs, JSON.stringify(this.#at));
  }
}

function read(keptAs: string): Kept {
  try {
    return v.parse(keptSchema, JSON.parse(readStored('session', keptAs) ?? '{}'));
  } catch {
    // Written by another version of this page: all is new once more.
    return {};
  }
}
