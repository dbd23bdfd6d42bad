import type { ClientStatus } from '@rostrum/protocol/client';
import type { RoomState } from '@rostrum/protocol/room';
import { readStored, writeStored } from '@rostrum/ui';
import type * as stageModule from '../stage/index.ts';
import type { StageSeatOptions } from '../stage/stage-seat.svelte.ts';

type Parts = typeof stageModule;

const AGAIN_MS = 2_000;

/** Brings the stage's part of the page when somebody may be called: most students never need it. */
export class StageWay {
  parts: Parts | undefined = $state.raw();
  seat: stageModule.StageSeat | undefined = $state.raw();

  readonly #options: StageSeatOptions;
  #isLoading = false;
  #follow: (() => void) | undefined;
  #isClosed = false;

  constructor(options: StageSeatOptions) {
    this.#options = options;
  }

  follow(room: RoomState, place: number | undefined, gateway: ClientStatus['is']): void {
    this.#follow = () => this.seat?.follow(room, place, gateway);
    const { personId } = this.#options;
    const isOne = (one: { personId: string }) => one.personId === personId;
    const { guests, called } = room.stage;
    if (this.seat) this.#follow();
    else if (guests.some(isOne) || called.some(isOne) || room.hands.some(isOne)) void this.#load();
  }

  /** They raised their hand in this window: it is the one that they come with. */
  claim(): void {
    const { keptAs } = this.#options;
    if (readStored('session', keptAs) === undefined) writeStored('session', keptAs, 'sound');
    this.seat?.claim();
  }

  close(): void {
    this.#isClosed = true;
    this.seat?.close();
  }

  async #load(): Promise<void> {
    if (this.#isLoading) return;
    this.#isLoading = true;
    try {
      this.parts = await import('../stage/index.ts');
    } catch {
      // A network that fails now may be back before somebody is called.
      setTimeout(() => {
        this.#isLoading = false;
        this.#follow?.();
        if (!this.#isClosed && !this.seat) void this.#load();
      }, AGAIN_MS);
      return;
    }
    if (this.#isClosed) return;
    this.seat = new this.parts.StageSeat(this.#options);
    this.#follow?.();
  }
}
