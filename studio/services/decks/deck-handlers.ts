import { open, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deck, DecksAnswer, DecksBody, decksContract } from '../../preload/decks-contract.ts';
import { DeckFolder } from './deck-folder.ts';
import { DeckIntake } from './deck-intake.ts';

type Name = keyof typeof decksContract;
type Handlers = { [N in Name]: (body: DecksBody<N>) => Promise<{ ok: true; answer: DecksAnswer<N> }> };

/** Of a piece on its way to the page, in base64: only requests carry bytes as they are. */
const READ_BYTES = 768 * 1024;
/** Left free on the disk: recordings need it more. */
const SPARE_BYTES = 200 * 1024 * 1024;

export interface DeckHandlersOptions {
  /** The studio's own folder. */
  folder: string;
  now: () => number;
  report: (text: string, cause: unknown) => void;
}

/** The bridge's questions about decks, answered. */
export function deckHandlers({ folder, now, report }: DeckHandlersOptions): Handlers {
  const decks = new DeckFolder(join(folder, 'decks'));
  const intakes = new Map<string, { intake: DeckIntake; deck: Deck }>();
  let tidied: Promise<void> | undefined;

  const done = (isThere: boolean) => answer(isThere ? { is: 'done' as const } : { is: 'gone' as const });

  return {
    'decks.list': async () => {
      // What is left over stands in nobody's way: the list is shown all the same, and the next one tries again.
      tidied ??= decks.removeUnfinished().catch((cause: unknown) => {
        tidied = undefined;
        report('what unfinished decks left could not be removed', cause);
      });
      await tidied;
      const [list, openDeckId] = await Promise.all([decks.list(), decks.openDeckId()]);
      const isThere = list.some(({ deckId }) => deckId === openDeckId);
      return answer({ decks: list, ...(openDeckId !== undefined && isThere ? { openDeckId } : {}) });
    },
    'decks.add': async ({ deckId, title, bytes, pages }) => {
      const there = await decks.find(deckId);
      if (there) return answer({ is: 'there', deck: there });
      await intakes.get(deckId)?.intake.close();
      const partFile = await decks.makeRoomFor(deckId);
      if ((await freeBytes(folder)) < bytes + SPARE_BYTES) {
        await decks.remove(deckId);
        return answer({ is: 'no-room' });
      }
      const deck: Deck = { deckId, title, bytes, pages, page: 1, usedAt: now() };
      intakes.set(deckId, { intake: await DeckIntake.begin(partFile, bytes), deck });
      return answer({ is: 'wanted' });
    },
    'decks.append': async ({ deckId, offset, bytes }) => {
      const taking = intakes.get(deckId);
      if (!taking) return answer({ is: 'gone' });
      const is = await taking.intake.append(offset, bytes);
      if (is === 'no-room') intakes.delete(deckId);
      return answer({ is });
    },
    'decks.finish': async ({ deckId }) => {
      const taking = intakes.get(deckId);
      if (!taking) {
        const there = await decks.find(deckId);
        return answer(there ? { is: 'kept', deck: there } : { is: 'gone' });
      }
      intakes.delete(deckId);
      if (!(await taking.intake.finish(deckId, decks.fileOf(deckId)))) return answer({ is: 'damaged' });
      await decks.write(taking.deck);
      return answer({ is: 'kept', deck: taking.deck });
    },
    'decks.read': async ({ deckId, offset }) => {
      const deck = await decks.find(deckId);
      if (!deck) return answer({ is: 'gone' });
      const base64 = await readPiece(decks.fileOf(deckId), offset);
      return answer({ is: 'piece', base64, total: deck.bytes });
    },
    'decks.open': async ({ deckId }) => {
      if (deckId === undefined) {
        await decks.setOpen(undefined);
        return done(true);
      }
      const isThere = await decks.change(deckId, (deck) => ({ ...deck, usedAt: now() }));
      if (isThere) await decks.setOpen(deckId);
      return done(isThere);
    },
    'decks.change': async ({ deckId, title, page }) =>
      done(
        await decks.change(deckId, (deck) => ({
          ...deck,
          title: title ?? deck.title,
          page: Math.min(page ?? deck.page, deck.pages),
        })),
      ),
    'decks.notes': async ({ deckId }) => answer({ notes: await decks.notes(deckId) }),
    'decks.note': async ({ deckId, page, text }) => done(await decks.writeNote(deckId, page, text)),
    'decks.delete': async ({ deckId }) => {
      await intakes.get(deckId)?.intake.close();
      intakes.delete(deckId);
      await decks.remove(deckId);
      return answer({});
    },
  };
}

function answer<T>(value: T): { ok: true; answer: T } {
  return { ok: true, answer: value };
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

async function readPiece(file: string, offset: number): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const piece = Buffer.alloc(READ_BYTES);
    const { bytesRead } = await handle.read(piece, 0, READ_BYTES, offset);
    return piece.subarray(0, bytesRead).toString('base64');
  } finally {
    await handle.close();
  }
}
