/** What the workers with viewers of playlists in them are told. */
export type ToViewers =
  /** Each viewer follows one rendition, with one connection for its playlist and one for its parts. */
  | {
      do: 'connect';
      host: string;
      port: number;
      files: { host: string; port: number };
      base: string;
      renditions: readonly string[];
    }
  /** From now on blocking reloads, and each hinted part. */
  | { do: 'follow' }
  | { do: 'stop-following' }
  /** Each viewer one part of its rendition every so often, all the same one, from whom it is told. */
  | {
      do: 'fetch';
      from: 'origin' | 'files';
      paths: Readonly<Record<string, readonly string[]>>;
      everyMs: number;
      forMs: number;
    };

export interface Delivery {
  readonly rendition: string;
  readonly msn: number;
  readonly part: number;
  readonly bytes: number;
  readonly atMs: number;
}

/** How many there were, and the words of the first few. */
export interface Problems {
  readonly count: number;
  readonly words: readonly string[];
}

export type FromViewers =
  | { is: 'connected' }
  | { is: 'following' }
  | {
      is: 'followed';
      deliveries: readonly Delivery[];
      problems: Problems;
    }
  | { is: 'fetched'; mediaBytes: number; parts: number; problems: Problems };
