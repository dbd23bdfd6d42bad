import type { OverviewClass } from '@rostrum/protocol/http';
import type { NodeFacts } from '@rostrum/protocol/operations';
import type { ClassId } from '@rostrum/protocol/room';

export interface ClassNow {
  readonly classId: ClassId;
  readonly classTitle: string;
  readonly institutionId: string;
  readonly overview: OverviewClass;
}

/** Counted over the last minute: sockets and media connections that were tried, and those that came to nothing. */
export interface Connections {
  readonly tried: number;
  readonly failed: number;
  /** When one came to nothing last. Without it a repair shows only once the minute is over. */
  readonly failedAt?: number;
}

/** How everything is in one second. */
export interface Now {
  readonly at: number;
  readonly node: NodeFacts;
  readonly connections: Connections;
  readonly classes: readonly ClassNow[];
}
