import {
  type BreakoutId,
  type Event,
  type Person,
  type PersonId,
  type RoomState,
  type StagePart,
  breakoutOf,
  guestOf,
  isStaff,
} from '@rostrum/protocol/room';

/** What somebody is to the stage: what of theirs is shown there, and what of it they get. */
export interface StageStanding {
  readonly isStaff: boolean;
  /** `waiting`: their hand is up, or they were called, so that they may make ready. */
  readonly is: 'guest' | 'waiting' | 'audience';
  /** Turned off by staff. */
  readonly held: readonly StagePart[];
  readonly mayShareScreen: boolean;
  /** They are in this breakout room. */
  readonly breakout?: BreakoutId;
}

export function stageStanding(state: RoomState, personId: PersonId): StageStanding {
  const person: Person | undefined = state.people[personId];
  const guest = guestOf(state.stage, personId);
  const breakout = breakoutOf(state.breakouts, personId);
  const staff = person !== undefined && isStaff(person.role) && !person.removed;
  return {
    isStaff: staff,
    is: guest ? 'guest' : isWaiting(state, personId) ? 'waiting' : 'audience',
    held: guest?.held ?? [],
    mayShareScreen: staff || person?.screen === true,
    ...(breakout === undefined ? {} : { breakout }),
  };
}

/** Whether it may have changed the standing of anybody. */
export function concernsStage({ type }: Event): boolean {
  return /^(?:(?:stage|hand|person)\.|breakouts\.(?:opened|moved|ended)$)/.test(type);
}

function isWaiting({ hands, stage }: RoomState, personId: PersonId): boolean {
  return [...hands, ...stage.called].some((one) => one.personId === personId);
}
