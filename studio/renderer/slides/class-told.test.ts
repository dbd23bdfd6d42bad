import type { Outcome } from '@rostrum/protocol/client';
import { type Command, type DeckId, type Refusal, refuse } from '@rostrum/protocol/room';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ClassTold } from './class-told.ts';

const deck = { is: 'open', deckId: 'waves' as DeckId, title: 'Waves', pages: 12 } as const;

let asked: Command[];
let answers: Outcome[];
let refusals: (Refusal | undefined)[];
let told: ClassTold;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  answers = [];
  refusals = [];
  told = new ClassTold({
    send: async (command) => {
      asked.push(command);
      return answers.shift() ?? { ok: true, seq: asked.length };
    },
    textOf: async (page) => {
      if (page === 9) throw new Error('a page that nobody can read');
      return { title: `Title ${page}`, text: `Text ${page}` };
    },
    onRefused: (refusal) => refusals.push(refusal),
  });
});

afterEach(() => {
  told.close();
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(5_000);
const pages = () => asked.map((command) => ('page' in command ? command.page : command.type));

it('nobody is told in a rehearsal, and afterwards where the slides are by then', async () => {
  told.show({ ...deck, page: 1 });
  told.show({ ...deck, page: 5 });
  await settle();
  expect(asked).toEqual([]);
  told.setMayTell(true);
  await settle();
  expect(asked).toMatchObject([{ type: 'slides.open', title: 'Waves', page: 5 }]);
});

it('whoever leafs through pages tells the page where they stop, with its title; its text only once', async () => {
  told.setMayTell(true);
  told.show({ ...deck, page: 1 });
  await settle();
  for (const page of [2, 3, 4]) told.show({ ...deck, page });
  await settle();
  told.show({ ...deck, page: 2 });
  await settle();
  expect(pages()).toEqual([1, 2, 4, 2]);
  expect(asked.slice(1)).toEqual([
    { type: 'slides.turn', page: 2, title: 'Title 2', text: 'Text 2' },
    { type: 'slides.turn', page: 4, title: 'Title 4', text: 'Text 4' },
    { type: 'slides.turn', page: 2, title: 'Title 2' },
  ]);
});

it('a page whose text can’t be read is told by its number', async () => {
  told.setMayTell(true);
  told.show({ ...deck, page: 1 });
  await settle();
  told.show({ ...deck, page: 9 });
  await settle();
  expect(asked.at(-1)).toEqual({ type: 'slides.turn', page: 9 });
});

it('a server that asks for patience gets it, and one that says no is not asked the same again', async () => {
  told.setMayTell(true);
  told.show({ ...deck, page: 1 });
  await settle();
  answers = [{ ok: false, refusal: refuse('too-fast', 'Wait.', 2_000) }];
  told.show({ ...deck, page: 2 });
  await settle();
  expect(pages()).toEqual([1, 2, 2]);
  answers = [{ ok: false, refusal: refuse('closed', 'The class has ended.') }];
  told.show({ ...deck, page: 3 });
  await settle();
  expect(pages()).toEqual([1, 2, 2, 3]);
  expect(refusals.at(-1)?.text).toBe('The class has ended.');
});

it('slides that somebody else has closed are opened again', async () => {
  told.setMayTell(true);
  told.show({ ...deck, page: 1 });
  await settle();
  answers = [{ ok: false, refusal: refuse('not-yet', 'No slides are open.') }];
  told.show({ ...deck, page: 2 });
  await settle();
  expect(asked.map(({ type }) => type)).toEqual(['slides.open', 'slides.turn', 'slides.open']);
});
