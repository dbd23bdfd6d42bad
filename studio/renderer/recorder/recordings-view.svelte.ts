import type { DiskRoom, RecordedSource } from '../../preload/pure/recording-parts.ts';
import {
  type ExportForm,
  type Recording,
  type RecordingExport,
  SILENT_AFTER_MS,
} from '../../preload/recordings-contract.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { BridgeError } from '../bridge/bridge-error.ts';
import { ReplacingView } from './replacing-view.svelte.ts';
import { bridgeErrorWords } from '../bridge/bridge-error-words.ts';

export type RecordingsStage =
  | { is: 'loading' }
  | { is: 'away' }
  | { is: 'there'; recordings: readonly Recording[]; folder: string; room: DiskRoom };

/** What came of the last wish; `refused` is in the shell's words. */
export type Said =
  { is: 'unreadable'; sources: readonly RecordedSource[] } | { is: 'away' } | { is: 'refused'; text: string };

const LOOK_EVERY_MS = 1_000;
/** By then one whose page is gone has been silent for long enough. */
const LOOK_AGAIN_AFTER_MS = SILENT_AFTER_MS + 500;

/** The recordings on the disk as reactive values, looked at while somebody looks at them. */
export class RecordingsView {
  stage: RecordingsStage = $state.raw({ is: 'loading' });
  exports: readonly RecordingExport[] = $state.raw([]);
  /** What the shell said last, with the recording that it was about. */
  said: (Said & { recordingId: string }) | undefined = $state.raw(undefined);
  /** Being recovered at the moment. */
  recovering: string | undefined = $state(undefined);

  /** Those that are sent to the server. */
  readonly replacing: ReplacingView;
  readonly #ask: Bridge['ask'];
  #timer: ReturnType<typeof setInterval> | undefined;
  #lookingAgain: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: Bridge['ask']) {
    this.#ask = ask;
    this.replacing = new ReplacingView(ask);
  }

  /** Those that broke off: worth a word right after the start. */
  get unfinished(): readonly Recording[] {
    return this.stage.is === 'there'
      ? this.stage.recordings.filter(({ state }) => state === 'unfinished')
      : [];
  }

  /** Keeps looking until close(). */
  open(): void {
    this.replacing.open();
    void this.refresh();
    this.#timer ??= setInterval(() => void this.refresh(), LOOK_EVERY_MS);
  }

  close(): void {
    this.replacing.close();
    clearInterval(this.#timer);
    this.#timer = undefined;
    clearTimeout(this.#lookingAgain);
    this.#lookingAgain = undefined;
  }

  async refresh(): Promise<void> {
    await this.#look();
    this.#lookAgainLater();
  }

  /** One that broke off a moment ago still counts as running: without a second look nobody would offer to recover it. */
  #lookAgainLater(): void {
    if (this.#timer !== undefined || this.#lookingAgain !== undefined || this.stage.is !== 'there') return;
    if (this.stage.recordings.every(({ state }) => state !== 'recording')) return;
    this.#lookingAgain = setTimeout(() => {
      this.#lookingAgain = undefined;
      void this.#look();
    }, LOOK_AGAIN_AFTER_MS);
  }

  async #look(): Promise<void> {
    try {
      const [{ exports }, list] = await Promise.all([
        this.#ask('recordings.exports', {}),
        this.#ask('recordings.list', {}),
      ]);
      this.exports = exports;
      this.stage = { is: 'there', ...list };
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error;
      this.stage = { is: 'away' };
    }
  }

  async recover(recordingId: string): Promise<void> {
    this.recovering = recordingId;
    await this.#do(recordingId, async () => {
      const { unreadable } = await this.#ask('recordings.recover', { recordingId });
      if (unreadable.length > 0) this.said = { recordingId, is: 'unreadable', sources: unreadable };
    });
    this.recovering = undefined;
  }

  rename(recordingId: string, title: string): Promise<boolean> {
    return this.#do(recordingId, () => this.#ask('recordings.rename', { recordingId, title }));
  }

  remove(recordingId: string): Promise<boolean> {
    return this.#do(recordingId, () => this.#ask('recordings.delete', { recordingId }));
  }

  export(form: ExportForm): Promise<boolean> {
    return this.#do(form.recordingId, () => this.#ask('recordings.export', form));
  }

  endExport({ exportId, recordingId }: RecordingExport): Promise<boolean> {
    return this.#do(recordingId, () => this.#ask('recordings.endExport', { exportId }));
  }

  /** Whether it was done; what stands against it is said beside the recording. */
  async #do(recordingId: string, work: () => Promise<unknown>): Promise<boolean> {
    this.said = undefined;
    try {
      await work();
      await this.refresh();
      return true;
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error;
      const said: Said =
        error.reason === 'away' ? { is: 'away' } : { is: 'refused', text: bridgeErrorWords(error) };
      this.said = { recordingId, ...said };
      return false;
    }
  }
}
