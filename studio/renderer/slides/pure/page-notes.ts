/** A note that was stuck to a page, as far as it matters here. */
export interface Annotation {
  readonly subtype: string;
  readonly contents: string;
}

/** What the author of a PDF wrote to themselves on a page; each note once. */
export function notesOf(annotations: readonly Annotation[]): string {
  const notes = annotations
    .filter(({ subtype }) => isNote(subtype))
    .map(({ contents }) => contents.replace(/\r\n?/g, '\n').trim())
    .filter((note) => note !== '');
  return [...new Set(notes)].join('\n\n');
}

/** These stand for a note beside the page; others (a highlight, a drawing) belong to the page itself. */
export function isNote(subtype: string): boolean {
  return subtype === 'Text' || subtype === 'Popup';
}
