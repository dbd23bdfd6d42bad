import { expect, it } from 'vitest';
import { alertFigures } from './alert-figures.ts';

it('tells the slowest of all, and each one’s own', () => {
  const seen = [
    { kind: 'silence', firedMs: 8_240, clearedMs: 5_100 },
    { kind: 'disk-low', firedMs: 4_000, clearedMs: 11_960 },
  ];
  expect(alertFigures(seen)).toEqual({
    ...{ injected: 2, missed: 0, stayed_open: 0, fire_max_s: 8.2, clear_max_s: 12 },
    ...{ silence_fire_s: 8.2, silence_clear_s: 5.1, disk_low_fire_s: 4, disk_low_clear_s: 12 },
  });
});

it('counts what was never told, and what was never over', () => {
  const seen = [
    { kind: 'silence', firedMs: undefined, clearedMs: undefined },
    { kind: 'certificate-old', firedMs: 3_000, clearedMs: undefined },
  ];
  expect(alertFigures(seen)).toMatchObject({
    ...{ injected: 2, missed: 1, stayed_open: 2, silence_fire_s: 'missed', certificate_old_fire_s: 3 },
    ...{ silence_clear_s: 'open', certificate_old_clear_s: 'open' },
  });
});
