import { classCodeSchema } from '@rostrum/protocol/http';
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { classCode } from './class-code.ts';

it('makes codes that can be typed as they are read, without lookalikes', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })), (drawn) => {
      const code = classCode((limit) => Math.floor((drawn.next().value as number) * limit));
      expect(code).toMatch(/^[A-Z0-9]{6}$/);
      expect(code).not.toMatch(/[AEIOUYLSZB01258]/);
      expect(v.parse(classCodeSchema, code.toLowerCase())).toBe(code);
    }),
  );
});
