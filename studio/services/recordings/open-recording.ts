import { join } from 'node:path';
import type { NewTrack, SlideTurn } from '../../preload/pure/recording-parts.ts';
import type { AppendAnswer } from '../../preload/recordings-contract.ts';
import { writeManifest } from './manifest-file.ts';
import { type SizeSample, bytesPerS, withSample } from './pure/disk-room.ts';
import {
  type Manifest,
  type NotedStream,
  finished,
  trackFileName,
  withStream,
  withTrack,
  withTrackEnded,
  withTurn,
} from './pure/manifest.ts';
import { TrackFile } from './track-file.ts';

export interface AppendedChunk {
  trackId: string;
  offsetBytes: number;
  bytes: Uint8Array;
}

/** A recording that is being written: owns the files of its tracks. */
export class OpenRecording {
  readonly folder: string;
  readonly #report: (text: string, cause: unknown) => void;
  readonly #files = new Map<string, TrackFile>();
  #manifest: Manifest;
  #lastChange: Promise<void> = Promise.resolve();
  #samples: readonly SizeSample[] = [];
  #takenBytes = 0;
  #lastAppendAtMs: number;

  constructor(
    folder: string,
    manifest: Manifest,
    nowMs: number,
    report: (text: string, cause: unknown) => void,
  ) {
    this.folder = folder;
    this.#manifest = manifest;
    this.#lastAppendAtMs = nowMs;
    this.#report = report;
  }

  get lastAppendAtMs(): number {
    return this.#lastAppendAtMs;
  }

  get bytesPerS(): number | undefined {
    return bytesPerS(this.#samples);
  }

  async append(
    { trackId, offsetBytes, bytes }: AppendedChunk,
    nowMs: number,
  ): Promise<Exclude<AppendAnswer, { is: 'disk-full' }> | { is: 'kept'; sizeBytes: number }> {
    const file = this.#file(trackId);
    if (!file) return { is: 'gone' };
    this.#lastAppendAtMs = nowMs;
    const appended = await file.append(offsetBytes, bytes);
    if (appended.is === 'kept') {
      this.#takenBytes += bytes.byteLength;
      this.#samples = withSample(this.#samples, { atMs: nowMs, sizeBytes: this.#takenBytes });
    }
    return appended;
  }

  openTrack(track: NewTrack): Promise<void> {
    return this.#change((manifest) => withTrack(manifest, track));
  }

  async closeTrack(trackId: string, endedAtMs: number): Promise<void> {
    await this.#files.get(trackId)?.close();
    this.#files.delete(trackId);
    await this.#change((manifest) => withTrackEnded(manifest, trackId, endedAtMs));
  }

  noteStream(stream: NotedStream): Promise<void> {
    return this.#change((manifest) => withStream(manifest, stream));
  }

  noteTurn(turn: SlideTurn): Promise<void> {
    return this.#change((manifest) => withTurn(manifest, turn));
  }

  rename(title: string): Promise<void> {
    return this.#change((manifest) => ({ ...manifest, title }));
  }

  async finish(endedAtMs: number): Promise<void> {
    await this.close();
    await this.#change((manifest) => finished(manifest, endedAtMs));
  }

  /** Leaves it as a power cut would, with everything on disk. */
  async close(): Promise<void> {
    await Promise.all([...this.#files.values()].map((file) => file.close()));
    this.#files.clear();
  }

  #file(trackId: string): TrackFile | undefined {
    const open = this.#files.get(trackId);
    if (open) return open;
    const track = this.#manifest.tracks.find((one) => one.trackId === trackId);
    if (!track) return undefined;
    const file = new TrackFile(join(this.folder, trackFileName(track)), (cause) =>
      this.#report(`${trackId} could not be brought to the disk`, cause),
    );
    this.#files.set(trackId, file);
    return file;
  }

  #change(to: (manifest: Manifest) => Manifest): Promise<void> {
    const write = async () => {
      const manifest = to(this.#manifest);
      await writeManifest(this.folder, manifest);
      this.#manifest = manifest;
    };
    const changing = this.#lastChange.then(write, write);
    this.#lastChange = changing;
    return changing;
  }
}
