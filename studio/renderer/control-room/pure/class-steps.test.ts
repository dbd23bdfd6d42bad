import { expect, it } from 'vitest';
import { stepsFrom } from './class-steps.ts';

it.each([
  ['scheduled', ['class.start', 'class.open', 'class.end']],
  ['lobby', ['class.start', 'class.end']],
  ['live', ['class.pause', 'class.end']],
  ['paused', ['class.resume', 'class.end']],
  ['ended', ['class.open']],
] as const)('a class that is %s can go on to what its rules allow', (phase, steps) => {
  expect(stepsFrom(phase)).toEqual(steps);
});
