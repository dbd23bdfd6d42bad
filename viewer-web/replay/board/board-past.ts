import { type RecordedBoard, recordedBoardSchema } from '@rostrum/protocol/http';
import { BoardDocument, type PageContent, isOverPage } from '@rostrum/ui/board';
import type { ServerAnswer } from '@rostrum/ui';
import type { ClassRecordings } from '../class-recordings.svelte.ts';

type Drawn = RecordedBoard['drawn'];

/** All that was drawn, in the order in which it was. */
export async function readDrawn(
  recordings: Pick<ClassRecordings, 'ask'>,
  streamId: string,
  signal: AbortSignal,
): Promise<ServerAnswer<Drawn>> {
  const drawn: Drawn = [];
  let after: number | undefined = 0;
  while (after !== undefined) {
    const path: string = `/${streamId}/board?after=${after}`;
    const answer: ServerAnswer<RecordedBoard> = await recordings.ask(recordedBoardSchema, path, signal);
    if (answer.is !== 'value') return answer;
    drawn.push(...answer.value.drawn);
    after = answer.value.next;
  }
  return { is: 'value', value: drawn };
}

/** The board at any moment: forward by what was drawn since, back from the beginning. */
export class BoardPast {
  readonly #drawn: Drawn;
  #document = newDocument();
  #taken = 0;

  constructor(drawn: Drawn) {
    this.#drawn = drawn;
  }

  /** The page that everyone was at: what was prepared on others is the instructor’s own until they turn to it. */
  at(wallMs: number): PageContent {
    const until = countUntil(this.#drawn, wallMs);
    if (until < this.#taken) {
      this.#document.close();
      this.#document = newDocument();
      this.#taken = 0;
    }
    for (const { update } of this.#drawn.slice(this.#taken, until)) this.#take(update);
    this.#taken = until;
    const id = this.#document.shownId;
    const background = this.#document.pages.find((page) => page.id === id)?.background;
    return {
      ...{ id, elements: this.#document.elementsOf(id) },
      background: isOverPage(id) ? 'blank' : background,
    };
  }

  close(): void {
    this.#document.close();
  }

  #take(update: string): void {
    try {
      this.#document.take(Uint8Array.from(atob(update), (character) => character.charCodeAt(0)));
    } catch {
      // One that no page could read then either: the others stand without it.
    }
  }
}

function newDocument(): BoardDocument {
  return new BoardDocument({ onChange: () => undefined, onUpdate: () => undefined });
}

function countUntil(drawn: Drawn, wallMs: number): number {
  const next = drawn.findIndex(({ at }) => at > wallMs);
  return next < 0 ? drawn.length : next;
}
