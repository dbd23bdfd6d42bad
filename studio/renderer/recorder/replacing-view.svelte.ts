import type { StreamId } from '@rostrum/protocol/room';
import type { BridgeAnswer } from '../../preload/contract.ts';
import type { RecordingReplacement } from '../../preload/replace-contract.ts';
import { bridgeErrorWords } from '../bridge/bridge-error-words.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { BridgeError } from '../bridge/bridge-error.ts';

/** What could be replaced, as far as it is known. */
export type Offer =
  | { is: 'asking' }
  | BridgeAnswer<'recordings.replaceable'>
  | { is: 'shell-away' }
  /** In the shell's words. */
  | { is: 'shell-refused'; text: string };

const LOOK_EVERY_MS = 1_000;

/** Recordings on their way to the server as reactive values, looked at while somebody looks at them. */
export class ReplacingView {
  replacements: readonly RecordingReplacement[] = $state.raw([]);
  /** By recording, where somebody has asked. */
  offers: Readonly<Record<string, Offer>> = $state.raw({});

  readonly #ask: Bridge['ask'];
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(ask: Bridge['ask']) {
    this.#ask = ask;
  }

  /** Keeps looking until close(). */
  open(): void {
    void this.refresh();
    this.#timer ??= setInterval(() => void this.refresh(), LOOK_EVERY_MS);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.offers = {};
  }

  /** Asked once after a class was opened, what waits for it goes on. */
  async refresh(): Promise<void> {
    try {
      this.replacements = (await this.#ask('recordings.replacements', {})).replacements;
    } catch (error) {
      // That the shell is away is said for the whole list.
      if (!(error instanceof BridgeError)) throw error;
    }
  }

  async find(recordingId: string): Promise<void> {
    this.#offer(recordingId, { is: 'asking' });
    await this.#tell(recordingId, async () => {
      this.#offer(recordingId, await this.#ask('recordings.replaceable', { recordingId }));
    });
  }

  async start(recordingId: string, streamId: StreamId): Promise<void> {
    await this.#tell(recordingId, async () => {
      await this.#ask('recordings.replace', { recordingId, streamId });
      this.dismiss(recordingId);
      await this.refresh();
    });
  }

  async end(recordingId: string): Promise<void> {
    await this.#tell(recordingId, async () => {
      await this.#ask('recordings.endReplacement', { recordingId });
      await this.refresh();
    });
  }

  dismiss(recordingId: string): void {
    this.offers = Object.fromEntries(Object.entries(this.offers).filter(([id]) => id !== recordingId));
  }

  #offer(recordingId: string, offer: Offer): void {
    this.offers = { ...this.offers, [recordingId]: offer };
  }

  async #tell(recordingId: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error;
      const offer: Offer =
        error.reason === 'away'
          ? { is: 'shell-away' }
          : { is: 'shell-refused', text: bridgeErrorWords(error) };
      this.#offer(recordingId, offer);
    }
  }
}
