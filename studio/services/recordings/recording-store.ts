import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { BridgeBody } from '../../preload/contract.ts';
import type { DiskRoom, NewTrack, SlideTurn } from '../../preload/pure/recording-parts.ts';
import { type AppendAnswer, type Recording, SILENT_AFTER_MS } from '../../preload/recordings-contract.ts';
import { isAlive } from './is-alive.ts';
import { readManifest, writeManifest } from './manifest-file.ts';
import { type AppendedChunk, OpenRecording } from './open-recording.ts';
import { diskRoom } from './pure/disk-room.ts';
import { type Manifest, type NotedStream, recordingIdOf, trackFileName } from './pure/manifest.ts';
import { texts } from './texts.ts';

export interface RecordingStoreOptions {
  folder: string;
  report: (text: string, cause: unknown) => void;
  readFreeBytes?: (folder: string) => Promise<number>;
}

/** A refusal in words, or nothing. */
export type Refused = { text: string } | undefined;

type Opening = { is: 'open'; recording: OpenRecording } | { is: 'at-work' } | { is: 'gone' };

/** Asking the disk for its room at every chunk would be asking too much. */
const ROOM_EVERY_MS = 2_000;

/** The recordings on this machine's disk, each in its own folder: owns those that are being written. */
export class RecordingStore {
  readonly folder: string;
  readonly #options: RecordingStoreOptions;
  readonly #open = new Map<string, OpenRecording>();
  readonly #atWork = new Set<string>();
  #free: { bytes: number; atMs: number } | undefined;

  constructor(options: RecordingStoreOptions) {
    this.folder = options.folder;
    this.#options = options;
  }

  async begin(
    { classTitle, startedAtMs, isBroadcast }: BridgeBody<'recordings.begin'>,
    random: string,
  ): Promise<{ is: 'begun'; recordingId: string; room: DiskRoom } | { is: 'disk-full' }> {
    const room = await this.room();
    if (room.level === 'full') return { is: 'disk-full' };
    const recordingId = recordingIdOf(startedAtMs, random);
    const folder = this.folderOf(recordingId);
    await mkdir(folder);
    const manifest: Manifest = {
      ...{ version: 1, recordingId, title: classTitle, classTitle, startedAtMs, wasRecovered: false },
      ...{ writerPid: process.pid, tracks: [], ...(isBroadcast && { isBroadcast }) },
    };
    await writeManifest(folder, manifest);
    this.#open.set(recordingId, this.#opened(folder, manifest));
    return { is: 'begun', recordingId, room };
  }

  /** Also one that another run of the shell has begun: a page outlives its shell. */
  async #openFor(recordingId: string): Promise<Opening> {
    if (this.isAtWorkOn(recordingId)) return { is: 'at-work' };
    const open = this.#open.get(recordingId);
    if (open) return { is: 'open', recording: open };
    const folder = this.folderOf(recordingId);
    const manifest = await readManifest(folder, recordingId);
    if (!manifest || manifest.endedAtMs !== undefined) return { is: 'gone' };
    if (this.isAtWorkOn(recordingId)) return { is: 'at-work' };
    const written = { ...manifest, writerPid: process.pid };
    await writeManifest(folder, written);
    if (this.isAtWorkOn(recordingId)) return { is: 'at-work' };
    const again = this.#open.get(recordingId) ?? this.#opened(folder, written);
    this.#open.set(recordingId, again);
    return { is: 'open', recording: again };
  }

  async append(recordingId: string, chunk: AppendedChunk): Promise<AppendAnswer | { is: 'at-work' }> {
    const opening = await this.#openFor(recordingId);
    if (opening.is !== 'open') return opening;
    const { recording } = opening;
    const room = await this.room(recording);
    // Begun while the disk was asked: its files are somebody else's now.
    if (this.isAtWorkOn(recordingId)) return { is: 'at-work' };
    if (room.level === 'full') return { is: 'disk-full', room };
    try {
      const appended = await recording.append(chunk, Date.now());
      return appended.is === 'kept' ? { ...appended, room } : appended;
    } catch (cause) {
      if (!isDiskFull(cause)) throw cause;
      return { is: 'disk-full', room: { ...room, level: 'full' } };
    }
  }

  async openTrack(recordingId: string, track: NewTrack): Promise<Refused> {
    const opening = await this.#openFor(recordingId);
    if (opening.is !== 'open') return refusalOf(opening);
    await opening.recording.openTrack(track);
    return undefined;
  }

  async closeTrack(recordingId: string, trackId: string, endedAtMs: number): Promise<Refused> {
    const opening = await this.#openFor(recordingId);
    if (opening.is !== 'open') return refusalOf(opening);
    await opening.recording.closeTrack(trackId, endedAtMs);
    return undefined;
  }

  async noteStream(recordingId: string, stream: NotedStream): Promise<Refused> {
    const opening = await this.#openFor(recordingId);
    if (opening.is !== 'open') return refusalOf(opening);
    await opening.recording.noteStream(stream);
    return undefined;
  }

  async noteTurn(recordingId: string, turn: SlideTurn): Promise<Refused> {
    const opening = await this.#openFor(recordingId);
    if (opening.is !== 'open') return refusalOf(opening);
    await opening.recording.noteTurn(turn);
    return undefined;
  }

  async finish(recordingId: string, endedAtMs: number): Promise<Refused> {
    const opening = await this.#openFor(recordingId);
    // Said twice because the first answer was lost.
    if (opening.is === 'gone' && (await this.#manifest(recordingId))) return undefined;
    if (opening.is !== 'open') return refusalOf(opening);
    await opening.recording.finish(endedAtMs);
    this.#open.delete(recordingId);
    return undefined;
  }

  async list(): Promise<Recording[]> {
    const names = await readdir(this.folder).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') return [];
      throw cause;
    });
    const found = await Promise.all(names.map((name) => this.#describe(name)));
    return found.filter((recording) => recording !== undefined).sort((a, b) => b.startedAtMs - a.startedAtMs);
  }

  async rename(recordingId: string, title: string): Promise<Refused> {
    const open = this.#open.get(recordingId);
    if (open) {
      await open.rename(title);
      return undefined;
    }
    return this.alone<Refused>(recordingId, { text: texts().atWork }, async () => {
      const manifest = await this.#manifest(recordingId);
      if (!manifest) return { text: texts().noRecording };
      await writeManifest(this.folderOf(recordingId), { ...manifest, title });
      return undefined;
    });
  }

  async remove(recordingId: string): Promise<Refused> {
    return this.alone<Refused>(recordingId, { text: texts().atWork }, async () => {
      const recording = await this.#describe(recordingId);
      if (!recording) return { text: texts().noRecording };
      if (recording.state === 'recording') return { text: texts().stillRecording };
      await this.letGo(recordingId);
      await rm(this.folderOf(recordingId), { recursive: true, force: true });
      return undefined;
    });
  }

  /** Works on a recording's files while nobody else does; `taken` where somebody is at it. */
  async alone<T>(recordingId: string, taken: T, work: () => Promise<T>): Promise<T> {
    if (this.#atWork.has(recordingId)) return taken;
    this.#atWork.add(recordingId);
    try {
      return await work();
    } finally {
      this.#atWork.delete(recordingId);
    }
  }

  /** Something is being recorded at this moment, most likely a lecture that is on air. */
  get isRecording(): boolean {
    const nowMs = Date.now();
    return [...this.#open.values()].some(({ lastAppendAtMs }) => nowMs - lastAppendAtMs < SILENT_AFTER_MS);
  }

  isAtWorkOn(recordingId: string): boolean {
    return this.#atWork.has(recordingId);
  }

  /** One whose page is gone: closes its files, so that they can be worked on. */
  async letGo(recordingId: string): Promise<void> {
    await this.#open.get(recordingId)?.close();
    this.#open.delete(recordingId);
  }

  /** With its manifest, for whoever works on its files. */
  async find(recordingId: string): Promise<{ manifest: Manifest; recording: Recording } | undefined> {
    const manifest = await this.#manifest(recordingId);
    const recording = manifest && (await this.#describe(recordingId));
    return manifest && recording ? { manifest, recording } : undefined;
  }

  folderOf(recordingId: string): string {
    return join(this.folder, recordingId);
  }

  async room(recording?: OpenRecording): Promise<DiskRoom> {
    const nowMs = Date.now();
    if (!this.#free || nowMs - this.#free.atMs > ROOM_EVERY_MS) {
      await mkdir(this.folder, { recursive: true });
      const read = this.#options.readFreeBytes ?? readFreeBytes;
      this.#free = { bytes: await read(this.folder), atMs: nowMs };
    }
    return diskRoom(this.#free.bytes, recording?.bytesPerS);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.values()].map((recording) => recording.close()));
    this.#open.clear();
  }

  #opened(folder: string, manifest: Manifest): OpenRecording {
    return new OpenRecording(folder, manifest, Date.now(), this.#options.report);
  }

  async #manifest(recordingId: string): Promise<Manifest | undefined> {
    return readManifest(this.folderOf(recordingId), recordingId);
  }

  async #describe(recordingId: string): Promise<Recording | undefined> {
    const manifest = await this.#manifest(recordingId).catch((cause: unknown) => {
      // A stray file among the folders, or one that can't be read: the others are still to be seen.
      this.#options.report(`${recordingId} is no recording that can be read`, cause);
      return undefined;
    });
    if (!manifest) return undefined;
    const folder = this.folderOf(recordingId);
    const files = await Promise.all(
      manifest.tracks.map(async (track) => {
        const found = await stat(join(folder, trackFileName(track))).catch(() => undefined);
        return { track, sizeBytes: found?.size ?? 0, changedAtMs: found?.mtimeMs ?? 0 };
      }),
    );
    const lastAtMs = Math.max(manifest.startedAtMs, ...files.map(({ changedAtMs }) => changedAtMs));
    return {
      ...{ recordingId, title: manifest.title, classTitle: manifest.classTitle, folder },
      startedAtMs: manifest.startedAtMs,
      // A clock can be set back while it runs.
      durationMs: Math.max(0, (manifest.endedAtMs ?? lastAtMs) - manifest.startedAtMs),
      sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      state: this.#stateOf(manifest, Date.now(), lastAtMs),
      wasRecovered: manifest.wasRecovered,
      tracks: files.map(({ track, sizeBytes }) => ({
        ...{ trackId: track.trackId, source: track.source, startedAtMs: track.startedAtMs, sizeBytes },
        ...(track.durationMs === undefined ? {} : { durationMs: track.durationMs }),
      })),
      turns: manifest.turns ?? [],
    };
  }

  #stateOf({ recordingId, endedAtMs, writerPid }: Manifest, nowMs: number, lastAtMs: number) {
    if (endedAtMs !== undefined) return 'finished';
    const lastAppendAtMs = this.#open.get(recordingId)?.lastAppendAtMs;
    if (lastAppendAtMs !== undefined) {
      return nowMs - lastAppendAtMs < SILENT_AFTER_MS ? 'recording' : 'unfinished';
    }
    const isWrittenElsewhere = writerPid !== undefined && writerPid !== process.pid && isAlive(writerPid);
    return isWrittenElsewhere && nowMs - lastAtMs < SILENT_AFTER_MS ? 'recording' : 'unfinished';
  }
}

function refusalOf({ is }: Exclude<Opening, { is: 'open' }>): { text: string } {
  return { text: is === 'at-work' ? texts().atWork : texts().noRecording };
}

export function isDiskFull(cause: unknown): boolean {
  const { code, cause: deeper } = cause as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT' || (deeper !== undefined && isDiskFull(deeper));
}

async function readFreeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
