import type { Outcome } from '@rostrum/protocol/client';
import { type Command, type Refusal, type Scene, type StreamId, isSameScene } from '@rostrum/protocol/room';

/** Scenes come no closer: nobody looks for one that is seen for less, and every student is told of each. */
const GAP_MS = 1_000;

/** Tells the class which scene is in the programme, for as long as it sees it: the last of those cut through. */
export class SceneTold {
  readonly #send: (command: Command) => Promise<Outcome>;
  #streamId: StreamId | undefined;
  #wanted: Scene | undefined;
  /** Of this stream. */
  #told: Scene | undefined;
  #isBusy = false;
  #isClosed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (command: Command) => Promise<Outcome>) {
    this.#send = send;
  }

  /** `streamId`: what the class sees it in, told anew for each; none while it doesn't. */
  show(scene: Scene | undefined, streamId: StreamId | undefined): void {
    if (streamId !== this.#streamId) this.#told = undefined;
    this.#streamId = streamId;
    this.#wanted = scene;
    this.#pump();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #pump(): void {
    const scene = this.#wanted;
    if (this.#isClosed || this.#isBusy || this.#streamId === undefined || !scene) return;
    if (this.#told && isSameScene(this.#told, scene)) return;
    this.#isBusy = true;
    void this.#tell(scene, this.#streamId);
  }

  async #tell(scene: Scene, streamId: StreamId): Promise<void> {
    const outcome = await this.#send({ type: 'scene.show', scene });
    if (this.#isClosed) return;
    // Who may not tell it any more has been told why elsewhere, and the scene is shown all the same.
    const isSettled = outcome.ok || !mayPass(outcome.refusal);
    if (isSettled && streamId === this.#streamId) this.#told = scene;
    const waitMs = outcome.ok ? GAP_MS : (outcome.refusal.retryAfterMs ?? GAP_MS);
    this.#timer = setTimeout(() => {
      this.#isBusy = false;
      this.#pump();
    }, waitMs);
  }
}

function mayPass({ code }: Refusal): boolean {
  return code === 'too-fast' || code === 'server-error';
}
