import type { Outcome } from '@rostrum/protocol/client';
import type { Command, Refusal } from '@rostrum/protocol/room';
import type { PageText } from './pure/page-text.ts';
import {
  type Outbox,
  type Place,
  type TurnAnswer,
  answered,
  emptyOutbox,
  forget,
  nextCommand,
  sent,
  want,
} from './pure/turn-outbox.ts';

export interface ClassToldOptions {
  send: (command: Command) => Promise<Outcome>;
  /** What stands on a page of the deck that is open. */
  textOf: (page: number) => Promise<PageText>;
  /** Why the class could not be told; undefined when it was. */
  onRefused: (refusal: Refusal | undefined) => void;
}

/** Turns come no closer: nobody reads a page in less, and every student is told of each. */
const GAP_MS = 300;
const RETRY_AFTER_MS = 1_000;

/** Tells the class where the slides are, for as long as it may. */
export class ClassTold {
  readonly #options: ClassToldOptions;
  #outbox: Outbox = emptyOutbox;
  #mayTell = false;
  #isClosed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Of the deck that is open: the text of a page is told once. */
  readonly #pagesTold = new Set<number>();

  constructor(options: ClassToldOptions) {
    this.#options = options;
  }

  show(place: Place): void {
    this.#outbox = want(this.#outbox, place);
    this.#pump();
  }

  /** Not in a rehearsal. */
  setMayTell(mayTell: boolean): void {
    if (mayTell === this.#mayTell) return;
    this.#mayTell = mayTell;
    if (mayTell) this.#outbox = forget(this.#outbox);
    this.#pump();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #pump(): void {
    if (this.#isClosed || !this.#mayTell || this.#timer !== undefined) return;
    const command = nextCommand(this.#outbox);
    if (!command) return;
    this.#outbox = sent(this.#outbox);
    void this.#send(command);
  }

  async #send(command: Command): Promise<void> {
    const outcome = await this.#options.send(await this.#withText(command));
    if (this.#isClosed) return;
    const answer = answerOf(outcome);
    this.#outbox = answered(this.#outbox, answer);
    this.#options.onRefused(!outcome.ok && answer === 'no' ? outcome.refusal : undefined);
    const waitMs = outcome.ok ? GAP_MS : (outcome.refusal.retryAfterMs ?? RETRY_AFTER_MS);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#pump();
    }, waitMs);
  }

  async #withText(command: Command): Promise<Command> {
    if (command.type === 'slides.open') this.#pagesTold.clear();
    if (command.type !== 'slides.turn') return command;
    let found: PageText;
    try {
      found = await this.#options.textOf(command.page);
    } catch {
      // A page that can't be read is shown all the same, and has a number.
      return command;
    }
    const { title, text } = found;
    const isNew = !this.#pagesTold.has(command.page);
    this.#pagesTold.add(command.page);
    return {
      ...command,
      ...(title === undefined ? {} : { title }),
      ...(text === '' || !isNew ? {} : { text }),
    };
  }
}

function answerOf(outcome: Outcome): TurnAnswer {
  if (outcome.ok) return 'yes';
  switch (outcome.refusal.code) {
    case 'too-fast':
    case 'server-error':
      return 'again';
    case 'not-yet':
      return 'anew';
    default:
      return 'no';
  }
}
