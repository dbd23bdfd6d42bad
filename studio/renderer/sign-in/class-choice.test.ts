import type { ClassList, TaughtClass } from '@rostrum/protocol/http';
import type { ClassId } from '@rostrum/protocol/room';
import { describe, expect, it, vi } from 'vitest';
import { BridgeError } from '../bridge/bridge-error.ts';
import { createBridge } from '../bridge/bridge.ts';
import { ClassChoice } from './class-choice.svelte.ts';
import { isSignedOut } from './problem.ts';

const made: TaughtClass = {
  ...{ classId: 'c1' as ClassId, code: 'DEMO', classTitle: 'Waves', courseId: 'o1', courseTitle: 'Physics' },
  ...{ role: 'instructor', live: false, guestsAllowed: true, isOwn: true },
};
const listOf = (name: string): ClassList => ({
  ...{ name, institutionName: 'Demo University', classes: [made], more: 0 },
  ...{ mayMake: true, courses: [], mayHavePassword: true },
});
const refusal = { code: 'expired-token', text: 'It has expired.' } as const;

/** The page's end of the bridge, and what the shell answers to each question. */
function choiceOver(answers: Record<string, (body: Record<string, unknown>) => unknown>) {
  const asked: string[] = [];
  const bridge = createBridge({
    async carry({ name, body }) {
      asked.push(`${name} ${JSON.stringify(body)}`);
      return { ok: true, answer: await answers[name]?.(body) };
    },
  });
  return { choice: new ClassChoice(bridge.ask), asked };
}

describe('the classes to choose from', () => {
  it('are asked for again as somebody types, once for the letters of one go', async () => {
    const { choice, asked } = choiceOver({
      'classes.list': ({ find }) => ({ is: 'list', list: listOf(String(find)) }),
    });
    await choice.refresh();
    expect(choice.stage).toMatchObject({ is: 'there', list: { name: '' }, lastId: undefined });
    for (const find of ['w', 'wa', 'wav']) choice.search(find);
    expect(choice.found).toBe('');
    await vi.waitFor(() => expect(choice.found).toBe('wav'));
    expect(asked).toEqual(['classes.list {"find":""}', 'classes.list {"find":"wav"}']);
  });

  it('are those that were asked for last, whichever answer comes last', async () => {
    const first = Promise.withResolvers<unknown>();
    const answers = [first.promise, { is: 'list', list: listOf('second') }];
    const { choice } = choiceOver({ 'classes.list': () => answers.shift() });
    const slow = choice.refresh();
    await choice.refresh();
    first.resolve({ is: 'list', list: listOf('first') });
    await slow;
    expect(choice.stage).toMatchObject({ list: { name: 'second' } });
  });

  it('are not to be had while the server is away, is over where it says so, and come back', async () => {
    const answers: unknown[] = [
      { is: 'away' },
      { is: 'refused', refusal },
      { is: 'list', list: listOf('Ada') },
    ];
    const { choice } = choiceOver({ 'classes.list': () => answers.shift() });
    await choice.refresh();
    expect(choice.stage).toEqual({ is: 'failed', problem: { is: 'away' } });
    const again = choice.refresh();
    expect(choice.stage).toEqual({ is: 'loading' });
    await again;
    expect(choice.stage).toEqual({ is: 'failed', problem: { is: 'refused', refusal } });
    expect(choice.stage.is === 'failed' && isSignedOut(choice.stage.problem)).toBe(true);
    await choice.refresh();
    expect(choice.stage).toMatchObject({ is: 'there' });
  });

  it('show a new one at once, whatever was searched for', async () => {
    const { choice, asked } = choiceOver({
      'classes.list': () => ({ is: 'list', list: listOf('Ada') }),
      'classes.make': () => ({ is: 'made', made }),
    });
    choice.find = 'other';
    const course = { is: 'known', courseId: 'o1' } as const;
    expect(await choice.make({ classTitle: 'Waves', course, guestsAllowed: true })).toEqual({
      is: 'made',
      made,
    });
    expect([choice.find, asked.at(-1)]).toEqual(['', 'classes.list {"find":""}']);
  });
});

it('opening a class says what stands against it', async () => {
  const answers: unknown[] = [{ is: 'done' }, { is: 'refused', refusal }];
  const { choice } = choiceOver({ 'classes.open': () => answers.shift() });
  expect(await choice.open(made.classId)).toBeUndefined();
  expect(await choice.open(made.classId)).toEqual({ is: 'refused', refusal });
});

it('a shell that is away is a problem like others', async () => {
  const error = new BridgeError('away', 'the shell does not answer');
  const choice = new ClassChoice(() => Promise.reject(error));
  await choice.refresh();
  expect(choice.stage).toEqual({ is: 'failed', problem: { is: 'shell', error } });
});
