import type { Outcome } from '@rostrum/protocol/client';
import {
  CHAT_TEXT_MAX,
  type ChatMessage,
  type MessageId,
  type PersonId,
  type Refusal,
} from '@rostrum/protocol/room';
import { OwnRefusal } from '../../pure/own-refusal.ts';
import type { Words } from './texts.ts';

/** A message on its way; `afterId` is the last one in the class when it was sent. */
export interface Sending {
  id: number;
  text: string;
  afterId: MessageId | undefined;
  replyTo?: MessageId;
}

/** What somebody is writing and what is on its way. Nothing written is ever lost to a refusal. */
export interface Outbox {
  draft: string;
  /** What the draft answers. */
  replyTo?: MessageId;
  sending: readonly Sending[];
  nextId: number;
  refusal?: Refusal;
}

export function openOutbox(draft = ''): Outbox {
  return { draft, sending: [], nextId: 1 };
}

export function write(outbox: Outbox, draft: string): Outbox {
  const { refusal: _, ...rest } = outbox;
  return { ...rest, draft };
}

/** `replyTo` undefined: it answers nothing in particular. */
export function answerTo({ replyTo: _, ...rest }: Outbox, replyTo: MessageId | undefined): Outbox {
  return replyTo === undefined ? rest : { ...rest, replyTo };
}

/** `send` is there when something is to be sent: nothing is when the draft is blank or too long. */
export function submit(
  outbox: Outbox,
  words: Pick<Words['chat'], 'tooLong'>,
  afterId?: MessageId,
): { outbox: Outbox; send?: Sending } {
  const text = outbox.draft.trim();
  if (text === '') return { outbox };
  if (text.length > CHAT_TEXT_MAX) {
    const refusal = new OwnRefusal('too-long', () => words.tooLong(text.length, CHAT_TEXT_MAX));
    return { outbox: { ...outbox, refusal } };
  }
  const { replyTo, nextId } = outbox;
  const send = { id: nextId, text, afterId, ...(replyTo === undefined ? {} : { replyTo }) };
  return { outbox: { draft: '', sending: [...outbox.sending, send], nextId: nextId + 1 }, send };
}

export function settle(outbox: Outbox, id: number, outcome: Outcome): Outbox {
  const sent = outbox.sending.find((message) => message.id === id);
  if (!sent) return outbox;
  const sending = outbox.sending.filter((message) => message !== sent);
  if (outcome.ok) return { ...outbox, sending };
  // In front of what was written since: the refused words came first.
  const draft = outbox.draft === '' ? sent.text : `${sent.text}\n${outbox.draft}`;
  return { ...answerTo(outbox, outbox.replyTo ?? sent.replyTo), sending, draft, refusal: outcome.refusal };
}

/**
 * Those not yet seen in the class. The class may show a message a moment before its sender hears that it was
 * logged: it must not be there twice.
 */
export function stillSending(
  sending: readonly Sending[],
  messages: readonly ChatMessage[],
  you: PersonId | undefined,
): readonly Sending[] {
  const taken = new Set<MessageId>();
  return sending.filter(({ text, afterId }) => {
    const from = messages.findLastIndex(({ messageId }) => messageId === afterId) + 1;
    const own = messages
      .slice(from)
      .find((one) => one.personId === you && one.text === text && !taken.has(one.messageId));
    if (own) taken.add(own.messageId);
    return !own;
  });
}

/** Shown only near the limit; most people never meet it. */
export function charactersLeft(draft: string): number | undefined {
  const left = CHAT_TEXT_MAX - draft.trim().length;
  return left <= 200 ? left : undefined;
}
