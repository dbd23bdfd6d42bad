import { type ChatMessage, type MessageId, type ReactionCounts, isStaff } from '@rostrum/protocol/room';
import type { You } from '@rostrum/protocol/wire';
import type { MessageActions } from './message-actions.ts';

type Viewer = Pick<You, 'personId' | 'role'>;

export interface ChatViewOptions {
  /** All that this page keeps, the oldest first. */
  messages: () => readonly ChatMessage[];
  /** When the oldest was sent that the class still has at hand. */
  liveFrom: () => number;
  counted: () => ReactionCounts;
  you: () => Viewer | undefined;
  staffNames: () => readonly string[];
  /** Without them, messages are there to be read. */
  actions?: MessageActions;
  /** Brings a message that another answers into sight. */
  showOriginal?: (messageId: MessageId) => void;
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

  get you(): Viewer | undefined {
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

  showOriginal(messageId: MessageId): void {
    this.#options.showOriginal?.(messageId);
  }

  find(messageId: MessageId): ChatMessage | undefined {
    // From the end: what is answered was mostly said just before.
    return this.#options.messages().findLast((message) => message.messageId === messageId);
  }
}
