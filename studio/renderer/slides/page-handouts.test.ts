import type { Outcome } from '@rostrum/protocol/client';
import { type Command, type DeckId, type SharedId, refuse } from '@rostrum/protocol/room';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PageHandouts } from './page-handouts.ts';

const deckId = 'waves' as DeckId;
let told: Command[];
let drawn: number[];
let isInTrouble: boolean;
let outcome: Outcome;

beforeEach(() => {
  vi.useFakeTimers();
  [told, drawn, isInTrouble, outcome] = [[], [], false, { ok: true, seq: 1 }];
});
afterEach(() => vi.useRealTimers());

function open(has: readonly number[] = []): PageHandouts {
  const handouts = new PageHandouts({
    picture: async (page) => {
      drawn.push(page);
      return new Blob([String(page)]);
    },
    upload: async (picture) => `file-${await picture.text()}` as SharedId,
    titleOf: async (page) => (page === 2 ? 'Light' : undefined),
    has: (_deckId, page) => has.includes(page),
    send: async (command) => {
      told.push(command);
      return outcome;
    },
    onTrouble: (is) => (isInTrouble = is),
  });
  handouts.setMay(true);
  return handouts;
}

const page = (number: number) => ({ deckId, deckTitle: 'Waves', page: number });

it('hands out what stood for a moment, with its title, and not what was leafed past', async () => {
  const handouts = open();
  for (const number of [1, 2]) handouts.show(page(number));
  await vi.advanceTimersByTimeAsync(1_600);
  expect(told).toEqual([{ type: 'slides.hand-out', deckId, page: 2, fileId: 'file-2', title: 'Light' }]);
  handouts.close();
});

it('hands nothing out twice, nor in a rehearsal', async () => {
  const handouts = open([1]);
  handouts.show(page(1));
  await vi.advanceTimersByTimeAsync(5_000);
  handouts.setMay(false);
  handouts.show(page(2));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(drawn).toEqual([]);
  handouts.setMay(true);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(drawn).toEqual([2]);
  handouts.close();
});

it('tries again what came to nothing, and says so meanwhile', async () => {
  outcome = { ok: false, refusal: refuse('server-error', 'Not now.') };
  const handouts = open();
  handouts.show(page(1));
  await vi.advanceTimersByTimeAsync(2_000);
  expect([told.length, isInTrouble]).toEqual([1, true]);
  outcome = { ok: true, seq: 2 };
  await vi.advanceTimersByTimeAsync(10_000);
  expect([told.length, isInTrouble]).toEqual([2, false]);
  handouts.close();
});

it('forgets what was waiting when the deck is put away', async () => {
  outcome = { ok: false, refusal: refuse('server-error', 'Not now.') };
  const handouts = open();
  handouts.show(page(1));
  await vi.advanceTimersByTimeAsync(2_000);
  handouts.show(undefined);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([told.length, isInTrouble]).toEqual([1, false]);
  handouts.close();
});
