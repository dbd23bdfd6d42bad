// The one place of the server that reads what is drawn, and only as far as merging it goes.
import * as Y from 'yjs';

interface Reading {
  /** It takes away and adds nothing. */
  readonly onlyErases: boolean;
}

/** Undefined where no page could read it: one such update would keep everybody from the board. */
export function readUpdate(update: string): Reading | undefined {
  try {
    const { structs } = Y.decodeUpdate(bytesOf(update));
    return { onlyErases: structs.length === 0 };
  } catch {
    // That it can't be read is the answer.
    return undefined;
  }
}

/** One update that says all that these say, in whatever order they came; without the contents of what was erased. */
export function mergeUpdates(updates: readonly string[]): string {
  const all = updates.map(bytesOf);
  const doc = new Y.Doc();
  try {
    for (const one of all) Y.applyUpdate(doc, one);
    return textOf(Y.encodeStateAsUpdate(doc));
  } catch {
    // Readable one by one, but no document together: it is handed on as it is, for nothing may be lost here.
    return textOf(Y.mergeUpdates(all));
  } finally {
    doc.destroy();
  }
}

function bytesOf(update: string): Uint8Array {
  return Buffer.from(update, 'base64');
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
