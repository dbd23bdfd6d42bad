import type { ClientStatus } from '@rostrum/protocol/client';
import type { RoomState } from '@rostrum/protocol/room';
import { readStored, writeStored } from '@rostrum/ui';
import { bring } from '../bring.ts';
import type { StageMedia } from '../player/index.ts';
import type * as stageModule from '../stage/index.ts';
// Not through the door: that is what is loaded only when it is needed.
import { standingOf } from '../stage/pure/standing.ts';
import type { StageSeatOptions } from '../stage/stage-seat.svelte.ts';

type Parts = typeof stageModule;

/** Brings the stage's part of the page when somebody may be called: most students never need it. */
export class StageWay {
  parts: Parts | undefined = $state.raw();
  seat: stageModule.StageSeat | undefined = $state.raw();

  readonly #options: StageSeatOptions;
  #isLoading = false;
  #follow: (() => void) | undefined;
  readonly #closing = new AbortController();

  constructor(options: StageSeatOptions) {
    this.#options = options;
  }

  /** What a guest sees and hears in place of the programme; undefined for everyone else. */
  get media(): StageMedia | undefined {
    const { seat } = this;
    if (seat?.standing !== 'guest' || seat.way.is !== 'open') return undefined;
    const live = seat.received.filter(({ isLive }) => isLive);
    return {
      picture: live.find(({ source, kind }) => source === 'programme' && kind === 'video')?.track,
      sounds: live.filter(({ kind }) => kind === 'audio').map(({ track }) => track),
    };
  }

  follow(room: RoomState, place: number | undefined, gateway: ClientStatus['is']): void {
    this.#follow = () => this.seat?.follow(room, place, gateway);
    if (this.seat) this.#follow();
    else if (standingOf(room, this.#options.personId) !== 'audience') void this.#load();
  }

  /** They raised their hand in this window: it is the one that they come with. */
  claim(): void {
    const { keptAs } = this.#options;
    if (readStored('session', keptAs) === undefined) writeStored('session', keptAs, 'sound');
    this.seat?.claim();
  }

  close(): void {
    this.#closing.abort();
    this.seat?.close();
  }

  async #load(): Promise<void> {
    if (this.#isLoading) return;
    this.#isLoading = true;
    this.parts = await bring(() => import('../stage/index.ts'), this.#closing.signal);
    if (!this.parts) return;
    this.seat = new this.parts.StageSeat(this.#options);
    this.#follow?.();
  }
}
