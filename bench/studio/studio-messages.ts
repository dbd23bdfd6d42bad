import type { Picture } from '@rostrum/protocol/media';

/** What a studio without a page is told. */
export type ToStudio =
  /** Stays on air from now on, also over a restart of the server. */
  | {
      do: 'go-on-air';
      url: string;
      token: string;
      ffmpegPath: string;
      workerBin: string;
      stream: string;
      picture: Picture;
    }
  /** Sends this file in place of the one before. */
  | { do: 'show'; stream: string }
  | { do: 'withhold'; what: Withheld }
  /** Its network lets nothing through. */
  | { do: 'cut'; on: boolean }
  | { do: 'lose'; pct: number };

/** What it has and does not send. */
export type Withheld = 'nothing' | 'key-frames' | 'picture' | 'sound' | 'all';

export type FromStudio = { is: 'on-air' } | { is: 'done' };
