import { expect, test } from 'vitest';
import { microphoneTreatment } from './microphone-treatment.ts';

test.each([
  ['speech', true, true, true],
  ['quiet-room', true, false, false],
  ['music', false, false, false],
] as const)('a microphone for %s: echo %s, noise %s, level %s', (purpose, echo, noise, level) => {
  expect(microphoneTreatment(purpose)).toEqual({
    echoCancellation: echo,
    noiseSuppression: noise,
    autoGainControl: level,
  });
});
