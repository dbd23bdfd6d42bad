/** The board as this computer keeps it, so that a page that dies takes nothing with it. */
export interface LocalCopy {
  load(): Promise<Uint8Array[]>;
  add(update: Uint8Array): Promise<void>;
  /** This, in place of all that was added. */
  replace(whole: Uint8Array): Promise<void>;
  clear(): Promise<void>;
  close(): void;
}

const DATABASE = 'rostrum-board';
const UPDATES = 'updates';
const OWNER = 'owner';

interface Kept {
  readonly owner: string;
  readonly update: Uint8Array;
}

/**
 * In the browser's own database; `person` says whose it is in which class, `room` of which breakout room. Of rooms one
 * copy is kept, the last: nobody comes back to one that is over. Rejects where the browser keeps none.
 */
export async function openLocalCopy(person: string, room?: string): Promise<LocalCopy> {
  const owner = room === undefined ? person : `${person}/${room}`;
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    const store = request.result.createObjectStore(UPDATES, { autoIncrement: true });
    store.createIndex(OWNER, OWNER);
  };
  const database = await resultOf(request);

  const change = (act: (store: IDBObjectStore) => void): Promise<void> => {
    const transaction = database.transaction(UPDATES, 'readwrite');
    act(transaction.objectStore(UPDATES));
    return endOf(transaction);
  };
  if (room !== undefined) {
    await change((store) => {
      const rooms = IDBKeyRange.bound(`${person}/`, `${person}/\uffff`);
      const found = store.index(OWNER).openKeyCursor(rooms);
      found.onsuccess = () => {
        const cursor = found.result;
        if (!cursor) return;
        if (cursor.key !== owner) store.delete(cursor.primaryKey);
        cursor.continue();
      };
    });
  }
  const forget = (store: IDBObjectStore, then: () => void) => {
    const keys = store.index(OWNER).getAllKeys(owner);
    keys.onsuccess = () => {
      for (const key of keys.result) store.delete(key);
      then();
    };
  };

  return {
    async load() {
      const index = database.transaction(UPDATES).objectStore(UPDATES).index(OWNER);
      const kept = (await resultOf(index.getAll(owner))) as Kept[];
      return kept.map(({ update }) => update);
    },
    add: (update) => change((store) => store.add({ owner, update } satisfies Kept)),
    replace: (whole) =>
      change((store) => forget(store, () => store.add({ owner, update: whole } satisfies Kept))),
    clear: () => change((store) => forget(store, () => undefined)),
    close: () => database.close(),
  };
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(asError(request.error));
  });
}

function endOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(asError(transaction.error));
    transaction.onabort = () => reject(asError(transaction.error));
  });
}

function asError(cause: DOMException | null): Error {
  return new Error('the browser’s database did not answer', { cause });
}
