import type { ClassId, PersonId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import type { Append } from './append.ts';
import { type Known, planGroup } from './plan-group.ts';

const a = 'a' as ClassId;
const b = 'b' as ClassId;
const event = { type: 'person.left', personId: 'p' as PersonId, reason: 'left', role: 'guest' } as const;
const append = (classId: ClassId, expectedSeq: number, ...keys: (string | undefined)[]): Append => ({
  classId,
  expectedSeq,
  events: keys.map((key) => (key === undefined ? { at: 5, event } : { at: 5, key, event })),
});

function known(lastSeqs: Record<string, number>, keys: Record<string, number> = {}): Known {
  return {
    lastSeq: (classId) => lastSeqs[classId] ?? 0,
    seqOfKey: (classId, key) => keys[`${classId}/${key}`],
  };
}

const brief = (plan: ReturnType<typeof planGroup>) =>
  plan.map((result) => {
    switch (result.is) {
      case 'logged':
        return result.events.map(({ seq, key }) => (key === undefined ? seq : `${seq}:${key}`));
      case 'conflict':
        return `conflict at ${result.lastSeq}`;
      case 'known':
        return Object.fromEntries(result.seqByKey);
    }
  });

describe('planGroup', () => {
  it('numbers events on from what the class has', () => {
    expect(planGroup([append(a, 3, 'k1', undefined)], known({ a: 3 }))).toEqual([
      {
        is: 'logged',
        events: [
          { seq: 4, at: 5, key: 'k1', event },
          { seq: 5, at: 5, event },
        ],
      },
    ]);
  });

  it.each<[string, Append[], Known, unknown[]]>([
    ['starts a class at 1', [append(a, 0, undefined)], known({}), [[1]]],
    [
      'lets the second stand on the first',
      [append(a, 0, 'k1'), append(a, 1, 'k2')],
      known({}),
      [['1:k1'], ['2:k2']],
    ],
    [
      'refuses the second where both expect the same place, and serves the third',
      [append(a, 0, 'k1'), append(a, 0, 'k2'), append(a, 1, 'k3')],
      known({}),
      [['1:k1'], 'conflict at 1', ['2:k3']],
    ],
    [
      'keeps classes apart, keys too',
      [append(a, 7, 'k1'), append(b, 0, 'k1')],
      known({ a: 7 }),
      [['8:k1'], ['1:k1']],
    ],
    ['finds an old key before a conflict', [append(a, 2, 'k1')], known({ a: 9 }, { 'a/k1': 2 }), [{ k1: 2 }]],
    [
      'writes nothing of an append with one old key',
      [append(a, 9, 'new', 'old')],
      known({ a: 9 }, { 'a/old': 4 }),
      [{ old: 4 }],
    ],
    [
      'finds a key that is earlier in the same group',
      [append(a, 0, 'k1'), append(a, 1, 'k1')],
      known({}),
      [['1:k1'], { k1: 1 }],
    ],
    ['lets an append of nothing through', [append(a, 4)], known({ a: 4 }), [[]]],
  ])('%s', (_title, appends, database, expected) => {
    expect(brief(planGroup(appends, database))).toEqual(expected);
  });
});
