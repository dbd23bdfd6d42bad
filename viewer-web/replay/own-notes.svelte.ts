import { makeKey } from '@rostrum/protocol/client';
import { readStored, writeStored } from '@rostrum/ui/stored';
import { NOTES_MAX, type Note, readNotes, withNote } from './pure/notes.ts';

/** What somebody writes for themself beside one recording: kept in this browser, or for this visit where it keeps nothing. */
export class OwnNotes {
  readonly #key: string;
  #all: readonly Note[] = $state.raw([]);
  #isKept = $state(true);

  constructor(streamId: string) {
    this.#key = `rostrum.notes.${streamId}`;
    this.#all = readNotes(readStored('local', this.#key));
  }

  get all(): readonly Note[] {
    return this.#all;
  }

  /** Not: the browser refused to keep them. */
  get isKept(): boolean {
    return this.#isKept;
  }

  get isFull(): boolean {
    return this.#all.length >= NOTES_MAX;
  }

  add(atS: number, text: string): void {
    this.#put({ id: makeKey(Math.random), atS: Math.floor(atS), text });
  }

  change(note: Note, text: string): void {
    this.#put({ ...note, text });
  }

  delete(note: Note): void {
    this.#put({ ...note, text: '' });
  }

  /** Another tab has written some; returns the way to stop. */
  follow(): () => void {
    const take = ({ key, newValue }: StorageEvent) => {
      if (key === this.#key) this.#all = readNotes(newValue ?? undefined);
    };
    addEventListener('storage', take);
    return () => removeEventListener('storage', take);
  }

  #put(note: Note): void {
    this.#all = withNote(this.#all, note);
    const json = JSON.stringify(this.#all);
    writeStored('local', this.#key, json);
    this.#isKept = readStored('local', this.#key) === json;
  }
}
