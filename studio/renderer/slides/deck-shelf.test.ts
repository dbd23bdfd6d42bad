import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createServices } from '../../services/index.ts';
import { createBridge } from '../bridge/bridge.ts';
import { DeckShelf, deckIdOf } from './deck-shelf.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rostrum-shelf-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** The real services, without a carrier between. */
function openShelf() {
  const services = createServices({
    ...{ folder, shell: 'browser', version: '1.0.0', given: undefined, report: () => {} },
  });
  return new DeckShelf(createBridge({ carry: (request) => services.handle(request) }));
}

const { signal } = new AbortController();

it('a deck of several pieces comes back byte for byte, and its progress is told', async () => {
  const bytes = Uint8Array.from({ length: 3_200_000 }, (_, i) => (i * 7919) % 251);
  const deckId = await deckIdOf(bytes);
  const parts: number[] = [];
  const shelf = openShelf();
  const kept = await shelf.keep(
    new Blob([bytes]),
    { deckId, title: 'Waves', pages: 3 },
    (part) => parts.push(part),
    signal,
  );
  expect(kept).toMatchObject({ is: 'kept', deck: { deckId, pages: 3, page: 1 } });
  expect(parts.length).toBe(4);
  expect(parts.at(-1)).toBe(1);
  const back = await openShelf().read(deckId, signal);
  expect(back && Buffer.from(back).equals(Buffer.from(bytes))).toBe(true);
});

it('a deck that is kept already is not sent again, and one that is gone is undefined', async () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const deck = { deckId: await deckIdOf(bytes), title: 'Waves', pages: 1 };
  const shelf = openShelf();
  const keep = (title: string) => shelf.keep(new Blob([bytes]), { ...deck, title }, () => {}, signal);
  await keep('Mine');
  expect(await keep('Other')).toMatchObject({ is: 'kept', deck: { title: 'Mine' } });
  await shelf.remove(deck.deckId);
  expect(await shelf.read(deck.deckId, signal)).toBeUndefined();
});
