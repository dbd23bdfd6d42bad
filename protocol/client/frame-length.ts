import { refuse } from '../room/index.ts';
import { CLIENT_FRAME_MAX, type ClientFrame } from '../wire/index.ts';

/** RFC 6455, 7.4.1: a frame was too big to be read. */
export const CLOSED_FOR_LENGTH = 1009;

export const tooLong = refuse('too-long', 'This is too long to be sent. Make it shorter.');

export function isTooLong(frame: ClientFrame): boolean {
  return bytesOf(JSON.stringify(frame)) > CLIENT_FRAME_MAX;
}

/** As UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}

/** What was said on one socket and was longer than all else: where something was too long, this was. */
export class Longest {
  #length = 0;
  #key: string | undefined;

  /** Of the command that it was; a question has none. */
  get key(): string | undefined {
    return this.#key;
  }

  add(frame: ClientFrame, text: string): void {
    if (text.length <= this.#length) return;
    this.#length = text.length;
    this.#key = frame.t === 'command' ? frame.key : undefined;
  }
}
