import { refuse } from '@rostrum/protocol/room';
import type { ServerAnswer } from '@rostrum/ui';
import { expect, it } from 'vitest';
import { Work } from './work.svelte.ts';

const value = (text: string): ServerAnswer<string> => ({ is: 'value', value: text });

it('says what was done, and gives it back', async () => {
  const work = new Work();
  expect(
    await work.do(
      async () => value('Optics'),
      (title) => `${title} is there.`,
    ),
  ).toBe('Optics');
  expect(work.state).toEqual({ is: 'done', text: 'Optics is there.' });
});

it('says in the server’s words why not, and in its own that nobody answers', async () => {
  const work = new Work();
  const refusal = refuse('taken', 'Somebody else has it.');
  expect(await work.do(async () => ({ is: 'refused', refusal }))).toBeUndefined();
  expect(work.state).toEqual({ is: 'failed', text: 'Somebody else has it.' });
  await work.do(async () => ({ is: 'unreachable', cause: new Error('away') }));
  expect(work.state).toMatchObject({ is: 'failed', text: expect.stringContaining('can’t be reached') });
});

it('does one thing at a time', async () => {
  const work = new Work();
  const first = Promise.withResolvers<ServerAnswer<string>>();
  const doing = work.do(() => first.promise);
  expect(work.isBusy).toBe(true);
  let asked = false;
  expect(
    await work.do(async () => {
      asked = true;
      return value('second');
    }),
  ).toBeUndefined();
  expect(asked).toBe(false);
  first.resolve(value('first'));
  expect(await doing).toBe('first');
});
