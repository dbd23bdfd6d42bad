import type { BreakoutId, PersonId } from '@rostrum/protocol/room';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Circle } from '../pure/stage-flow.ts';
import { Changes } from './changes.ts';

const [ada, bob, prof] = ['ada' as PersonId, 'bob' as PersonId, 'prof' as PersonId];
const [red, blue] = ['red' as BreakoutId, 'blue' as BreakoutId];
let circles: Map<PersonId, readonly Circle[]>;
let changes: Changes;
beforeEach(() => {
  circles = new Map<PersonId, readonly Circle[]>([
    [ada, [red]],
    [bob, [blue]],
    [prof, ['stage', red]],
  ]);
  changes = new Changes((personId) => circles.get(personId) ?? []);
});

const versions = () => [ada, bob, prof].map((personId) => changes.versionFor(personId));
/** For whom there is another version behind this. */
function toldBy(change: () => void): PersonId[] {
  const before = versions();
  change();
  const after = versions();
  return [ada, bob, prof].filter((_, i) => after[i] !== before[i]);
}

describe('a change', () => {
  it('is told to those alone who look at its circle', () => {
    expect(toldBy(() => changes.tell([red]))).toEqual(['ada', 'prof']);
    expect(toldBy(() => changes.tell([blue]))).toEqual(['bob']);
    expect(toldBy(() => changes.tell(['stage']))).toEqual(['prof']);
    expect(toldBy(() => changes.tell([]))).toEqual([]);
  });

  it('is also that somebody looks elsewhere, and back there', () => {
    for (const personId of [ada, bob]) changes.open(personId);
    changes.tell([red, blue]);
    const seen: number[] = [];
    for (const where of [blue, red, blue]) {
      circles.set(ada, [where]);
      expect(toldBy(() => changes.follow())).toEqual(['ada']);
      seen.push(changes.versionFor(ada));
    }
    expect(new Set(seen).size).toBe(3);
    expect(toldBy(() => changes.follow())).toEqual([]);
  });

  it('wakes whoever waits for it, and whose signal says that nobody does any more', async () => {
    const told: string[] = [];
    const gone = new AbortController();
    const wait = (personId: PersonId, { signal } = new AbortController()) =>
      changes.after(personId, changes.versionFor(personId), signal).then(() => void told.push(personId));
    const [adas, bobs] = [wait(ada), wait(bob, gone)];
    await changes.after(ada, undefined, new AbortController().signal);
    expect(told).toEqual([]);
    changes.tell([red]);
    await adas;
    expect(told).toEqual(['ada']);
    gone.abort();
    await bobs;
    expect(told).toEqual(['ada', 'bob']);
  });
});

describe('whoever speaks', () => {
  it('is told in their circle, until they leave it', () => {
    expect(toldBy(() => changes.tellSpeaker(red, ada))).toEqual(['ada', 'prof']);
    expect(toldBy(() => changes.tellSpeaker(red, ada))).toEqual([]);
    expect([changes.speakerIn([red]), changes.speakerIn([blue])]).toEqual(['ada', undefined]);
    changes.forgetSpeaker(red, bob);
    expect(changes.speakerIn([red])).toBe('ada');
    changes.forgetSpeaker(red, ada);
    expect(changes.speakerIn([red])).toBeUndefined();
  });

  it('is the latest, for whoever looks at two circles', () => {
    changes.tellSpeaker(red, ada);
    changes.tellSpeaker('stage', bob);
    expect(changes.speakerIn(['stage', red])).toBe('bob');
    changes.tellSpeaker(red, prof);
    expect(changes.speakerIn(['stage', red])).toBe('prof');
  });
});
