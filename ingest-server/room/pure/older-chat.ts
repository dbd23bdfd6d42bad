import type { OlderChat } from '@rostrum/protocol/http';
import {
  CHAT_KEPT,
  type ChatMessage,
  type Event,
  type MessageId,
  type PersonId,
  REACTIONS,
  type Reaction,
  type View,
  emptyChat,
  eventIn,
  foldChat,
} from '@rostrum/protocol/room';

/** Whose page of messages is asked for, and before which one. */
export interface AskedChat {
  readonly view: View;
  readonly personId: PersonId;
  readonly before: MessageId;
}

/** Of a log: what was taken back is in it without its words. */
interface Line {
  readonly at: number;
  readonly words: Event | undefined;
}

type WhoReacted = (messageId: MessageId, reaction: Reaction) => ReadonlySet<PersonId>;

/** As many as a page is told at once; undefined where that message was never written. */
export function olderChat(
  lines: readonly Line[],
  whoReacted: WhoReacted,
  { view, personId, before }: AskedChat,
): OlderChat | undefined {
  let place = lines.findLastIndex(({ words }) => words?.type === 'chat.sent' && words.messageId === before);
  if (place < 0) return undefined;
  const found: ChatMessage[] = [];
  // One more than is told: whether there are others.
  while (--place >= 0 && found.length <= CHAT_KEPT) {
    const { at, words } = lines[place]!;
    const event = words && eventIn(view, words);
    if (event?.type !== 'chat.sent') continue;
    const message = foldChat(emptyChat, event, at).messages[0]!;
    found.push(message.text === '' ? { ...message, deleted: true } : message);
  }
  const told = found
    .slice(0, CHAT_KEPT)
    .reverse()
    .map((message) => ({ message, reactions: message.deleted ? [] : reactionsTo(message, whoReacted) }));
  const isSeen = (who: PersonId) => view === 'staff' || who === personId;
  return {
    messages: told.map(({ message, reactions }) => {
      const seen = reactions.map(([reaction, people]) => [reaction, people.filter(isSeen)] as const);
      return { ...message, reactions: Object.fromEntries(seen.filter(([, people]) => people.length > 0)) };
    }),
    counted: Object.fromEntries(
      told.flatMap(({ message, reactions }) => {
        const numbers = reactions.map(([reaction, people]) => [reaction, people.length] as const);
        return numbers.length > 0 ? [[message.messageId, Object.fromEntries(numbers)] as const] : [];
      }),
    ),
    isFirst: found.length <= CHAT_KEPT,
  };
}

function reactionsTo({ messageId }: ChatMessage, whoReacted: WhoReacted): [Reaction, PersonId[]][] {
  return REACTIONS.flatMap((reaction): [Reaction, PersonId[]][] => {
    const people = [...whoReacted(messageId, reaction)];
    return people.length > 0 ? [[reaction, people]] : [];
  });
}
