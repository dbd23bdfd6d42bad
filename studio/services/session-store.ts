import { type Session, sessionSchema } from '../preload/contract.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

export interface SessionStore {
  load(): Promise<Session | undefined>;
  save(session: Session): Promise<void>;
}

/**
 * Which class the studio opens. A link given at start wins over the remembered one, and is not remembered: it is as
 * short-lived as the process that was given it. One that a person pastes wins over both, and is kept.
 */
export function createSessionStore(file: string, given: Session | undefined): SessionStore {
  let current = given;
  return {
    async load() {
      if (current) return current;
      const reading = await readJsonFile(file, sessionSchema);
      if (reading.is === 'read') current = reading.value;
      return current;
    },
    async save(session) {
      current = session;
      await writeJsonFile(file, session);
    },
  };
}
