import { GatewayClient } from '@rostrum/protocol/client';
import { type LightSocket, lightSocket } from './light-socket.ts';
import { readShared } from './read-shared.ts';
import { Slices } from './slices.ts';

export const now = () => performance.timeOrigin + performance.now();

/** Of everybody in this process. */
const folding = new Slices({
  ...{ sliceMs: 4, now: () => performance.now() },
  soon: (call) => void setImmediate(call),
});

export interface PersonHooks {
  /** A frame has come, and is not folded yet. */
  handleArrived?(data: string): void;
  handleFolded?(data: string): void;
  /**
   * Frames are folded when all that has come was looked at, and some at a time: a thousand people in one process have
   * no thousand processors, and would else wait for each other's folding before anything of theirs is seen to come.
   */
  readonly foldsLater?: boolean;
}

/** Somebody with the real client, as a page has it: it folds, retries and comes back by itself. */
export class Person {
  readonly client: GatewayClient;
  /** Since when they are inside without a break; 0 while they are not. */
  openAtMs = 0;
  #socket: LightSocket | undefined;
  #isCut = false;
  #lastCommand: string | undefined;
  readonly #waiting = new Set<{ isThere: () => boolean; resolve: () => void }>();

  constructor(url: string, token: string, hooks: PersonHooks = {}) {
    // In the order in which it came.
    const later = (call: () => void) => (hooks.foldsLater ? folding.add(call) : call());
    this.client = new GatewayClient({
      token,
      random: Math.random,
      clock: {
        now: () => Date.now(),
        after(ms, call) {
          const timer = setTimeout(call, ms);
          return () => clearTimeout(timer);
        },
      },
      // Not from within the constructor: there is no client yet.
      onChange: () => queueMicrotask(() => this.#handleChange()),
      readFrame: readShared,
      openSocket: (handlers) => {
        let isOpen = false;
        const socket = lightSocket({
          url: `${url}/socket`,
          handleOpen() {
            isOpen = true;
            handlers.handleOpen();
          },
          handleText(text) {
            hooks.handleArrived?.(text);
            later(() => {
              handlers.handleMessage(text);
              hooks.handleFolded?.(text);
            });
          },
          handleClose() {
            isOpen = false;
            later(() => handlers.handleClose());
          },
        });
        this.#socket = socket;
        if (this.#isCut) socket.destroy();
        return {
          send: (data) => {
            if (data.includes('"t":"command"')) this.#lastCommand = data;
            if (isOpen) socket.send(data);
          },
          close: () => socket.close(),
        };
      },
    });
  }

  get isIn(): boolean {
    return this.client.status.is === 'open';
  }

  /** Their network is gone, until it is mended: what is tried meanwhile fails. */
  cut(): void {
    this.#isCut = true;
    this.#socket?.destroy();
  }

  mend(): void {
    this.#isCut = false;
    this.client.hurry();
  }

  /** The same frame once more, as a retry does whose first try had arrived. */
  sendAgain(): void {
    if (this.#lastCommand && this.isIn) this.#socket?.send(this.#lastCommand);
  }

  reaches(isThere: () => boolean): Promise<void> {
    if (isThere()) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.add({ isThere, resolve }));
  }

  #handleChange(): void {
    if (!this.isIn) this.openAtMs = 0;
    else if (this.openAtMs === 0) this.openAtMs = now();
    for (const one of this.#waiting) {
      if (!one.isThere()) continue;
      this.#waiting.delete(one);
      one.resolve();
    }
  }
}
