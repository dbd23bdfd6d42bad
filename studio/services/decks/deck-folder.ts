import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { type Deck, type DeckNotes, deckNotesSchema, deckSchema } from '../../preload/decks-contract.ts';
import { readJsonFile, writeJsonFile } from '../json-file.ts';

const openSchema = v.object({ deckId: v.optional(deckSchema.entries.deckId) });

/** One folder for each deck, named by its id: the file, what is known of it, and its notes. */
export class DeckFolder {
  readonly #folder: string;
  /** Writes one after the other: of two at once the one asked for last stays. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  fileOf(deckId: string): string {
    return join(this.#folder, deckId, 'deck.pdf');
  }

  async makeRoomFor(deckId: string): Promise<string> {
    await mkdir(join(this.#folder, deckId), { recursive: true, mode: 0o700 });
    return join(this.#folder, deckId, 'deck.part');
  }

  /** Those that are whole, the one used last first. */
  async list(): Promise<Deck[]> {
    const decks: Deck[] = [];
    for (const name of await this.#names()) {
      const deck = await this.find(name);
      if (deck) decks.push(deck);
    }
    return decks.sort((a, b) => b.usedAt - a.usedAt);
  }

  async find(deckId: string): Promise<Deck | undefined> {
    const reading = await readJsonFile(this.#recordOf(deckId), deckSchema);
    if (reading.is !== 'read' || reading.value.deckId !== deckId) return undefined;
    const size = await stat(this.fileOf(deckId)).then(
      (found) => found.size,
      () => undefined,
    );
    return size === reading.value.bytes ? reading.value : undefined;
  }

  /** False where there is no such deck. */
  change(deckId: string, change: (deck: Deck) => Deck): Promise<boolean> {
    return this.#inTurn(async () => {
      const deck = await this.find(deckId);
      if (!deck) return false;
      await writeJsonFile(this.#recordOf(deckId), change(deck));
      return true;
    });
  }

  write(deck: Deck): Promise<void> {
    return this.#inTurn(() => writeJsonFile(this.#recordOf(deck.deckId), deck));
  }

  async notes(deckId: string): Promise<DeckNotes> {
    const reading = await readJsonFile(this.#notesOf(deckId), deckNotesSchema);
    return reading.is === 'read' ? reading.value : {};
  }

  writeNote(deckId: string, page: number, text: string): Promise<boolean> {
    return this.#inTurn(async () => {
      if (!(await this.find(deckId))) return false;
      const { [String(page)]: _before, ...others } = await this.notes(deckId);
      const notes = text.trim() === '' ? others : { ...others, [String(page)]: text };
      await writeJsonFile(this.#notesOf(deckId), notes);
      return true;
    });
  }

  async openDeckId(): Promise<string | undefined> {
    const reading = await readJsonFile(join(this.#folder, 'open.json'), openSchema);
    return reading.is === 'read' ? reading.value.deckId : undefined;
  }

  async setOpen(deckId: string | undefined): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await this.#inTurn(() => writeJsonFile(join(this.#folder, 'open.json'), deckId ? { deckId } : {}));
  }

  remove(deckId: string): Promise<void> {
    return this.#inTurn(() => rm(join(this.#folder, deckId), { recursive: true, force: true }));
  }

  /** What was being taken in when the studio was ended. */
  async removeUnfinished(): Promise<void> {
    for (const name of await this.#names()) await rm(join(this.#folder, name, 'deck.part'), { force: true });
  }

  async #names(): Promise<string[]> {
    try {
      const entries = await readdir(this.#folder, { withFileTypes: true });
      return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw new Error(`${this.#folder} can't be read`, { cause });
    }
  }

  #recordOf(deckId: string): string {
    return join(this.#folder, deckId, 'deck.json');
  }

  #notesOf(deckId: string): string {
    return join(this.#folder, deckId, 'notes.json');
  }

  #inTurn<T>(write: () => Promise<T>): Promise<T> {
    const writing = this.#last.then(write, write);
    this.#last = writing;
    return writing;
  }
}
