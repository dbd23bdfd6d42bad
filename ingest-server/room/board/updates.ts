// Of the server only this folder reads what is drawn, and only as far as merging it goes.
import './unfrozen.ts';
import * as Y from 'yjs';

export interface Reading {
  /** It takes away and adds nothing. */
  readonly onlyErases: boolean;
}

/** Throws where it is no update at all. */
export function readUpdate(update: string): Reading {
  const { structs } = Y.decodeUpdate(bytesOf(update));
  return { onlyErases: structs.length === 0 };
}

/** Throws where no page could take it up either: the document is of no more use then. */
export function applyTo(doc: Y.Doc, update: string): void {
  Y.applyUpdate(doc, bytesOf(update));
  // Of what is not there nothing can be erased. Kept, it would be merged with whatever is erased after it.
  doc.store.pendingDs = null;
}

/** All that is in it as one update, without the contents of what was erased. */
export function wholeOf(doc: Y.Doc): string {
  return textOf(Y.encodeStateAsUpdate(doc));
}

/** The document that these make one after another; those that no page could take up are left out. */
export function foldUpdates(updates: readonly string[]): { readonly doc: Y.Doc; readonly leftOut: number } {
  let doc = new Y.Doc();
  let leftOut = 0;
  let good: string[] = [];
  for (const update of updates) {
    try {
      applyTo(doc, update);
      good.push(update);
    } catch {
      leftOut += 1;
      // What threw has left something behind. Begun anew, with what is good as one for the next time.
      doc.destroy();
      doc = new Y.Doc();
      for (const one of good) applyTo(doc, one);
      good = [wholeOf(doc)];
    }
  }
  return { doc, leftOut };
}

function bytesOf(update: string): Uint8Array {
  return Buffer.from(update, 'base64');
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
