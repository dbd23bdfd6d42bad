import { type Answer, type Asker, headersFor, headersOfRefused } from './answer.ts';

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
export class PlainAsker implements Asker {
  readonly #ask: PlainAsk;

  constructor(ask: PlainAsk) {
    this.#ask = ask;
  }

  get isGone(): boolean {
    return this.#ask.isGone;
  }

  answer(answer: Answer): void {
    if (!this.#ask.isGone) this.#ask.write(wireOf(answer, this.#ask.takesGzip));
  }
}

function wireOf(answer: Answer, takesGzip: boolean): readonly Buffer[] {
  const second = Math.floor(Date.now() / 1000);
  if (answer.status !== 200) {
    const body = Buffer.from(`${answer.text}\n`);
    return [headOf(answer.status, headersOfRefused(answer, body.length), second), body];
  }
  const { content, cache } = answer;
  const packed = takesGzip ? content.packed?.() : undefined;
  const key = packed ? `packed ${cache}` : cache;
  const made = content.wires.get(key);
  if (made?.second === second) return made.pieces;
  const bytes = packed ? packed.length : content.bytes;
  const head = headOf(200, headersFor(content, cache, bytes, packed !== undefined), second);
  const whole = packed ? [head, packed] : [head, ...content.pieces];
  const pieces = bytes <= JOINED_MAX ? [Buffer.concat(whole)] : whole;
  content.wires.set(key, { second, pieces });
  return pieces;
}

function headOf(status: Answer['status'], headers: readonly string[], second: number): Buffer {
  let head = `HTTP/1.1 ${status} ${reasons[status]}\r\nDate: ${new Date(second * 1000).toUTCString()}\r\n`;
  for (let i = 0; i < headers.length; i += 2) head += `${headers[i]}: ${headers[i + 1]}\r\n`;
  return Buffer.from(`${head}\r\n`, 'latin1');
}
