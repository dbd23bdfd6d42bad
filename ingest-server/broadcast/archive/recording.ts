import type { ClassId, StreamId } from '@rostrum/protocol/room';
import type { Blobs, OpenBlob } from '../../storage/index.ts';
import type { TrackInfo } from '../pure/init-segment.ts';
import type { KeptStream } from './archive.ts';
import type { Content } from './pure/content.ts';
import type { KeptSegment } from './pure/kept.ts';
import { type StreamKeys, initKey, segmentKey } from './pure/keys.ts';

/** A stream that nothing comes to any more here, read from the store alone. */
export class Recording implements KeptStream {
  readonly classId: ClassId;
  readonly streamId: StreamId;
  readonly isOver: boolean;
  readonly content: Content;
  readonly #blobs: Blobs;

  constructor(stream: StreamKeys, content: Content, blobs: Blobs, isOver: boolean) {
    this.classId = stream.classId;
    this.streamId = stream.streamId;
    this.content = content;
    this.isOver = isOver;
    this.#blobs = blobs;
  }

  get rungs(): readonly string[] {
    return this.content.rungs;
  }

  segments(name: string): readonly KeptSegment[] {
    return this.content.track(name)?.segments ?? [];
  }

  info(name: string): TrackInfo | undefined {
    return this.content.track(name)?.info;
  }

  async init(name: string, run: number): Promise<Uint8Array | undefined> {
    return this.#blobs.get(initKey(this, name, run));
  }

  async open(name: string, msn: number): Promise<OpenBlob | undefined> {
    return this.#blobs.open(segmentKey(this, name, msn));
  }
}
