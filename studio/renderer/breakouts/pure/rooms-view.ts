import {
  BREAKOUT_MEMBERS_MAX,
  type BreakoutId,
  type BreakoutsState,
  type PeopleState,
  type Person,
  type PersonId,
} from '@rostrum/protocol/room';
import { peopleToPlace } from './placing.ts';

/** `in-class`: gone back there by themselves. `away`: their page is not connected. */
export type Whereabouts = 'in' | 'in-class' | 'away';

export interface RoomPerson {
  readonly personId: PersonId;
  readonly name: string;
  readonly is: Whereabouts;
  /** Staff who look in. */
  readonly isVisitor: boolean;
}

export interface RoomView {
  readonly breakoutId: BreakoutId;
  readonly name: string;
  /** By name, visitors at the end. */
  readonly people: readonly RoomPerson[];
  /** Places, with those of whoever is in the class just now. */
  readonly taken: number;
  readonly isFull: boolean;
}

export function listRooms({ rooms, members }: BreakoutsState, people: PeopleState): readonly RoomView[] {
  const byRoom = Map.groupBy(Object.entries(members), ([, { breakoutId }]) => breakoutId);
  return rooms.map(({ breakoutId, name }) => {
    const listed = (byRoom.get(breakoutId) ?? [])
      .map(([id, { name: called, isIn, isVisitor = false }]): RoomPerson => {
        const is = people[id]?.here !== true ? 'away' : isIn ? 'in' : 'in-class';
        return { personId: id as PersonId, name: called, is, isVisitor };
      })
      .sort((a, b) => Number(a.isVisitor) - Number(b.isVisitor) || a.name.localeCompare(b.name));
    const taken = listed.filter(({ isVisitor }) => !isVisitor).length;
    return { breakoutId, name, people: listed, taken, isFull: taken >= BREAKOUT_MEMBERS_MAX };
  });
}

/** Students who are here and whom no room has. */
export function inNoRoom({ open, members }: BreakoutsState, people: PeopleState): readonly Person[] {
  return open ? peopleToPlace(people).filter(({ personId }) => !(personId in members)) : [];
}

/** The room with the most places left, for somebody who is not in it already. */
export function roomiest(rooms: readonly RoomView[], from: BreakoutId | undefined): RoomView | undefined {
  return rooms
    .filter(({ breakoutId, isFull }) => !isFull && breakoutId !== from)
    .reduce<RoomView | undefined>(
      (best, room) => (best && best.taken <= room.taken ? best : room),
      undefined,
    );
}
