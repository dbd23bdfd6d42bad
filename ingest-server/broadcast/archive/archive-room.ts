import type { ClassId, LoggedEvent, StreamId } from '@rostrum/protocol/room';
import { join } from 'node:path';
import type { ByteRange, OpenBlob } from '../../storage/index.ts';
import { type FfmpegBinary, findFfmpeg } from '../ffmpeg-binary.ts';
import { Lifeline } from '../lifeline.ts';
import type { Captions } from '../pure/captions.ts';
import type { Archive, Behind, Deletion, KeptStream, ProgrammeArchive, RecordingInfo } from './archive.ts';
import { captionsDuring, readCaptions } from './captions.ts';
import { type Download, Downloads } from './downloads.ts';
import { type Extras, isExtraName, leadSegments, makeExtras, parseExtras } from './extras.ts';
import { Jobs } from './jobs.ts';
import { type ArchiveOptions, LocalArchive } from './local-archive.ts';
import { type StreamKeys, downloadKey, extraKey, nameOf } from './pure/keys.ts';
import { type ClockStretch, clockStretches } from './pure/recording-clock.ts';
import { type RetentionRule, keepDaysOf, overdue } from './pure/retention.ts';
import { Replacements } from './replacement/index.ts';
import { RetentionRules } from './retention.ts';

export interface ArchiveRoomOptions extends ArchiveOptions {
  /** In the data folder: what is being made of recordings. */
  readonly workFolder: string;
  readonly ffmpegPath: string | undefined;
  /** What happened in the class, for the chapters. */
  readonly eventsOf: (classId: ClassId) => Promise<readonly LoggedEvent[]>;
  readonly institutionOf: (classId: ClassId) => string | undefined;
  /** From now on nobody may see it, wherever it still lies. */
  readonly handleDeleting?: (stream: StreamKeys) => void;
  /** From now on another recording is in its place. */
  readonly handleReplaced?: (stream: StreamKeys) => void;
  /** The largest file that may replace a recording. */
  readonly replacementMaxBytes?: number;
  /** Where neither class nor institution says otherwise; undefined: for good. */
  readonly keepDays: number | undefined;
}

/** All that is known of one recording. */
export interface RecordingFacts extends RecordingInfo {
  readonly rungs: readonly string[];
  /** When what was recorded was. */
  readonly clock: readonly ClockStretch[];
  /** Undefined while they are made. */
  readonly extras: Extras | undefined;
  readonly downloads: readonly Download[];
}

const HOUR_MS = 3_600_000;
const REPLACEMENT_MAX_BYTES = 20 * 1024 ** 3;

/** The archive with what is made of its recordings, and when they go. */
export class ArchiveRoom implements Archive {
  readonly #options: ArchiveRoomOptions;
  readonly #archive: LocalArchive;
  readonly #jobs: Jobs;
  readonly #lifeline: Lifeline;
  readonly #downloads: Downloads;
  readonly #rules: RetentionRules;
  /** Files that are sent in place of what was recorded here. */
  readonly replacements: Replacements;
  #ffmpeg: Promise<FfmpegBinary | undefined> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> = Promise.resolve();

  private constructor(options: ArchiveRoomOptions, archive: LocalArchive) {
    const { database, blobs, logger, now, workFolder } = options;
    this.#options = options;
    this.#archive = archive;
    this.#jobs = new Jobs(logger);
    this.#lifeline = new Lifeline((error) => {
      logger.warn({ error }, 'nothing watches FFmpeg: it would go on if this server were killed');
    });
    this.#rules = new RetentionRules(database);
    const surroundings = {
      database,
      blobs,
      archive,
      disk: archive.disk,
      lifeline: this.#lifeline,
      logger,
      now,
    };
    this.#downloads = new Downloads({
      ...{ ...surroundings, jobs: this.#jobs, workFolder: join(workFolder, 'downloads') },
      ffmpeg: async () => (await this.#findFfmpeg())?.path,
    });
    this.replacements = new Replacements({
      ...{ ...surroundings, folder: join(workFolder, 'replacements'), ffmpeg: () => this.#findFfmpeg() },
      bytesMax: options.replacementMaxBytes ?? REPLACEMENT_MAX_BYTES,
    });
    archive.handleRecorded = (stream) => this.#addExtras(stream);
    archive.handleReplaced = async (stream) => {
      options.handleReplaced?.(stream);
      await this.#downloads.renew(stream);
      this.#addExtras(stream);
    };
    archive.handleDeleting = async (stream) => {
      options.handleDeleting?.(stream);
      await this.replacements.drop(stream);
      await this.#downloads.drop(stream);
    };
  }

  static async open(options: ArchiveRoomOptions): Promise<ArchiveRoom> {
    return new ArchiveRoom(options, await LocalArchive.open(options));
  }

  /** Goes on with what an earlier life of the server left, and looks every hour at what is to go. */
  start(): void {
    const sweep = () => void this.sweep();
    this.#timer = setInterval(sweep, HOUR_MS);
    sweep();
  }

  open(classId: ClassId, streamId: StreamId): Promise<ProgrammeArchive> {
    return this.#archive.open(classId, streamId);
  }

  find(classId: ClassId, streamId: StreamId): Promise<KeptStream | undefined> {
    return this.#archive.find(classId, streamId);
  }

  recordings(classId: ClassId): Promise<RecordingInfo[]> {
    return this.#archive.recordings(classId);
  }

  delete(classId: ClassId, streamId: StreamId): Promise<Deletion> {
    return this.#archive.delete(classId, streamId);
  }

  finishLeft(isMeant: (classId: ClassId) => boolean): Promise<void> {
    return this.#archive.finishLeft(isMeant);
  }

  get behind(): Behind {
    return this.#archive.behind;
  }

  get stopped(): number {
    return this.#archive.stopped;
  }

  async facts(classId: ClassId, streamId: StreamId): Promise<RecordingFacts | undefined> {
    const row = await this.#archive.index.find({ classId, streamId });
    if (row?.state !== 'over') return undefined;
    const kept = await this.find(classId, streamId);
    if (!kept) return undefined;
    const { startedAt, endedAt, durationMs, bytes, gaps } = row;
    return {
      ...{ streamId, startedAt, endedAt, durationMs, bytes, gaps, rungs: kept.rungs },
      clock: clockStretches(leadSegments(kept)),
      extras: parseExtras(row.extras),
      downloads: await this.#downloads.of(row),
    };
  }

  /** What was said in it, as text; undefined where nothing was. */
  async captions(classId: ClassId, streamId: StreamId): Promise<Captions | undefined> {
    const recording = await this.find(classId, streamId);
    if (!recording) return undefined;
    const { blobs, eventsOf } = this.#options;
    const kept = await readCaptions(recording, blobs);
    return kept ?? captionsDuring(leadSegments(recording), await eventsOf(classId));
  }

  /** Poster, thumbnails, chapters and captions, by their names. */
  async openExtra(stream: StreamKeys, name: string): Promise<OpenBlob | undefined> {
    if (!isExtraName(name) || !(await this.#isRecording(stream))) return undefined;
    return this.#options.blobs.open(extraKey(stream, name));
  }

  /** False where there is no such recording or rung. */
  async askForDownload(stream: StreamKeys, rung: string): Promise<boolean> {
    return (await this.#isRecording(stream)) && this.#downloads.ask(stream, rung);
  }

  async openDownload(stream: StreamKeys, rung: string, range?: ByteRange): Promise<OpenBlob | undefined> {
    if (!(await this.#isRecording(stream))) return undefined;
    const ready = (await this.#downloads.of(stream)).some((one) => one.rung === rung && one.is === 'ready');
    return ready ? this.#options.blobs.open(downloadKey(stream, rung), range) : undefined;
  }

  /** How long the recordings of this class are kept, and whether it says so itself. */
  async keepDays(classId: ClassId): Promise<{ days: number | undefined; isOwn: boolean }> {
    const rules = await this.#rules.all();
    const isOwn = rules.some(({ scope, scopeId }) => scope === 'class' && scopeId === classId);
    return { days: this.#keepDaysBy(rules)(classId), isOwn };
  }

  setKeepDays(rule: RetentionRule): Promise<void> {
    return this.#rules.set(rule);
  }

  unsetKeepDays(rule: Omit<RetentionRule, 'keepDays'>): Promise<void> {
    return this.#rules.unset(rule);
  }

  /** Everything that can wait: what is overdue goes, what was left undone is done. */
  sweep(): Promise<void> {
    const sweep = async () => {
      const { index } = this.#archive;
      await this.#archive.eraseMarked();
      await this.#archive.finishForgotten();
      const rules = await this.#rules.all();
      const over = await index.inState('over');
      const { now } = this.#options;
      for (const gone of overdue(over, this.#keepDaysBy(rules), now())) {
        this.#options.logger.info({ ...nameFacts(gone) }, 'a recording’s time is over: it is deleted');
        await this.#archive.delete(gone.classId, gone.streamId);
      }
      await this.#downloads.expire();
      for (const row of await index.inState('over')) if (row.extras === undefined) this.#addExtras(row);
      await this.#downloads.start();
      await this.replacements.sweep();
    };
    const handleError = (error: unknown) => {
      this.#options.logger.error({ error }, 'recordings could not be looked through; it is tried again');
    };
    return (this.#sweeping = this.#sweeping.then(sweep).catch(handleError));
  }

  /** Resolves when all that can wait is done; for tests, and for a server that is about to go. */
  async settled(): Promise<void> {
    await this.#archive.settled();
    await this.#sweeping;
    await this.replacements.idle();
    await this.#jobs.idle();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all([this.#jobs.close(), this.replacements.close()]);
    await this.#sweeping;
    await this.#archive.close();
    this.#lifeline.close();
  }

  async #isRecording(stream: StreamKeys): Promise<boolean> {
    return (await this.#archive.index.find(stream))?.state === 'over';
  }

  #keepDaysBy(rules: readonly RetentionRule[]): (classId: string) => number | undefined {
    const { institutionOf, keepDays } = this.#options;
    return (classId) => keepDaysOf(classId, institutionOf(classId as ClassId), rules, keepDays);
  }

  #addExtras({ classId, streamId }: StreamKeys): void {
    const stream = { classId, streamId };
    const { blobs, eventsOf, workFolder } = this.#options;
    this.#jobs.add(nameOf(stream), 'extras', async (signal) => {
      const recording = await this.find(classId, streamId);
      if (!recording?.isOver) return;
      const extras = await makeExtras(recording, await eventsOf(classId), {
        ...{ blobs, signal, lifeline: this.#lifeline, ffmpeg: (await this.#findFfmpeg())?.path },
        workFolder: join(workFolder, 'pictures'),
      });
      signal.throwIfAborted();
      await this.#archive.index.setExtras(stream, JSON.stringify(extras));
    });
  }

  #findFfmpeg(): Promise<FfmpegBinary | undefined> {
    this.#ffmpeg ??= findFfmpeg(this.#options.ffmpegPath).then((found) =>
      found.is === 'found' ? found.binary : undefined,
    );
    return this.#ffmpeg;
  }
}

const nameFacts = ({ classId, streamId }: StreamKeys) => ({ classId, streamId });

export async function openArchive(options: ArchiveRoomOptions): Promise<ArchiveRoom> {
  return ArchiveRoom.open(options);
}
