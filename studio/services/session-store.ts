import { linkKeySchema } from '@rostrum/protocol/http';
import { classIdSchema, personIdSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import type { StudioLink } from './pure/studio-link.ts';

/**
 * A server, and what signs in there: the key of a studio link, the refresh token that it or a password has got, or
 * both. With neither nobody is signed in, and the address is remembered.
 */
const keptSessionSchema = v.object({
  server: v.string(),
  key: v.optional(linkKeySchema),
  refresh: v.optional(v.string()),
  personId: v.optional(personIdSchema),
  /** The class that is open, or was until another one is chosen. */
  classId: v.optional(classIdSchema),
  isChoosing: v.optional(v.boolean()),
});

export type KeptSession = v.InferOutput<typeof keptSessionSchema>;

export interface SessionStore {
  load(): Promise<KeptSession | undefined>;
  save(session: KeptSession): Promise<void>;
  /** Saves what became of a session, unless another has taken its place. */
  replace(before: KeptSession, after: KeptSession): Promise<void>;
}

export function isSignedIn({ key, refresh }: KeptSession): boolean {
  return key !== undefined || refresh !== undefined;
}

/**
 * Which class the studio opens. A link given at start wins over the remembered one; the same link again is the same
 * session, because it may be good for one time only. One that a person pastes wins over both.
 */
export function createSessionStore(file: string, given: StudioLink | undefined): SessionStore {
  let current: KeptSession | undefined;
  let reading: Promise<void> | undefined;
  // One at a time and in order: the last one is the one that stays.
  let lastSave: Promise<void> = Promise.resolve();

  async function read(): Promise<void> {
    const found = await readJsonFile(file, keptSessionSchema);
    const kept = found.is === 'read' ? found.value : undefined;
    const isSame = !given || (kept?.server === given.server && kept.key === given.key);
    // What was pasted meanwhile stays.
    current ??= isSame ? kept : given;
  }

  function save(session: KeptSession): Promise<void> {
    current = session;
    const write = () => writeJsonFile(file, session);
    const saving = lastSave.then(write, write);
    lastSave = saving;
    return saving;
  }

  return {
    async load() {
      reading ??= read();
      try {
        await reading;
      } catch (cause) {
        reading = undefined;
        throw cause;
      }
      return current;
    },
    save,
    async replace(before, after) {
      if (current === before) await save(after);
    },
  };
}
