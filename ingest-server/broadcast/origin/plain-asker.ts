import { type Answer, type CountedAsker, headersFor, headersOfRefused } from './answer.ts';
import type { Tally } from './tally.ts';

/** A GET that says nothing but what it wants, on a kept-alive connection of HTTP/1.1 in the clear. */
export interface PlainAsk {
  /** Path and query, as they were spelled. */
  readonly address: string;
  readonly takesGzip: boolean;
  readonly isGone: boolean;
  /** The whole answer, once. */
  write(pieces: readonly Buffer[]): void;
}

/** Larger ones are not copied to stand behind their heads. */
const JOINED_MAX = 256 * 1024;

const reasons = {
  200: 'OK',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  503: 'Service Unavailable',
};

/** Thousands who ask for the same are written the same bytes: neither head nor body is made for each. */
export class PlainAsker implements CountedAsker {
  readonly #ask: PlainAsk;
  tally: Tally;

  constructor(ask: PlainAsk, tally: Tally) {
    this.#ask = ask;
    this.tally = tally;
  }

  get isGone(): boolean {
    return this.#ask.isGone;
  }

  answer(answer: Answer): void {
    if (this.#ask.isGone) return;
    const { pieces, bytes } = wireOf(answer, this.#ask.takesGzip);
    if (answer.status === 200) this.tally.handleAnswered(bytes);
    else this.tally.handleRefused(bytes);
    this.#ask.write(pieces);
  }
}

/** `bytes`: of the body. */
interface Wire {
  readonly pieces: readonly Buffer[];
  readonly bytes: number;
}

function wireOf(answer: Answer, takesGzip: boolean): Wire {
  const second = Math.floor(Date.now() / 1000);
  if (answer.status !== 200) {
    const body = Buffer.from(`${answer.text}\n`);
    const head = headOf(answer.status, headersOfRefused(answer, body.length), second);
    return { pieces: [head, body], bytes: body.length };
  }
  const { content, cache } = answer;
  const packed = takesGzip ? content.packed?.() : undefined;
  const key = packed ? `packed ${cache}` : cache;
  const made = content.wires.get(key);
  if (made?.second === second) return made;
  const bytes = packed ? packed.length : content.bytes;
  const head = headOf(200, headersFor(content, cache, bytes, packed !== undefined), second);
  const whole = packed ? [head, packed] : [head, ...content.pieces];
  const wire = { second, pieces: bytes <= JOINED_MAX ? [Buffer.concat(whole)] : whole, bytes };
  content.wires.set(key, wire);
  return wire;
}

function headOf(status: Answer['status'], headers: readonly string[], second: number): Buffer {
  let head = `HTTP/1.1 ${status} ${reasons[status]}\r\nDate: ${new Date(second * 1000).toUTCString()}\r\n`;
  for (let i = 0; i < headers.length; i += 2) head += `${headers[i]}: ${headers[i + 1]}\r\n`;
  return Buffer.from(`${head}\r\n`, 'latin1');
}
