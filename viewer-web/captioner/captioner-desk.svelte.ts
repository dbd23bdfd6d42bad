import { type CaptionDesk, captionDeskSchema, captionLinesTakenSchema } from '@rostrum/protocol/http';
import { makeKey } from '@rostrum/protocol/client';
import type { Refusal } from '@rostrum/protocol/room';
import { askServer, readStored, refusalWords, takeLinkKey, writeStored } from '@rostrum/ui';
import { type Line, corrected, nextOf, readLines, refusedLine, taken, withLine } from './pure/lines.ts';

export type DeskStage =
  | { is: 'asking' }
  | { is: 'no-key' }
  | { is: 'refused'; refusal: Refusal }
  | { is: 'there'; desk: CaptionDesk };

const LOOK_EVERY_MS = 5_000;
const RETRY_AFTER_MS = 2_000;

/** Whoever types a class's captions, by their link: what the class is at, and the lines on their way to it. */
export class CaptionerDesk {
  stage: DeskStage = $state.raw({ is: 'asking' });
  lines: readonly Line[] = $state.raw([]);
  /** The server can't be reached: what is typed waits. */
  isAway = $state(false);

  readonly #key: string | undefined;
  readonly #linesKey: string;
  #clockAheadMs = 0;
  #looking: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #isSending = false;
  #isClosed = false;

  constructor(pathname: string) {
    const keyName = `rostrum.captioner.${pathname}`;
    this.#linesKey = `rostrum.captions.${pathname}`;
    this.#key = takeLinkKey() ?? readStored('session', keyName);
    if (this.#key === undefined) {
      this.stage = { is: 'no-key' };
      return;
    }
    writeStored('session', keyName, this.#key);
    this.lines = readLines(readStored('session', this.#linesKey));
    void this.#look();
  }

  serverNow(): number {
    return Date.now() + this.#clockAheadMs;
  }

  /** `atMs`: when it was said. */
  write(text: string, atMs: number): void {
    this.#keep(withLine(this.lines, { lineId: makeKey(Math.random), text, atMs }));
  }

  correct(lineId: string, text: string): void {
    this.#keep(corrected(this.lines, lineId, text));
  }

  lookNow(): void {
    clearTimeout(this.#looking);
    void this.#look();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#looking);
    clearTimeout(this.#retry);
  }

  async #look(): Promise<void> {
    const answer = await askServer(captionDeskSchema, '/api/captioner', this.#asked());
    if (this.#isClosed) return;
    this.isAway = answer.is === 'unreachable';
    switch (answer.is) {
      case 'refused':
        this.stage = { is: 'refused', refusal: answer.refusal };
        return;
      case 'value':
        this.#clockAheadMs = answer.value.nowMs - Date.now();
        this.stage = { is: 'there', desk: answer.value };
        void this.#send();
        break;
      case 'unreachable':
        break;
    }
    this.#looking = setTimeout(() => void this.#look(), LOOK_EVERY_MS);
  }

  #keep(lines: readonly Line[]): void {
    this.lines = lines;
    writeStored('session', this.#linesKey, JSON.stringify(lines));
    void this.#send();
  }

  /** One at a time and in order; what the server can't be told now is tried again. */
  async #send(): Promise<void> {
    if (this.#isSending || this.#isClosed || this.stage.is !== 'there') return;
    clearTimeout(this.#retry);
    this.#isSending = true;
    const { classId } = this.stage.desk;
    for (let line = nextOf(this.lines); line && !this.#isClosed; line = nextOf(this.lines)) {
      const answer = await this.#tell(`/api/classes/${classId}/captions`, line);
      this.isAway = answer.is === 'unreachable';
      if (answer.is === 'unreachable' || (answer.is === 'refused' && answer.refusal.code === 'too-fast')) {
        const waitMs = answer.is === 'refused' ? answer.refusal.retryAfterMs : undefined;
        this.#retry = setTimeout(() => void this.#send(), waitMs ?? RETRY_AFTER_MS);
        break;
      }
      const { lineId, text } = line;
      const isTaken = answer.is === 'value';
      this.lines = isTaken
        ? taken(this.lines, lineId, text)
        : refusedLine(this.lines, lineId, refusalWords(answer.refusal));
      writeStored('session', this.#linesKey, JSON.stringify(this.lines));
    }
    this.#isSending = false;
  }

  #tell(address: string, { lineId, text, atMs, sent }: Line) {
    // Under its own name a line counts once, however often it has to be said.
    const said = { key: lineId, lines: [{ lineId, text, atMs: Math.round(atMs) }] };
    return sent === undefined
      ? askServer(captionLinesTakenSchema, address, this.#asked('POST', said))
      : askServer(captionLinesTakenSchema, `${address}/${lineId}`, this.#asked('PATCH', { text }));
  }

  #asked(method = 'GET', body?: object): RequestInit {
    const authorization = `Bearer ${this.#key ?? ''}`;
    if (!body) return { method, cache: 'no-store', headers: { authorization } };
    return {
      ...{ method, body: JSON.stringify(body) },
      headers: { authorization, 'content-type': 'application/json' },
    };
  }
}
