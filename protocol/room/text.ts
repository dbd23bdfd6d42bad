import * as v from 'valibot';

/** Text as a person types it; the room cleans it before it is logged. */
export const textOf = (max: number) => v.pipe(v.string(), v.maxLength(max, `at most ${max} characters`));
