import type { Readable } from 'node:stream';

export interface OpenBlob {
  /** Of the whole blob, whatever part of it was asked for. */
  readonly bytes: number;
  readonly stream: Readable;
}

/** Both ends belong to it. What lies beyond the blob's end is left out. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Bytes kept under a key such as `media/<class>/<rendition>/12.m4s`. A put is seen whole or not at all, and
 * replaces what was there. Keys are checked by every adapter; a bad one is a bug of the caller and throws.
 */
export interface Blobs {
  /** A source that fails leaves nothing behind, and its error comes back. */
  put(key: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>;
  get(key: string): Promise<Uint8Array | undefined>;
  /** For what is too large to hold: the stream must be read or destroyed. */
  open(key: string, range?: ByteRange): Promise<OpenBlob | undefined>;
  /** Keys that begin with this prefix, sorted. */
  list(prefix: string): Promise<string[]>;
  /** Deleting what isn't there is fine. */
  delete(key: string): Promise<void>;
  /** All keys that begin with this one and a slash. Killed half-way and asked again, it goes on. */
  deleteUnder(folder: string): Promise<void>;
}
