import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { classIdSchema, messageIdSchema, personIdSchema, pollIdSchema } from './index.ts';

describe('an id', () => {
  it.each(['a', 'p-1_B', '0', 'x'.repeat(40), 'constructors'])('may be %s', (id) => {
    expect(v.is(personIdSchema, id)).toBe(true);
  });

  it.each(['', 'x'.repeat(41), 'a b', 'a/b', '../etc', 'a\u0000', 'a\n', 'ä', '\u202ea', 'a.b', '%2e'])(
    'is not %j, which means something in a path, a URL or a log line',
    (id) => {
      for (const schema of [classIdSchema, personIdSchema, messageIdSchema, pollIdSchema])
        expect(v.is(schema, id)).toBe(false);
    },
  );

  it.each(Object.getOwnPropertyNames(Object.prototype))(
    'is not %s, which every record of the state seems to have',
    (id) => {
      for (const schema of [classIdSchema, personIdSchema, messageIdSchema, pollIdSchema])
        expect(v.is(schema, id)).toBe(false);
    },
  );

  it.each([7, null, undefined, {}, ['a'], true])('is not %o', (id) => {
    expect(v.is(personIdSchema, id)).toBe(false);
  });
});
