import { Limit } from '@rostrum/protocol/limits';
import type { ClassId } from '@rostrum/protocol/room';
import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../records/index.ts';
import { type ClassRecord, type WhichClasses, readClasses } from './directory.ts';
import { inShownOrder } from './pure/shown-order.ts';

/** How often the database is asked for what nobody here knows: made-up codes must not wear it out. */
const LOOKS = { capacity: 50, refillMs: 20 };
/** So long nobody looks again for the same. */
const REST_MS = 2_000;
const RESTS_TIDY_AT = 1_000;

/**
 * The classes there are, in memory, because five thousand people come in at once. Another server on the same database
 * may make one: `find` looks there for what isn't known here, `readAgain` brings all that has changed.
 */
export class ClassBook {
  readonly #database: Database;
  readonly #now: () => number;
  readonly #looks: Limit;
  readonly #byId = new Map<ClassId, ClassRecord>();
  readonly #byCode = new Map<string, ClassRecord>();
  /** Those that were here, and are no more. */
  readonly #gone = new Set<ClassId>();
  #all: readonly ClassRecord[] = [];
  /** One after the other: what an older question brings must not take the place of what a younger one did. */
  #lastRead: Promise<void> = Promise.resolve();
  readonly #looking = new Map<string, Promise<void>>();
  /** Of what was looked up a moment ago, found or not. */
  readonly #restUntil = new Map<string, number>();

  private constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
    this.#looks = new Limit(LOOKS, now);
  }

  static async open(database: Database, now: () => number): Promise<ClassBook> {
    const book = new ClassBook(database, now);
    await book.readAgain();
    return book;
  }

  /** In the order they are shown. */
  get all(): readonly ClassRecord[] {
    return this.#all;
  }

  byId(classId: ClassId): ClassRecord | undefined {
    return this.#byId.get(classId);
  }

  byCode(code: string): ClassRecord | undefined {
    return this.#byCode.get(code);
  }

  isGone(classId: ClassId): boolean {
    return this.#gone.has(classId);
  }

  async find(classId: ClassId): Promise<ClassRecord | undefined> {
    if (!this.#byId.has(classId)) await this.#look(`id ${classId}`, { classId });
    return this.#byId.get(classId);
  }

  async findByCode(code: string): Promise<ClassRecord | undefined> {
    if (!this.#byCode.has(code)) await this.#look(`code ${code}`, { code });
    return this.#byCode.get(code);
  }

  /** Brings an institution's as the database has them by now, or had them a moment ago. */
  lookAgain(institutionId: string): Promise<void> {
    return this.#look(`institution ${institutionId}`, { institutionId });
  }

  /** As the database has them by now: all, or some of them. */
  readAgain(which?: WhichClasses): Promise<void> {
    const read = () => this.#read(which);
    const reading = this.#lastRead.then(read, read);
    this.#lastRead = reading;
    return reading;
  }

  async #read(which?: WhichClasses): Promise<void> {
    const read = await readClasses(this.#database, which);
    const changed = read.filter((record) => !isDeepStrictEqual(record, this.#byId.get(record.classId)));
    const gone = this.#missingIn(read, which);
    if (changed.length === 0 && gone.length === 0) return;
    // First all that goes: a code may be another class's by now.
    for (const record of gone) this.#drop(record);
    for (const { classId } of changed) this.#drop(this.#byId.get(classId));
    for (const { classId } of gone) this.#gone.add(classId);
    for (const record of changed) {
      this.#byId.set(record.classId, record);
      this.#byCode.set(record.code, record);
      this.#gone.delete(record.classId);
    }
    this.#all = [...this.#byId.values()].sort(inShownOrder);
  }

  /** Of those that were asked for, what is known here and not there any more. */
  #missingIn(read: readonly ClassRecord[], which: WhichClasses | undefined): ClassRecord[] {
    // One that isn't found by its code may have another code by now.
    if (which && 'code' in which) return [];
    const found = new Set(read.map(({ classId }) => classId));
    return this.#all.filter(({ classId, institutionId }) => {
      if (found.has(classId)) return false;
      if (!which) return true;
      return 'classId' in which ? which.classId === classId : which.institutionId === institutionId;
    });
  }

  #drop(record: ClassRecord | undefined): void {
    if (!record) return;
    this.#byId.delete(record.classId);
    if (this.#byCode.get(record.code) === record) this.#byCode.delete(record.code);
  }

  /** Once for all who ask for the same meanwhile. */
  #look(key: string, which: WhichClasses): Promise<void> {
    const underWay = this.#looking.get(key);
    if (underWay) return underWay;
    const rests = (this.#restUntil.get(key) ?? 0) > this.#now();
    if (rests || !this.#looks.take('all').ok) return Promise.resolve();
    const looking = this.readAgain(which)
      .then(() => this.#rest(key))
      .finally(() => this.#looking.delete(key));
    this.#looking.set(key, looking);
    return looking;
  }

  #rest(key: string): void {
    const now = this.#now();
    if (this.#restUntil.size >= RESTS_TIDY_AT) {
      for (const [other, until] of this.#restUntil) if (until <= now) this.#restUntil.delete(other);
    }
    this.#restUntil.set(key, now + REST_MS);
  }
}
