import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { caching } from '../pure/caching.ts';
import type { Tally } from './tally.ts';

/** Whoever asked, and waits for the answer. */
export interface Asker {
  readonly isGone: boolean;
  answer(answer: Answer): void;
}

/** What is answered counts where they have asked. */
export interface CountedAsker extends Asker {
  tally: Tally;
}

/** Bytes that many are given: made once, packed once, and their headers written once for each way to keep them. */
export interface Content {
  readonly type: string;
  readonly etag: string;
  /** By which a CDN lets go of all that belongs to a stream; only of media, which it keeps for long. */
  readonly streamTag: string | undefined;
  readonly pieces: readonly Buffer[];
  readonly bytes: number;
  /** Only of text. */
  readonly packed: (() => Buffer) | undefined;
  readonly headers: Map<string, string[]>;
  readonly wires: Wires;
}

/** As they go out over HTTP/1.1, by way to keep and pack them: head and body in one piece, for a second. */
export type Wires = Map<string, { second: number; pieces: readonly Buffer[]; bytes: number }>;

export type Answer = { readonly status: 200; readonly content: Content; readonly cache: string } | Refused;

export interface Refused {
  readonly status: 400 | 403 | 404 | 503;
  readonly text: string;
  readonly cache?: string;
}

export const forAnyPage = [
  ...['Access-Control-Allow-Origin', '*'],
  // What a player on another page may read: how old an answer is, and how much of it there is.
  ...['Access-Control-Expose-Headers', 'Age, Content-Length, Content-Range, Date, ETag'],
  ...['X-Content-Type-Options', 'nosniff'],
];
export const PLAYLIST_TYPE = 'application/vnd.apple.mpegurl';
export const PICTURE_TYPE = 'image/jpeg';
export const CAPTIONS_TYPE = 'text/vtt; charset=utf-8';

export function textContent(type: string, text: string): Content {
  const body = Buffer.from(text);
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  let packed: Buffer | undefined;
  return {
    ...{ type, pieces: [body], bytes: body.length, streamTag: undefined },
    // Weak, because the packed bytes are others.
    etag: `W/"${hash}"`,
    packed: () => (packed ??= gzipSync(body, { level: 4 })),
    ...{ headers: new Map(), wires: new Map() },
  };
}

/** `name`: behind the name of its stream. */
export function mediaContent(type: string, name: string, pieces: readonly Buffer[]): Content {
  const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const [streamTag] = name.split('/');
  return {
    ...{ type, pieces, bytes, etag: `"${name}"`, streamTag, packed: undefined },
    ...{ headers: new Map(), wires: new Map() },
  };
}

/** What is said of content that is sent whole, or of so many bytes of it. */
export function headersFor(content: Content, cache: string, bytes: number, isPacked: boolean): string[] {
  return [
    ...forAnyPage,
    ...['Content-Type', content.type, 'Content-Length', String(bytes)],
    ...['Cache-Control', cache, 'ETag', content.etag],
    ...tagsOf(content),
    ...(content.packed ? [] : ['Accept-Ranges', 'bytes']),
    ...(isPacked ? ['Content-Encoding', 'gzip'] : []),
    ...varyOf(content),
  ];
}

/** Two names for the same: CDNs have not agreed on one. */
function tagsOf({ streamTag }: Content): string[] {
  return streamTag === undefined ? [] : ['Cache-Tag', streamTag, 'Surrogate-Key', streamTag];
}

export function varyOf(content: Content): string[] {
  return content.packed ? ['Vary', 'Accept-Encoding'] : [];
}

export function headersOfRefused({ status, cache = caching.never }: Refused, bytes: number): string[] {
  return [
    ...forAnyPage,
    ...['Content-Type', 'text/plain; charset=utf-8', 'Content-Length', String(bytes)],
    ...['Cache-Control', cache],
    ...(status === 503 ? ['Retry-After', '1'] : []),
  ];
}
