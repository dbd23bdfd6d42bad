import type { StreamKeys } from './pure/keys.ts';

export interface ArchiveLogger {
  info(facts: object, text: string): void;
  warn(facts: object, text: string): void;
  error(facts: object, text: string): void;
}

/** What somebody should look at. */
export type Alarm = StreamKeys & { is: 'recording-stopped' | 'recording-again'; because?: string };

export interface RecordingAlarmOptions {
  readonly stream: StreamKeys;
  readonly logger: ArchiveLogger;
  handleAlarm(alarm: Alarm): void;
}

/** Whether a stream is being recorded; told once when it stops, and once when it goes on. */
export class RecordingAlarm {
  readonly #options: RecordingAlarmOptions;
  #isOn = false;

  constructor(options: RecordingAlarmOptions) {
    this.#options = options;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  raise(error: unknown): void {
    if (this.#isOn) return;
    this.#isOn = true;
    const { stream, logger, handleAlarm } = this.#options;
    const because = error instanceof Error ? error.message : String(error);
    logger.error({ error, ...stream }, 'recording stopped; the broadcast goes on');
    handleAlarm({ ...stream, is: 'recording-stopped', because });
  }

  calm(): void {
    if (!this.#isOn) return;
    this.#isOn = false;
    const { stream, logger, handleAlarm } = this.#options;
    logger.info({ ...stream }, 'recording goes on');
    handleAlarm({ ...stream, is: 'recording-again' });
  }
}
