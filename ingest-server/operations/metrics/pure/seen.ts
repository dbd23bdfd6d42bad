import type { OverviewClass } from '@rostrum/protocol/http';
import type { Alert, NodeFacts } from '@rostrum/protocol/operations';
import type { RoomState } from '@rostrum/protocol/room';

/** What came and isn't in the store yet, and the streams of which nothing can be kept. */
export interface ArchiveSeen {
  readonly behind: { readonly segments: number; readonly bytes: number; readonly failing?: string };
  readonly stopped: number;
}

/** What was asked of the origin since the server began, and how it was answered. */
export interface HlsSeen {
  readonly requests: number;
  /** Those for which nothing had to be read. */
  readonly fromMemory: number;
  /** Those that were refused. */
  readonly errors: number;
  readonly bytes: number;
}

/** The newest second of this server and of its classes. */
export interface Second {
  readonly node: NodeFacts;
  readonly classes: readonly { readonly overview: OverviewClass }[];
}

/** What a server knows of itself at the moment somebody asks. What is missing isn't told of. */
export interface Seen {
  readonly version: string | undefined;
  readonly sockets: number;
  /** Of every class that is open. */
  readonly states: readonly RoomState[];
  /** The most people there were at any such look. */
  readonly herePeak: number;
  readonly archive: ArchiveSeen;
  readonly second: Second | undefined;
  /** What is wrong now. */
  readonly alerts: readonly Pick<Alert, 'kind' | 'severity'>[];
}

/** One value of a figure, by its labels. */
export interface Value {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A figure as it is told: its name, what it is, and its values at a look; none where it can't be said. */
export interface Figure {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  values(seen: Seen): readonly Value[];
}
