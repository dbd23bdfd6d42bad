import type { StageStream } from '@rostrum/protocol/media';
import type { BreakoutMember, PersonId } from '@rostrum/protocol/room';

/** One of those who are in the room, as the others see them. */
export interface Tile<Track> {
  readonly personId: PersonId;
  readonly name: string;
  readonly isYou: boolean;
  /** Staff who look in. */
  readonly isVisitor: boolean;
  readonly picture: Track | undefined;
  readonly isMuted: boolean;
  /** Their connection is; their place waits for them. */
  readonly isLost: boolean;
}

type Received<Track> = StageStream & { readonly track: Track };

/** What one sends oneself, which comes back from nobody. */
interface Own<Track> {
  readonly personId: PersonId;
  readonly picture: Track | undefined;
  readonly isMuted: boolean;
}

interface Someone {
  readonly personId: PersonId;
  readonly member: BreakoutMember;
}

/** Oneself first, then the others as they came. */
export function tilesOf<Track>(
  members: readonly Someone[],
  received: readonly Received<Track>[],
  lost: readonly PersonId[],
  own: Own<Track>,
): Tile<Track>[] {
  const tiles = members
    .filter(({ member }) => member.isIn)
    .map(({ personId, member }): Tile<Track> => {
      const isYou = personId === own.personId;
      const live = received.filter((one) => one.personId === personId && one.isLive);
      const theirs = {
        picture: live.find(({ source }) => source === 'camera')?.track,
        isMuted: !live.some(({ source }) => source === 'microphone'),
      };
      const { picture, isMuted } = isYou ? own : theirs;
      const isVisitor = member.isVisitor === true;
      const isLost = !isYou && lost.includes(personId);
      return { personId, name: member.name, isYou, isVisitor, picture, isMuted, isLost };
    });
  return [...tiles.filter(({ isYou }) => isYou), ...tiles.filter(({ isYou }) => !isYou)];
}

/** Whose room this is too, and who have gone back to the class for a while. */
export function awayOf(members: readonly Someone[]): string[] {
  return members.flatMap(({ member }) => (member.isIn ? [] : [member.name]));
}

/** What stands for somebody without a picture. */
export function initialOf(name: string): string {
  return ([...name.trim()][0] ?? '?').toLocaleUpperCase();
}
