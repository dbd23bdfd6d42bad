import { expect, it } from 'vitest';
import { inShownOrder } from './shown-order.ts';

const named = (courseTitle: string, classTitle: string, code = 'AAAA') => ({ courseTitle, classTitle, code });

it('shows classes by course, then by title, then by code, with numbers as numbers', () => {
  const ordered = [
    named('Algebra', 'Week 10'),
    named('physics 101', 'Light'),
    named('Physics 101', 'Week 2'),
    named('Physics 101', 'Week 10', 'AAAA'),
    named('Physics 101', 'Week 10', 'BBBB'),
  ];
  expect([...ordered].reverse().sort(inShownOrder)).toEqual(ordered);
});
