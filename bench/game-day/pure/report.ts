import type { FaultKind } from './fault-schedule.ts';
import type { Row } from './verdict.ts';
import type { WatchPlan } from './watch-plan.ts';

/** All that a rehearsal leaves behind: written as it is beside the page, and as the page. Times count from its beginning. */
export interface Report {
  readonly startedAt: number;
  readonly lastedS: number;
  readonly passed: boolean;
  readonly rows: readonly Row[];
  readonly faults: readonly FaultSeen[];
  readonly seconds: readonly Second[];
  /** What went wrong on the way, in the words it was told in, and how often: the most frequent first. */
  readonly problems: readonly (readonly [words: string, times: number])[];
  readonly settings: {
    readonly students: number;
    readonly minutes: number;
    readonly seed: number;
    readonly share: string;
    readonly servers: readonly string[];
    readonly database: string;
    readonly watching: WatchPlan;
    readonly programme: string;
  };
  readonly machine: {
    readonly cores: number;
    readonly processor: string;
    readonly memoryGb: number;
    readonly system: string;
    readonly node: string;
    readonly ffmpeg: string;
    readonly version: string;
  };
}

export interface FaultSeen {
  readonly kind: FaultKind;
  readonly atS: number;
  /** What was broken works again. */
  readonly mendedS: number;
  /** Nobody notices anything of it any more. */
  readonly calmS: number;
  readonly figures: Readonly<Record<string, number>>;
  /** Why it did not become as it was before; missing where it did. */
  readonly trouble?: string;
}

/** One second of it; NaN and missing where nothing was seen. */
export interface Second {
  readonly atS: number;
  readonly inside: number;
  readonly chatP95Ms: number | null;
  readonly delayP50Ms: number | null;
  readonly delayP95Ms: number | null;
  /** Players that stand. */
  readonly standing: number;
  readonly requests: number;
  readonly megabytes: number;
  readonly errors: number;
  /** In cores. */
  readonly cpu: { readonly server: number; readonly transcoder: number; readonly media: number } | null;
  readonly memoryMb: number | null;
  readonly machineCpu: number;
}
