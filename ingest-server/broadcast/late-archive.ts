import type { ClassId, StreamId } from '@rostrum/protocol/room';
import type { Archive, Behind, ProgrammeArchive, Resumed } from './archive/index.ts';
import type { SupervisorLogger } from './supervisor.ts';

export interface LateArchiveOptions {
  readonly archive: Pick<Archive, 'open'>;
  readonly classId: ClassId;
  readonly streamId: StreamId;
  readonly logger: SupervisorLogger;
}

const AGAIN_AFTER_MS = 2_000;
/** What waits in memory for an archive that can't be opened; after that the recording has a hole. */
const WAITING_MAX_BYTES = 64 * 1024 * 1024;

/** The archive of a stream that is on air already: live never waits for the database. */
export class LateArchive implements ProgrammeArchive {
  readonly classId: ClassId;
  readonly streamId: StreamId;
  readonly resumed: Resumed | undefined = undefined;
  readonly #options: LateArchiveOptions;
  #opened: ProgrammeArchive | undefined;
  #waiting: ((archive: ProgrammeArchive) => void)[] = [];
  #waitingBytes = 0;
  #again: NodeJS.Timeout | undefined;
  #opening: Promise<void>;
  #isGivenUp = false;

  constructor(options: LateArchiveOptions) {
    this.#options = options;
    this.classId = options.classId;
    this.streamId = options.streamId;
    this.#opening = this.#open();
  }

  get rungs(): readonly string[] {
    return this.#opened?.rungs ?? [];
  }

  get isOver(): boolean {
    return this.#opened?.isOver ?? false;
  }

  get behind(): Behind {
    return this.#opened?.behind ?? { segments: this.#waiting.length, bytes: this.#waitingBytes };
  }

  segments(name: string): ReturnType<ProgrammeArchive['segments']> {
    return this.#opened?.segments(name) ?? [];
  }

  info(name: string): ReturnType<ProgrammeArchive['info']> {
    return this.#opened?.info(name);
  }

  async init(name: string, run: number): ReturnType<ProgrammeArchive['init']> {
    return this.#opened?.init(name, run);
  }

  async open(name: string, msn: number): ReturnType<ProgrammeArchive['open']> {
    return this.#opened?.open(name, msn);
  }

  addInit(...init: Parameters<ProgrammeArchive['addInit']>): void {
    this.#hand((archive) => archive.addInit(...init), init[3].length);
  }

  addSegment(...segment: Parameters<ProgrammeArchive['addSegment']>): void {
    this.#hand((archive) => archive.addSegment(...segment), segment[1].bytes);
  }

  async finish(): Promise<void> {
    await this.#opening;
    this.close();
    await this.#opened?.finish();
  }

  /** Tries no more. */
  close(): void {
    this.#isGivenUp = true;
    clearTimeout(this.#again);
  }

  #hand(act: (archive: ProgrammeArchive) => void, bytes: number): void {
    if (this.#opened) {
      act(this.#opened);
    } else if (this.#waitingBytes + bytes <= WAITING_MAX_BYTES) {
      this.#waiting.push(act);
      this.#waitingBytes += bytes;
    }
  }

  async #open(): Promise<void> {
    const { archive, classId, streamId, logger } = this.#options;
    try {
      const opened = await archive.open(classId, streamId);
      this.#opened = opened;
      for (const act of this.#waiting.splice(0)) act(opened);
      this.#waitingBytes = 0;
    } catch (error) {
      logger.error({ error, classId, streamId }, 'a stream can’t be recorded yet; it goes out all the same');
      if (this.#isGivenUp) return;
      this.#again = setTimeout(() => {
        this.#opening = this.#open();
      }, AGAIN_AFTER_MS);
    }
  }
}
