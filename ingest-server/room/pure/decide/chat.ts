import {
  type ChatMessage,
  type CommandOf,
  type MessageId,
  type RoomState,
  isStaff,
} from '@rostrum/protocol/room';
import { cleanText } from '../clean-text.ts';
import { type Context, type Decision, events, no, roleIn } from './context.ts';

export function sendChat(context: Context, command: CommandOf<'chat.send'>): Decision {
  const { state, actor, now, lastSentAt, newId } = context;
  const role = roleIn(state, actor);
  const text = cleanText(command.text);
  if (text === '') return no('empty', 'There is nothing in this message.');
  if (!isStaff(role)) {
    if (state.people[actor.personId]?.muted) return no('muted', 'Staff have muted you in this class.');
    if (state.chat.staffOnly) return no('not-allowed', 'Only staff may write at the moment.');
    const waitMs = (lastSentAt ?? Number.NEGATIVE_INFINITY) + state.chat.slowModeMs - now;
    if (waitMs > 0)
      return no('too-fast', `Slow mode: you can write again in ${Math.ceil(waitMs / 1000)} s.`, waitMs);
  }
  const { replyTo } = command;
  if (replyTo !== undefined && !find(state, replyTo))
    return no('not-found', 'The message you reply to is not there any more.');
  return events({
    type: 'chat.sent',
    messageId: newId() as MessageId,
    personId: actor.personId,
    name: actor.name,
    role,
    text,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(mentionsStaff(state, text) ? { mentionsStaff: true } : {}),
  });
}

export function reactToChat({ state, actor }: Context, command: CommandOf<'chat.react'>): Decision {
  const message = find(state, command.messageId);
  if (!message || message.deleted) return no('not-found', 'This message is not there any more.');
  const has = message.reactions[command.reaction]?.includes(actor.personId) ?? false;
  if (has === command.on) return events();
  const { messageId, reaction, on } = command;
  return events({ type: 'chat.reacted', messageId, personId: actor.personId, reaction, on });
}

export function deleteChat({ state, actor }: Context, { messageId }: CommandOf<'chat.delete'>): Decision {
  const message = find(state, messageId);
  if (!message) return no('not-found', 'This message is not there any more.');
  if (message.personId !== actor.personId && !isStaff(roleIn(state, actor))) {
    return no('not-allowed', 'You can delete your own messages only.');
  }
  if (message.deleted) return events();
  return events({ type: 'chat.deleted', messageId, personId: actor.personId });
}

export function pinChat({ state, actor }: Context, { messageId }: CommandOf<'chat.pin'>): Decision {
  const message = find(state, messageId);
  if (!message || message.deleted) return no('not-found', 'This message is not there any more.');
  if (state.chat.pinned?.messageId === messageId) return events();
  return events({ type: 'chat.pinned', messageId, personId: actor.personId });
}

export function unpinChat({ state, actor }: Context): Decision {
  return state.chat.pinned ? events({ type: 'chat.unpinned', personId: actor.personId }) : events();
}

export function limitChat(
  { state, actor }: Context,
  { slowModeMs, staffOnly }: CommandOf<'chat.limit'>,
): Decision {
  if (state.chat.slowModeMs === slowModeMs && state.chat.staffOnly === staffOnly) return events();
  return events({ type: 'chat.limited', slowModeMs, staffOnly, personId: actor.personId });
}

function find({ chat }: RoomState, messageId: MessageId): ChatMessage | undefined {
  const kept = chat.messages.find((message) => message.messageId === messageId);
  return kept ?? (chat.pinned?.messageId === messageId ? chat.pinned : undefined);
}

/** What may stand behind an '@' that is not inside an e-mail address: all from there to the end of the text. */
const MENTION = /(?<![\p{L}\p{M}\p{N}._%+-])@(?=(.+))/gsu;
const GOES_ON = /^[\p{L}\p{M}\p{N}_]/u;

// "@staff", or the name of somebody of the staff as it is shown, or its first word.
function mentionsStaff({ people }: RoomState, text: string): boolean {
  const mentions = [...text.toLowerCase().matchAll(MENTION)].flatMap(([, rest]) => rest ?? []);
  if (mentions.length === 0) return false;
  const names = Object.values(people).flatMap(({ role, name }) =>
    isStaff(role) ? [name.toLowerCase()] : [],
  );
  const called = ['staff', ...names, ...names.flatMap((name) => name.split(/\s/, 1))].filter(Boolean);
  return mentions.some((rest) =>
    called.some((name) => rest.startsWith(name) && !GOES_ON.test(rest.slice(name.length))),
  );
}
