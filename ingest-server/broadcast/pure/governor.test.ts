import { describe, expect, it } from 'vitest';
import { CALM_FIRST_S, type Governor, type Load, type Sheddable, calmGovernor, govern } from './governor.ts';

const calm: Load = { latenessMs: 40, av1BehindMs: 300, cpuPressurePct: undefined };
const late: Load = { ...calm, latenessMs: 1_500 };

/** `12 shed av1`: what was done at which second. */
function follow(
  seconds: number,
  loadAt: (second: number) => Load,
  can: readonly Sheddable[] = ['av1', 'top'],
) {
  const steps: string[] = [];
  let governor: Governor = calmGovernor;
  for (let second = 1; second <= seconds; second += 1) {
    const next = govern(governor, loadAt(second), can);
    governor = next.governor;
    if (next.step) steps.push(`${second} ${next.step.is} ${next.step.what}`);
  }
  return { steps, governor };
}

describe('govern (HLS-29)', () => {
  it.each<[string, (second: number) => Load, readonly Sheddable[] | undefined, string[]]>([
    ['leaves a calm machine alone', () => calm, undefined, []],
    ['does not mind two late seconds', (s) => (s % 4 < 2 ? late : calm), undefined, []],
    [
      'HLS-29 leaves out AV1 first, then the top rung, and nothing after',
      () => late,
      undefined,
      ['3 shed av1', '8 shed top'],
    ],
    ['leaves out the top rung where there is no AV1', () => late, ['top'], ['3 shed top']],
    ['never leaves out the only rung', () => late, [], []],
    [
      'leaves out AV1 alone that is behind',
      () => ({ ...calm, av1BehindMs: 4_000 }),
      undefined,
      ['3 shed av1'],
    ],
    ['does not take the network for the machine', () => ({ ...late, cpuPressurePct: 5 }), undefined, []],
    [
      'takes a machine under pressure for what it is',
      () => ({ ...late, cpuPressurePct: 80 }),
      undefined,
      ['3 shed av1', '8 shed top'],
    ],
    [
      'HLS-29 brings back the top rung first, each after a calm time',
      (s) => (s <= 10 ? late : calm),
      undefined,
      ['3 shed av1', '8 shed top', '40 back top', '70 back av1'],
    ],
  ])('%s', (_, loadAt, can, steps) => {
    expect(follow(80, loadAt, can).steps).toEqual(steps);
  });

  it('waits twice as long each time that what came back has to go again', () => {
    // AV1 is too much whenever it is there.
    let governor: Governor = calmGovernor;
    const waits: number[] = [];
    let shedAt = 0;
    for (let second = 1; second <= 600; second += 1) {
      const load = governor.shed.includes('av1') ? calm : { ...calm, av1BehindMs: 5_000 };
      const next = govern(governor, load, ['av1', 'top']);
      governor = next.governor;
      if (next.step?.is === 'shed') shedAt = second;
      if (next.step?.is === 'back') waits.push(second - shedAt);
    }
    expect(waits).toEqual([CALM_FIRST_S, 60, 120, 240]);
  });

  it('forgets an old trouble once what came back has stayed for ten minutes', () => {
    const { governor } = follow(700, (s) => (s <= 4 ? { ...calm, av1BehindMs: 5_000 } : calm));
    expect(governor).toMatchObject({ shed: [], calmNeededS: CALM_FIRST_S, sinceBackS: undefined });
  });
});
