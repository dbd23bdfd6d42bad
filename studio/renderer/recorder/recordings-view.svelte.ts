import type { DiskRoom } from '../../preload/pure/recording-parts.ts';
import type { ExportForm, Recording, RecordingExport } from '../../preload/recordings-contract.ts';
import { type Bridge, BridgeError } from '../bridge/index.ts';
import { texts } from './texts.ts';

export type RecordingsStage =
  | { is: 'loading' }
  | { is: 'away' }
  | { is: 'there'; recordings: readonly Recording[]; folder: string; room: DiskRoom };

const LOOK_EVERY_MS = 1_000;

/** The recordings on the disk as reactive values, looked at while somebody looks at them. */
export class RecordingsView {
  stage: RecordingsStage = $state.raw({ is: 'loading' });
  exports: readonly RecordingExport[] = $state.raw([]);
  /** What the shell said last, for the recording that it was about. */
  said: { recordingId: string; tone: 'good' | 'bad'; text: string } | undefined = $state.raw(undefined);
  /** Being recovered at the moment. */
  recovering: string | undefined = $state(undefined);

  readonly #ask: Bridge['ask'];
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(ask: Bridge['ask']) {
    this.#ask = ask;
  }

  /** Those that broke off: worth a word right after the start. */
  get unfinished(): readonly Recording[] {
    return this.stage.is === 'there'
      ? this.stage.recordings.filter(({ state }) => state === 'unfinished')
      : [];
  }

  /** Keeps looking until close(). */
  open(): void {
    void this.refresh();
    this.#timer ??= setInterval(() => void this.refresh(), LOOK_EVERY_MS);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async refresh(): Promise<void> {
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
      if (unreadable.length > 0) this.#say(recordingId, 'good', texts.list.unreadable(unreadable));
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
      this.#say(recordingId, 'bad', error.reason === 'away' ? texts.list.away : error.message);
      return false;
    }
  }

  #say(recordingId: string, tone: 'good' | 'bad', text: string): void {
    this.said = { recordingId, tone, text };
  }
}
