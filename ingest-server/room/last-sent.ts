import type { LoggedEvent, PersonId, RoomState } from '@rostrum/protocol/room';

/** When each person last wrote in the chat: the messages that are kept may not reach back that far. */
export class LastSent {
  readonly #atByPerson = new Map<PersonId, number>();

  add({ event, at }: LoggedEvent): void {
    if (event.type === 'chat.sent') this.#atByPerson.set(event.personId, at);
  }

  /** A message of the same batch is in the state before it is in the log. */
  of(personId: PersonId, { chat }: RoomState): number | undefined {
    const last = chat.messages.findLast((message) => message.personId === personId);
    return last?.at ?? this.#atByPerson.get(personId);
  }
}
