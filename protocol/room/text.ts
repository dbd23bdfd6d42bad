import * as v from 'valibot';

/** Text as a person types it; the room cleans it before it is logged. */
export const textOf = (max: number) => v.pipe(v.string(), v.maxLength(max, `at most ${max} characters`));

/** Whether anybody could see it: joiners and other invisible characters alone say nothing, though inside a text they belong. */
export function hasInk(text: string): boolean {
  return /[^\p{C}\p{Z}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u.test(text);
}
