import {
  CHAT_KEPT,
  type ChatEvent,
  type ChatMessage,
  type LoggedEvent,
  type MessageId,
  emptyChat,
  foldChat,
} from '@rostrum/protocol/room';

/** All that was written in a class up to any moment of it: the room’s own fold has only the newest at hand. */
export interface Said {
  /** The next events of the log. */
  add(events: readonly LoggedEvent[]): void;
  /** When so many events had happened and the room had these at hand; the same list until another is due. */
  at(count: number, atHand: readonly ChatMessage[]): readonly ChatMessage[];
}

type Change = Extract<ChatEvent, { type: 'chat.reacted' | 'chat.deleted' }>;
interface List {
  readonly length: number;
  readonly atHand: readonly ChatMessage[];
  readonly messages: readonly ChatMessage[];
}

const nothing: List = { length: 0, atHand: [], messages: [] };

/** Each is kept once, as it was last: what the room has no longer at hand changes no more, but that it may be taken back. */
export function createSaid(): Said {
  const messages: ChatMessage[] = [];
  /** How many events had happened before each. */
  const befores: number[] = [];
  const places = new Map<MessageId, number>();
  let count = 0;
  let list = nothing;

  function change(event: Change, at: number): void {
    const place = places.get(event.messageId);
    if (place === undefined) return;
    const isOut = messages.length - place > CHAT_KEPT;
    // To such a one the room’s fold counts nothing any more. Its words go all the same: it may have been the pinned one.
    if (isOut && event.type === 'chat.reacted') return;
    messages[place] = foldChat({ ...emptyChat, messages: [messages[place]!] }, event, at).messages[0]!;
    list = nothing;
  }

  return {
    add(events) {
      for (const { event, at } of events) {
        if (event.type === 'chat.sent') {
          places.set(event.messageId, messages.length);
          befores.push(count);
          const message = foldChat(emptyChat, event, at).messages[0]!;
          messages.push(event.text === '' ? { ...message, deleted: true } : message);
        } else if (event.type === 'chat.reacted' || event.type === 'chat.deleted') change(event, at);
        count += 1;
      }
    },

    at(events, atHand) {
      const length = countBelow(befores, events);
      if (length !== list.length || atHand !== list.atHand) {
        const first = length - atHand.length;
        const newest = atHand.map((message, i) => takenBack(messages[first + i]) ?? message);
        list = { length, atHand, messages: [...messages.slice(0, first), ...newest] };
      }
      return list.messages;
    },
  };
}

/** What was taken back, whenever that was, is so from its beginning: the log is told without its words. */
const takenBack = (last?: ChatMessage): ChatMessage | undefined => (last?.deleted ? last : undefined);

/** How many of these, which only grow, are below it. */
function countBelow(all: readonly number[], most: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle]! >= most) high = middle;
    else low = middle + 1;
  }
  return low;
}
