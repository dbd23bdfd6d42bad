import type { ClassId, StreamId } from '@rostrum/protocol/room';
import { Readable } from 'node:stream';
import type { Blobs, OpenBlob } from '../../storage/index.ts';
import type { TrackInfo } from '../pure/init-segment.ts';
import type { Behind, ProgrammeArchive, Resumed } from './archive.ts';
import type { Disk } from './disk.ts';
import { RecordingAlarm, type RecordingAlarmOptions } from './recording-alarm.ts';
import type { Content } from './pure/content.ts';
import type { KeptSegment } from './pure/kept.ts';
import { initKey, manifestKey, segmentKey } from './pure/keys.ts';
import { manifestOf } from './pure/manifest.ts';
import type { SpoolRecord } from './pure/spool-record.ts';
import { Shipper } from './shipper.ts';
import type { Spool, Spooled } from './spool.ts';
import type { Entry, StreamIndex } from './stream-index.ts';

export interface StreamKeeperOptions extends RecordingAlarmOptions {
  readonly blobs: Blobs;
  readonly index: StreamIndex;
  readonly spool: Spool;
  readonly left: readonly Spooled[];
  /** What the store and the spool have already. */
  readonly content: Content;
  readonly disk: Disk;
  readonly now: () => number;
  /** All of it is in the store; nothing is to stay of it where nothing came that could be watched. */
  handleOver(as: 'recording' | 'nothing'): void;
}

/** What the disk did not take yet is in memory; beyond this it counts as a disk that takes nothing. */
const UNWRITTEN_MAX_BYTES = 64 * 1024 * 1024;

/** Keeps one stream: into the spool at once, from there to the store, and in the end the manifest that makes it a recording. */
export class StreamKeeper implements ProgrammeArchive {
  readonly classId: ClassId;
  readonly streamId: StreamId;
  readonly #options: StreamKeeperOptions;
  readonly #content: Content;
  readonly #shipper: Shipper;
  readonly #alarm: RecordingAlarm;
  /** By key, what isn't in the store yet. */
  readonly #spooled = new Map<string, Spooled>();
  /** One after the other, so that the spool has them in the order they came. */
  #writing: Promise<void> = Promise.resolve();
  #unwrittenBytes = 0;
  readonly #inits: { record: SpoolRecord; bytes: Buffer }[] = [];
  #state: 'open' | 'over' = 'open';
  resumed: Resumed | undefined;

  constructor(options: StreamKeeperOptions) {
    const { stream, content, left, spool, logger } = options;
    this.classId = stream.classId;
    this.streamId = stream.streamId;
    this.#options = options;
    this.#content = content;
    this.#alarm = new RecordingAlarm(options);
    this.#shipper = new Shipper({
      ship: (batch) => this.#ship(batch),
      handleAway: async (error, waiting) => {
        logger.error({ error, ...stream }, 'the store can’t be written: what comes waits in the spool');
        try {
          await spool.force(waiting);
        } catch (failure) {
          logger.error({ error: failure, ...stream }, 'what waits in the spool may not survive a power cut');
        }
      },
      handleBack: () => {
        spool.relax();
        logger.info({ ...stream }, 'the store can be written again');
      },
    });
    for (const spooled of left) this.#remember(spooled);
    if (left.some(({ record }) => record.is === 'end')) this.#state = 'over';
    this.#shipper.add(left);
  }

  get isOver(): boolean {
    return this.#state === 'over';
  }

  /** False while the disk takes nothing. */
  get isRecording(): boolean {
    return !this.#alarm.isOn;
  }

  get rungs(): readonly string[] {
    return this.#content.rungs;
  }

  get newest(): Content['newest'] {
    return this.#content.newest;
  }

  get behind(): Behind {
    return this.#shipper.behind;
  }

  segments(name: string): readonly KeptSegment[] {
    return this.#content.track(name)?.segments ?? [];
  }

  info(name: string): TrackInfo | undefined {
    return this.#content.track(name)?.info;
  }

  async init(name: string, run: number): Promise<Uint8Array | undefined> {
    const key = initKey(this.#options.stream, name, run);
    return (await this.#inSpool(key)) ?? this.#options.blobs.get(key);
  }

  async open(name: string, msn: number): Promise<OpenBlob | undefined> {
    const key = segmentKey(this.#options.stream, name, msn);
    const bytes = await this.#inSpool(key);
    return bytes ? { bytes: bytes.length, stream: Readable.from([bytes]) } : this.#options.blobs.open(key);
  }

  /** Another life of the server begins here. */
  resume(resumed: Resumed | undefined): void {
    this.resumed = resumed;
    if (resumed) this.#content.fillTo(resumed.nextMsn);
  }

  addInit(name: string, run: number, info: TrackInfo, bytes: Buffer): void {
    if (this.isOver || !this.#content.addInit(name, run, info)) return;
    this.#inits.push({ record: { is: 'init', rung: name, run, info }, bytes });
    this.#writing = this.#writing
      .then(() => this.#writeInits())
      .catch((error: unknown) => this.#alarm.raise(error));
  }

  addSegment(name: string, told: KeptSegment, parts: readonly Buffer[]): void {
    const bytes = parts.reduce((sum, part) => sum + part.length, 0);
    const segment = { ...told, bytes, is: bytes === 0 ? ('gap' as const) : told.is };
    if (this.isOver || !this.#content.add(name, segment)) return;
    if (this.#unwrittenBytes + bytes > UNWRITTEN_MAX_BYTES) {
      this.#lose(name, segment, new Error('the disk takes too long'));
      return;
    }
    this.#unwrittenBytes += bytes;
    this.#writing = this.#writing
      .then(async () => {
        if (!(await this.#options.disk.hasRoomFor(bytes))) throw new Error('the disk is full');
        await this.#writeInits();
        await this.#write({ is: 'segment', rung: name, segment }, parts);
        this.#alarm.calm();
      })
      .catch((error: unknown) => this.#lose(name, segment, error))
      .finally(() => (this.#unwrittenBytes -= bytes));
  }

  async finish(endedAt = this.#options.now()): Promise<void> {
    if (!this.isOver) {
      this.#state = 'over';
      const record: SpoolRecord = { is: 'end', at: endedAt };
      this.#writing = this.#writing.then(async () => {
        try {
          await this.#write(record, []);
        } catch (error) {
          this.#alarm.raise(error);
          // No room even for this: it is written down when the store has all the rest, or at the next start.
          this.#shipper.add([{ record, bytes: 0, path: '', isSynced: true }]);
        }
      });
    }
    await this.settled();
  }

  /** All that came is in the spool, or lost. */
  written(): Promise<void> {
    return this.#writing;
  }

  /** All that came is in the store, or the store can't be written now. */
  async settled(): Promise<void> {
    await this.#writing;
    await this.#shipper.settled();
  }

  /** What waits stays in the spool. */
  async close(): Promise<void> {
    await this.#writing;
    await this.#shipper.close();
  }

  /** It is to be deleted: nothing of it goes to the store any more, nor stays in the spool. */
  async abandon(): Promise<void> {
    this.#state = 'over';
    await this.#writing;
    await this.#shipper.stop();
    await this.#options.spool.discard();
  }

  /** Without them what follows can't be played: one that found no room is tried again with every segment. */
  async #writeInits(): Promise<void> {
    for (let init = this.#inits[0]; init; init = this.#inits[0]) {
      await this.#write(init.record, [init.bytes]);
      this.#inits.shift();
    }
  }

  async #write(record: SpoolRecord, parts: readonly Buffer[]): Promise<void> {
    const spooled = await this.#options.spool.write(record, parts);
    this.#remember(spooled);
    this.#shipper.add([spooled]);
  }

  #lose(name: string, { msn }: KeptSegment, error: unknown): void {
    this.#content.lose(name, msn);
    this.#alarm.raise(error);
  }

  async #ship(batch: readonly Spooled[]): Promise<void> {
    const { index, spool, stream } = this.#options;
    const [first] = batch;
    if (first?.record.is === 'end') {
      const as = await this.#makeRecording(first.record.at);
      await spool.discard();
      this.#options.handleOver(as);
    } else {
      const entries = await Promise.all(batch.map((spooled) => this.#put(spooled)));
      await index.add(stream, entries.flat());
    }
    for (const spooled of batch) {
      const key = this.#keyOf(spooled.record);
      if (key !== undefined) this.#spooled.delete(key);
      if (spooled.path !== '') await spool.remove(spooled);
    }
  }

  async #put(spooled: Spooled): Promise<Entry[]> {
    const { record } = spooled;
    const key = this.#keyOf(record);
    if (record.is === 'end') return [];
    if (key === undefined) return [record];
    const bytes = await this.#options.spool.read(spooled);
    if (bytes) {
      await this.#options.blobs.put(key, bytes);
      return [record];
    }
    // The disk lost it; the rest need not wait for what never comes.
    if (record.is === 'init') return [];
    this.#options.logger.error({ ...this.#options.stream, key }, 'a segment was lost from the spool');
    this.#content.lose(record.rung, record.segment.msn);
    return [{ ...record, segment: { ...record.segment, is: 'gap', bytes: 0 } }];
  }

  async #makeRecording(endedAt: number): Promise<'recording' | 'nothing'> {
    const { blobs, index, stream } = this.#options;
    const manifest = manifestOf(stream, this.#content);
    if (!manifest) {
      await index.markDeleting(stream);
      return 'nothing';
    }
    await blobs.put(manifestKey(stream), Buffer.from(JSON.stringify(manifest)));
    await index.end(stream, manifest, endedAt);
    return 'recording';
  }

  #remember(spooled: Spooled): void {
    const key = this.#keyOf(spooled.record);
    if (key !== undefined) this.#spooled.set(key, spooled);
  }

  /** Undefined for what has no bytes. */
  #keyOf(record: SpoolRecord): string | undefined {
    const { stream } = this.#options;
    if (record.is === 'init') return initKey(stream, record.rung, record.run);
    if (record.is === 'end' || record.segment.is === 'gap') return undefined;
    return segmentKey(stream, record.rung, record.segment.msn);
  }

  async #inSpool(key: string): Promise<Buffer | undefined> {
    // What came a moment ago is being written.
    if (!this.#spooled.has(key)) await this.#writing;
    const spooled = this.#spooled.get(key);
    return spooled && this.#options.spool.read(spooled);
  }
}
