import type { MediaSource } from '@rostrum/protocol/media';
import type { PersonId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import {
  type Standing,
  flowsIn,
  flowsOut,
  isKindOf,
  isListed,
  mayMakeReady,
  refusalToSend,
} from './stage-flow.ts';

const standing = (over: Partial<Standing> = {}): Standing => ({
  ...{ isStaff: false, is: 'audience', held: [], mayShareScreen: false },
  ...over,
});
const audience = standing();
const waiting = standing({ is: 'waiting' });
const guest = standing({ is: 'guest' });
const staff = standing({ isStaff: true });

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
  ])('%s', (_who, who, sources) => {
    const all: MediaSource[] = ['programme', 'rehearsal', 'stage-sound', 'camera', 'microphone', 'screen'];
    expect(all.filter((source) => refusalToSend(source, who) === undefined)).toEqual(sources);
  });

  it('and who is let near at all', () => {
    expect([audience, waiting, guest, staff].map(mayMakeReady)).toEqual([false, true, true, true]);
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

  it('reaches guests and staff, and not yet who waits', () => {
    expect([audience, waiting, guest, staff].map(flowsOut)).toEqual([false, false, true, true]);
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
});
