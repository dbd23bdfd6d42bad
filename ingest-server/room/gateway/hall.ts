import type { Room } from '../room.ts';
import { eventsFrame } from './pure/frames.ts';

interface Listener {
  deliver(frame: Buffer): void;
}

/** Those who listen to one room: each frame is built once and written to all. */
export class Hall {
  readonly #listeners = new Set<Listener>();
  readonly #unfollow: () => void;
  readonly #handleEmpty: () => void;

  constructor(room: Room, handleEmpty: () => void) {
    this.#handleEmpty = handleEmpty;
    this.#unfollow = room.follow((events) => {
      const frame = Buffer.from(eventsFrame(room.recent.eventsFrom(events[0]!.seq)));
      for (const listener of [...this.#listeners]) listener.deliver(frame);
    });
  }

  add(listener: Listener): void {
    this.#listeners.add(listener);
  }

  remove(listener: Listener): void {
    if (!this.#listeners.delete(listener) || this.#listeners.size > 0) return;
    this.#unfollow();
    this.#handleEmpty();
  }
}
