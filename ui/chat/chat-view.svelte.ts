import {
  type ChatMessage,
  type ChatState,
  type MessageId,
  type ReactionCounts,
  isStaff,
} from '@rostrum/protocol/room';
import type { You } from '@rostrum/protocol/wire';
import type { MessageActions } from './message-actions.ts';

export interface ChatViewOptions {
  chat: () => ChatState;
  counted: () => ReactionCounts;
  you: () => You | undefined;
  staffNames: () => readonly string[];
  actions: MessageActions;
}

/** What every line of the chat needs to know of the whole, and which of them is in hand. */
export class ChatView {
  readonly actions: MessageActions;
  readonly #options: ChatViewOptions;
  /** The line that has the keyboard's place in the list. */
  activeId: MessageId | undefined = $state();
  /** The line whose actions are shown. */
  openId: MessageId | undefined = $state();

  /** Where the Tab key stops: at the active line while it is there, else at the newest. */
  readonly stopId: MessageId | undefined = $derived.by(() => {
    const lines = this.#options.chat().messages.filter(({ deleted }) => !deleted);
    return (lines.find(({ messageId }) => messageId === this.activeId) ?? lines.at(-1))?.messageId;
  });

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

  find(messageId: MessageId): ChatMessage | undefined {
    return this.#options.chat().messages.find((message) => message.messageId === messageId);
  }
}
