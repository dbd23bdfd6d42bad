import type { IncomingMessage, ServerResponse } from 'node:http';
import { askedRange, cutPieces } from '../pure/byte-range.ts';
import {
  type Answer,
  type Content,
  type CountedAsker,
  type Refused,
  forAnyPage,
  headersFor,
  headersOfRefused,
  varyOf,
} from './answer.ts';
import type { Tally } from './tally.ts';

/** Over HTTP/1.1 or 2, with all that a request may say: what it has already, which part of it is wanted, how to pack it. */
export class HttpAsker implements CountedAsker {
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  tally: Tally;

  constructor(request: IncomingMessage, response: ServerResponse, tally: Tally) {
    this.#request = request;
    this.#response = response;
    this.tally = tally;
  }

  get isGone(): boolean {
    return this.#response.destroyed || this.#response.writableEnded;
  }

  answer(answer: Answer): void {
    if (this.isGone) return;
    if (answer.status === 200) this.#send(answer.content, answer.cache);
    else this.#refuse(answer);
  }

  answerPreflight(): void {
    this.#response
      .writeHead(204, [
        ...forAnyPage,
        ...['Access-Control-Allow-Methods', 'GET, HEAD, OPTIONS'],
        ...['Access-Control-Allow-Headers', 'If-None-Match, Range'],
        ...['Access-Control-Max-Age', '86400'],
      ])
      .end();
  }

  refuseMethod(): void {
    this.#response.writeHead(405, [...forAnyPage, 'Allow', 'GET, HEAD, OPTIONS']).end();
  }

  #send(content: Content, cache: string): void {
    const { headers } = this.#request;
    if (isKnown(headers['if-none-match'], content.etag)) {
      const known = ['Cache-Control', cache, 'ETag', content.etag];
      this.#response.writeHead(304, [...forAnyPage, ...varyOf(content), ...known]).end();
      this.tally.handleAnswered(0);
      return;
    }
    if (headers.range !== undefined && isStill(headers['if-range'], content.etag) && !content.packed) {
      this.#sendRange(content, cache, headers.range);
      return;
    }
    const packed = takesGzip(headers['accept-encoding']) ? content.packed?.() : undefined;
    const key = packed ? `packed ${cache}` : cache;
    let its = content.headers.get(key);
    if (!its) {
      its = headersFor(content, cache, packed ? packed.length : content.bytes, packed !== undefined);
      content.headers.set(key, its);
    }
    this.#response.writeHead(200, its);
    this.tally.handleAnswered(this.#finish(packed ? [packed] : content.pieces));
  }

  #sendRange(content: Content, cache: string, asked: string): void {
    const range = askedRange(asked, content.bytes);
    if (range === 'whole') {
      this.#response.writeHead(200, headersFor(content, cache, content.bytes, false));
      this.tally.handleAnswered(this.#finish(content.pieces));
    } else if (range === 'unsatisfiable') {
      this.#response.writeHead(416, [...forAnyPage, 'Content-Range', `bytes */${content.bytes}`]).end();
      this.tally.handleRefused(0);
    } else {
      const { start, end } = range;
      const more = ['Content-Range', `bytes ${start}-${end}/${content.bytes}`];
      this.#response.writeHead(206, [...headersFor(content, cache, end - start + 1, false), ...more]);
      this.tally.handleAnswered(this.#finish(cutPieces(content.pieces, range)));
    }
  }

  #refuse(refused: Refused): void {
    const body = Buffer.from(`${refused.text}\n`);
    this.#response.writeHead(refused.status, headersOfRefused(refused, body.length));
    this.tally.handleRefused(this.#finish([body]));
  }

  /** How many bytes go out. */
  #finish(pieces: readonly Buffer[]): number {
    if (this.#request.method === 'HEAD') {
      this.#response.end();
      return 0;
    }
    for (let i = 0; i < pieces.length - 1; i += 1) this.#response.write(pieces[i]);
    this.#response.end(pieces.at(-1));
    return pieces.reduce((sum, piece) => sum + piece.length, 0);
  }
}

function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || header.split(',').some((one) => bare(one) === bare(etag));
}

/** A range of what has changed meanwhile would be cut together with something else (RFC 9110, 13.1.5). */
function isStill(header: string | string[] | undefined, etag: string): boolean {
  return header === undefined || (String(header).trim() === etag && !etag.startsWith('W/'));
}

function bare(etag: string): string {
  return etag.trim().replace(/^W\//, '');
}

function takesGzip(header: string | string[] | undefined): boolean {
  if (header === undefined) return false;
  const found = /(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=([\d.]+))?\s*(?:,|$)/i.exec(String(header));
  return found !== null && Number(found[1] ?? 1) > 0;
}
