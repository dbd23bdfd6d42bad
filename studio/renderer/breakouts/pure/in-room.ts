import type { StageStream } from '@rostrum/protocol/media';
import { type BreakoutsState, breakoutOf } from '@rostrum/protocol/room';
import type { RoomPerson } from './rooms-view.ts';

type Incoming<T> = StageStream & { readonly track: T };

/** A screen that somebody shares, or somebody with their picture, if they send one. */
export interface Tile<T> {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly is: 'screen' | 'person';
  readonly track?: T;
}

export interface Voice<T> {
  readonly id: string;
  readonly track: T;
}

/** What the instructor sees of a room: what is shared first, then everybody in it but themself. */
export function tilesOf<T>(
  received: readonly Incoming<T>[],
  people: readonly RoomPerson[],
  you: string | undefined,
): readonly Tile<T>[] {
  const others = people.filter(({ personId, is }) => is === 'in' && personId !== you);
  const pictureOf = (person: RoomPerson, source: StageStream['source']) =>
    received.find(
      (one) =>
        one.personId === person.personId && one.source === source && one.kind === 'video' && one.isLive,
    );
  const screens = others.flatMap((person): Tile<T>[] => {
    const screen = pictureOf(person, 'screen');
    if (!screen) return [];
    const { personId, name } = person;
    return [{ id: screen.producerId, personId, name, is: 'screen', track: screen.track }];
  });
  const faces = others.map((person): Tile<T> => {
    const { personId, name } = person;
    const camera = pictureOf(person, 'camera');
    return { id: personId, personId, name, is: 'person', ...(camera ? { track: camera.track } : {}) };
  });
  return [...screens, ...faces];
}

/** Who is heard of all that comes in: the people of this room, and nobody on the stage. */
export function voicesIn<T>(
  received: readonly Incoming<T>[],
  breakouts: BreakoutsState,
  breakoutId: string,
): readonly Voice<T>[] {
  return received
    .filter(({ source, kind, isLive }) => source === 'microphone' && kind === 'audio' && isLive)
    .filter(({ personId }) => breakoutOf(breakouts, personId) === breakoutId)
    .map(({ producerId, track }) => ({ id: producerId, track }));
}
