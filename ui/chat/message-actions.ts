import type { ChatMessage, Reaction } from '@rostrum/protocol/room';

/** What can be done with a message; who may do what is the server's to say. */
export interface MessageActions {
  /** Or takes the same one back. */
  react(message: ChatMessage, reaction: Reaction): void;
  reply(message: ChatMessage): void;
  pin(message: ChatMessage): void;
  delete(message: ChatMessage): void;
}
