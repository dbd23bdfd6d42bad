import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DECK_PIECE_MAX_BYTES } from '../../preload/decks-contract.ts';
import { deckHandlers } from './index.ts';

const idOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64url').slice(0, 22);

let folder: string;
let now = 1000;
let reported: string[] = [];

const start = () => deckHandlers({ folder, now: () => now, report: (text) => reported.push(text) });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rostrum-decks-'));
  now = 1000;
  reported = [];
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function send(its: ReturnType<typeof start>, bytes: Buffer, deckId: string): Promise<void> {
  for (let offset = 0; offset < bytes.length; offset += DECK_PIECE_MAX_BYTES) {
    const piece = bytes.subarray(offset, offset + DECK_PIECE_MAX_BYTES);
    const { answer } = await its['decks.append']({ deckId, offset, bytes: piece });
    expect(answer).toEqual({ is: 'done' });
  }
}

async function keep(its: ReturnType<typeof start>, bytes: Buffer, title = 'Waves'): Promise<string> {
  const deckId = idOf(bytes);
  const { answer } = await its['decks.add']({ deckId, title, bytes: bytes.length, pages: 12 });
  expect(answer).toEqual({ is: 'wanted' });
  await send(its, bytes, deckId);
  expect((await its['decks.finish']({ deckId })).answer.is).toBe('kept');
  return deckId;
}

async function readWhole(its: ReturnType<typeof start>, deckId: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let offset = 0; ;) {
    const { answer } = await its['decks.read']({ deckId, offset });
    if (answer.is === 'gone') throw new Error('the deck is gone');
    const piece = Buffer.from(answer.base64, 'base64');
    pieces.push(piece);
    offset += piece.length;
    if (offset >= answer.total) return Buffer.concat(pieces);
  }
}

describe('a deck', () => {
  it('comes back byte for byte, at its page and with its notes, after the studio was ended', async () => {
    const bytes = randomBytes(2_000_000);
    const before = start();
    const deckId = await keep(before, bytes);
    await before['decks.open']({ deckId });
    await before['decks.change']({ deckId, page: 7 });
    await before['decks.note']({ deckId, page: 7, text: 'Show the spring.' });

    const its = start();
    expect((await its['decks.list']({})).answer).toEqual({
      decks: [{ deckId, title: 'Waves', bytes: bytes.length, pages: 12, page: 7, usedAt: 1000 }],
      openDeckId: deckId,
    });
    expect((await its['decks.notes']({ deckId })).answer).toEqual({ notes: { 7: 'Show the spring.' } });
    expect((await readWhole(its, deckId)).equals(bytes)).toBe(true);
  });

  it('that is kept already is not sent again', async () => {
    const bytes = randomBytes(100);
    const its = start();
    const deckId = await keep(its, bytes, 'Mine');
    const again = await its['decks.add']({ deckId, title: 'Other name', bytes: 100, pages: 12 });
    expect(again.answer).toMatchObject({ is: 'there', deck: { title: 'Mine' } });
  });

  it('that arrives changed is thrown away', async () => {
    const its = start();
    const bytes = randomBytes(100);
    const deckId = idOf(randomBytes(100));
    await its['decks.add']({ deckId, title: 'Waves', bytes: 100, pages: 1 });
    await send(its, bytes, deckId);
    expect((await its['decks.finish']({ deckId })).answer).toEqual({ is: 'damaged' });
    expect((await its['decks.list']({})).answer.decks).toEqual([]);
  });

  it('takes a piece that is sent again for the same, and refuses one that leaves a hole', async () => {
    const its = start();
    const bytes = randomBytes(90);
    const deckId = idOf(bytes);
    await its['decks.add']({ deckId, title: 'Waves', bytes: 90, pages: 1 });
    const append = async (from: number, to: number) => {
      const piece = bytes.subarray(from, to);
      return (await its['decks.append']({ deckId, offset: from, bytes: piece })).answer.is;
    };
    expect(await append(0, 30)).toBe('done');
    expect(await append(0, 30)).toBe('done');
    expect(await append(60, 90)).toBe('gone');
    expect(await append(30, 60)).toBe('done');
    expect(await append(60, 90)).toBe('done');
    expect((await its['decks.finish']({ deckId })).answer.is).toBe('kept');
    // Its answer got lost, and it is asked again.
    expect((await its['decks.finish']({ deckId })).answer.is).toBe('kept');
  });

  it('that was only half taken in leaves nothing behind at the next start', async () => {
    const before = start();
    const bytes = randomBytes(90);
    const deckId = idOf(bytes);
    await before['decks.add']({ deckId, title: 'Waves', bytes: 90, pages: 1 });
    await before['decks.append']({ deckId, offset: 0, bytes: bytes.subarray(0, 30) });
    const its = start();
    expect((await its['decks.list']({})).answer).toEqual({ decks: [] });
    expect(await readdir(join(folder, 'decks', deckId))).toEqual([]);
    await keep(its, bytes);
  });

  it('can be renamed and deleted; what is gone is said to be gone', async () => {
    const its = start();
    const deckId = await keep(its, randomBytes(100));
    await its['decks.open']({ deckId });
    expect((await its['decks.change']({ deckId, title: 'Light' })).answer).toEqual({ is: 'done' });
    expect((await its['decks.list']({})).answer.decks[0]?.title).toBe('Light');
    await its['decks.delete']({ deckId });
    expect((await its['decks.list']({})).answer).toEqual({ decks: [] });
    expect((await its['decks.open']({ deckId })).answer).toEqual({ is: 'gone' });
    expect((await its['decks.read']({ deckId, offset: 0 })).answer).toEqual({ is: 'gone' });
    expect((await its['decks.note']({ deckId, page: 1, text: 'x' })).answer).toEqual({ is: 'gone' });
  });

  it('used last is listed first', async () => {
    const its = start();
    const [first, second] = [await keep(its, randomBytes(10)), await keep(its, randomBytes(10))];
    now = 2000;
    await its['decks.open']({ deckId: first });
    expect((await its['decks.list']({})).answer.decks.map(({ deckId }) => deckId)).toEqual([first, second]);
  });

  it('whose record can’t be read is left out, and the others are there', async () => {
    const its = start();
    const [broken, whole] = [await keep(its, randomBytes(10)), await keep(its, randomBytes(10))];
    await writeFile(join(folder, 'decks', broken, 'deck.json'), '{"half');
    expect((await its['decks.list']({})).answer.decks.map(({ deckId }) => deckId)).toEqual([whole]);
  });

  it('keeps every note that is written at the same time, and forgets an emptied one', async () => {
    const its = start();
    const deckId = await keep(its, randomBytes(10));
    await Promise.all(
      [1, 2, 3].map((page) => its['decks.note']({ deckId, page, text: `about page ${page}` })),
    );
    await its['decks.note']({ deckId, page: 2, text: ' ' });
    expect((await its['decks.notes']({ deckId })).answer).toEqual({
      notes: { 1: 'about page 1', 3: 'about page 3' },
    });
  });
});

it('what unfinished decks left is tried again where it could not be removed, and the list is there', async () => {
  const its = start();
  const left = join(folder, 'decks', 'left');
  await mkdir(join(left, 'deck.part'), { recursive: true });
  expect((await its['decks.list']({})).answer.decks).toEqual([]);
  expect(reported).toHaveLength(1);
  await rm(join(left, 'deck.part'), { recursive: true });
  await writeFile(join(left, 'deck.part'), 'half a deck');
  await its['decks.list']({});
  expect(await readdir(left)).toEqual([]);
});
