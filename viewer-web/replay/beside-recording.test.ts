import * as v from 'valibot';
import { expect, it } from 'vitest';
import { readChapters } from './beside-recording.ts';
import type { ClassRecordings } from './class-recordings.svelte.ts';

/** A server that has this file. */
const having = (file: unknown): ClassRecordings =>
  ({
    ask: (schema: v.GenericSchema) => Promise.resolve({ is: 'value', value: v.parse(schema, file) }),
  }) as unknown as ClassRecordings;

it('reads the names of chapters, and of older recordings the words that stand there', async () => {
  const slide = { is: 'slide', page: 3 };
  const file = {
    chapters: [
      { startMs: 0, endMs: 20_000, title: 'Beginning' },
      { startMs: 20_000, endMs: 60_000, name: slide },
    ],
  };
  expect(await readChapters(having(file), 'monday')).toEqual([
    { at: 0, name: { is: 'titled', title: 'Beginning' } },
    { at: 20, name: slide },
  ]);
});

it('shows a bar without chapters where there are none', async () => {
  const recordings = { ask: () => Promise.resolve({ is: 'unreachable', cause: new Error('away') }) };
  expect(await readChapters(recordings as unknown as ClassRecordings, 'monday')).toEqual([]);
});
