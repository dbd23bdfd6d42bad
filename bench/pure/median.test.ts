import { expect, test } from 'vitest';
import { median } from './median.ts';

test.each([
  [[3], 3],
  [[1, 9, 2], 2],
  [[4, 1, 3, 2], 2.5],
])('the median of %j is %d', (values, middle) => expect(median(values)).toBe(middle));

test('of nothing there is no median', () => expect(median([])).toBeNaN());
