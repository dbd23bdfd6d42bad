import { type ChatMessage, type MessageId, type ReactionCounts, isStaff } from '@rostrum/protocol/room';
import type { You } from '@rostrum/protocol/wire';
import type { MessageActions } from './message-actions.ts';

export interface ChatViewOptions {
  /** All that this page keeps, the oldest first. */
  messages: () => readonly ChatMessage[];
  /** When the oldest was sent that the class still has at hand. */
  liveFrom: () => number;
  counted: () => ReactionCounts;
  you: () => You | undefined;
  staffNames: () => readonly string[];
  /** Without them, messages are there to be read. */
  actions?: MessageActions;
}

/** What every line of the chat needs to know of the whole, and which of them is in hand. */
export class ChatView {
  readonly actions: MessageActions | undefined;
  readonly #options: ChatViewOptions;
  /** The line that has the keyboard's place in the list. */
  activeId: MessageId | undefined = $state();
  /** The line whose actions are shown. */
  openId: MessageId | undefined = $state();

  constructor(options: ChatViewOptions) {
    this.#options = options;
    this.actions = options.actions;
  }

  get you(): You | undefined {
    return this.#options.you();
  }

  get isStaff(): boolean {
    return this.you !== undefined && isStaff(this.you.role);
  }

  get staffNames(): readonly string[] {
    return this.#options.staffNames();
  }

  /** Reactions of everybody, as the server counts them. */
  get counted(): ReactionCounts {
    return this.#options.counted();
  }

  /** Whether anything can still be done with it: the class has only its newest messages at hand. */
  isLive({ at }: ChatMessage): boolean {
    return at >= this.#options.liveFrom();
  }

  find(messageId: MessageId): ChatMessage | undefined {
    // From the end: what is answered was mostly said just before.
    return this.#options.messages().findLast((message) => message.messageId === messageId);
  }
}
