import type { MediaSource } from '@rostrum/protocol/media';
import type { BreakoutId, PersonId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import {
  type Standing,
  circleOf,
  circlesFor,
  flowsIn,
  flowsOut,
  isKindOf,
  isListed,
  mayMakeReady,
  refusalToSend,
  waitsForStage,
} from './stage-flow.ts';

const standing = (over: Partial<Standing> = {}): Standing => ({
  ...{ isStaff: false, is: 'audience', held: [], mayShareScreen: false },
  ...over,
});
const audience = standing();
const waiting = standing({ is: 'waiting' });
const guest = standing({ is: 'guest' });
const staff = standing({ isStaff: true });
const [red, blue] = ['red' as BreakoutId, 'blue' as BreakoutId];
const member = standing({ breakout: red });
const stranger = standing({ breakout: blue });
/** Staff who look in. */
const visitor = standing({ isStaff: true, breakout: red });

describe('what somebody may send', () => {
  it.each<[string, Standing, MediaSource[]]>([
    ['an audience', audience, []],
    ['who waits', waiting, ['camera', 'microphone']],
    ['a guest', guest, ['camera', 'microphone']],
    [
      'a guest with leave',
      standing({ is: 'guest', mayShareScreen: true }),
      ['camera', 'microphone', 'screen'],
    ],
    ['staff', staff, ['programme', 'rehearsal', 'stage-sound', 'camera', 'microphone']],
    ['who is in a breakout room', member, ['camera', 'microphone', 'screen']],
    [
      'staff in a breakout room',
      visitor,
      ['programme', 'rehearsal', 'stage-sound', 'camera', 'microphone', 'screen'],
    ],
  ])('%s', (_who, who, sources) => {
    const all: MediaSource[] = ['programme', 'rehearsal', 'stage-sound', 'camera', 'microphone', 'screen'];
    expect(all.filter((source) => refusalToSend(source, who) === undefined)).toEqual(sources);
  });

  it('and who is let near at all', () => {
    expect([audience, waiting, guest, staff, member].map(mayMakeReady)).toEqual([
      ...[false, true, true, true, true],
    ]);
    const withHand = standing({ is: 'waiting', breakout: red });
    expect([waiting, withHand, guest, standing({ isStaff: true, is: 'waiting' })].map(waitsForStage)).toEqual(
      [...[true, false, false, false]],
    );
  });
});

it('nothing is sent as what it is not', () => {
  const kinds = (source: MediaSource) =>
    (['audio', 'video'] as const).filter((kind) => isKindOf(source, kind));
  expect([kinds('programme'), kinds('microphone'), kinds('stage-sound')]).toEqual([
    ...[['audio', 'video'], ['audio'], ['audio']],
  ]);
  expect([kinds('camera'), kinds('screen')]).toEqual([['video'], ['video']]);
});

describe('what flows', () => {
  it('of a guest is what staff have not turned off, and of who waits nothing', () => {
    expect([flowsIn('camera', waiting), flowsIn('camera', guest)]).toEqual([false, true]);
    const held = standing({ is: 'guest', held: ['camera', 'screen'], mayShareScreen: true });
    expect([flowsIn('camera', held), flowsIn('microphone', held), flowsIn('screen', held)]).toEqual([
      ...[false, true, false],
    ]);
    expect(flowsIn('screen', guest)).toBe(false);
  });

  it('of a studio is everything, whatever became of whoever sends it; a rehearsal goes nowhere', () => {
    expect([flowsIn('programme', audience), flowsIn('stage-sound', audience)]).toEqual([true, true]);
    expect(flowsIn('rehearsal', staff)).toBe(false);
  });

  it('reaches guests, staff and breakout rooms, and not yet who waits', () => {
    expect([audience, waiting, guest, staff, member].map(flowsOut)).toEqual([
      ...[false, false, true, true, true],
    ]);
  });

  it('of whoever is in a breakout room is what they turn on', () => {
    const sources: MediaSource[] = ['camera', 'microphone', 'screen'];
    for (const who of [member, visitor, standing({ is: 'waiting', breakout: red })])
      expect(sources.map((source) => flowsIn(source, who))).toEqual([true, true, true]);
  });

  it('goes to one’s breakout room, but what is composed is the class’s', () => {
    const sources: MediaSource[] = ['camera', 'microphone', 'screen', 'programme', 'stage-sound'];
    expect(sources.map((source) => circleOf(source, visitor))).toEqual([
      ...['red', 'red', 'red', 'stage', 'stage'],
    ]);
    expect(sources.map((source) => circleOf(source, guest))).toEqual(sources.map(() => 'stage'));
  });

  it('comes from one’s breakout room alone, to staff from the stage as well', () => {
    expect([guest, staff, member, visitor].map(circlesFor)).toEqual([
      ...[['stage'], ['stage'], ['red'], ['stage', 'red']],
    ]);
  });
});

describe('what somebody is told of', () => {
  const [ada, bob] = ['ada' as PersonId, 'bob' as PersonId];
  const camera = { personId: ada, source: 'camera', kind: 'video', standing: guest } as const;
  const to = (who: Standing, personId = bob, hasStageSound = true) => ({
    personId,
    standing: who,
    hasStageSound,
  });

  it('is never their own', () => {
    expect(isListed(camera, to(guest))).toBe(true);
    expect(isListed(camera, to(guest, ada))).toBe(false);
  });

  it('is nothing for whoever only watches', () => {
    expect(isListed(camera, to(audience))).toBe(false);
  });

  it('has whoever waits only for staff, who get it ready', () => {
    const made = { ...camera, standing: waiting };
    expect([isListed(made, to(staff)), isListed(made, to(guest)), isListed(made, to(waiting))]).toEqual([
      ...[true, false, false],
    ]);
  });

  it('has the programme’s sound only where there is no mix without the guests', () => {
    const sound = { personId: ada, source: 'programme', kind: 'audio', standing: staff } as const;
    expect(isListed(sound, to(guest))).toBe(false);
    expect(isListed(sound, to(guest, bob, false))).toBe(true);
    expect(isListed({ ...sound, kind: 'video' }, to(guest))).toBe(true);
    expect(isListed({ ...sound, source: 'stage-sound' }, to(guest))).toBe(true);
    expect(isListed({ ...sound, source: 'rehearsal' }, to(guest, bob, false))).toBe(false);
  });

  describe('ROOM-42: of breakout rooms', () => {
    const microphone = { personId: ada, source: 'microphone', kind: 'audio' } as const;
    const programme = { ...microphone, source: 'programme', standing: staff } as const;
    const viewers = { member, stranger, visitor, staff, guest, waiting, audience };
    const told = (stream: Parameters<typeof isListed>[0]) =>
      Object.entries(viewers).flatMap(([name, who]) => (isListed(stream, to(who, bob, false)) ? name : []));

    it.each<[string, Parameters<typeof isListed>[0], string[]]>([
      ['a voice in a room', { ...microphone, standing: member }, ['member', 'visitor']],
      ['a visitor’s voice', { ...microphone, standing: visitor }, ['member', 'visitor']],
      ['a voice in the other room', { ...microphone, standing: stranger }, ['stranger']],
      ['a voice on the stage', { ...microphone, standing: guest }, ['visitor', 'staff', 'guest', 'waiting']],
      ['whoever waits', { ...microphone, standing: waiting }, ['visitor', 'staff']],
      ['the programme', programme, ['visitor', 'staff', 'guest', 'waiting']],
      [
        'a visitor’s programme',
        { ...programme, standing: visitor },
        ['visitor', 'staff', 'guest', 'waiting'],
      ],
    ])('%s is for those who are there', (_what, stream, names) => {
      expect(told(stream)).toEqual(names);
    });
  });
});
