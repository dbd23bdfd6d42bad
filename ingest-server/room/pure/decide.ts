import {
  type Command,
  type Event,
  type MessageId,
  type PersonId,
  type Refusal,
  type Role,
  type RoomState,
  may,
  refuse,
} from '@rostrum/protocol/room';
import { cleanText } from './clean-text.ts';

/** Who asks, as their token says. */
export interface Actor {
  readonly personId: PersonId;
  readonly role: Role;
}

/** Ids that this command may use up; made outside, since here nothing is random. */
export interface FreshIds {
  readonly messageId: MessageId;
}

export type Decision = { ok: true; events: Event[] } | { ok: false; refusal: Refusal };

/**
 * Every rule and every permission of a class, asked for every command. No events means that nothing needs to
 * happen. `_state` and `_now` are part of the contract: rules that look at the room and at time stand here too.
 */
export function decide(
  _state: RoomState,
  command: Command,
  actor: Actor,
  _now: number,
  ids: FreshIds,
): Decision {
  if (!may(actor.role, command.type)) {
    return { ok: false, refusal: refuse('not-allowed', 'You may not do this in this class.') };
  }
  switch (command.type) {
    case 'chat.send': {
      const text = cleanText(command.text);
      if (text === '') return { ok: false, refusal: refuse('empty', 'There is nothing in this message.') };
      const { messageId } = ids;
      return { ok: true, events: [{ type: 'chat.sent', messageId, personId: actor.personId, text }] };
    }
  }
}
