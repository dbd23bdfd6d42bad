import { expect, it } from 'vitest';
import { resumeAt } from './resume.ts';

it.each([
  ['nothing is kept', undefined, undefined],
  ['it was hardly begun', '9.5', undefined],
  ['they were in the middle', '754.2', 754.2],
  ['they were at the end', '3590', undefined],
  ['what is kept is nonsense', 'soon', undefined],
])('where %s', (_what, kept, atS) => {
  expect(resumeAt(kept, 3_600)).toBe(atS);
});
