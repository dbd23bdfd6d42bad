/** Why a file can't be opened as slides; each has its own words. */
export type DeckProblem =
  'empty' | 'too-big' | 'too-many-pages' | 'not-a-pdf' | 'broken' | 'gone' | 'unreadable' | 'no-reader';

const PAGES_MAX = 5_000;

/** Before anything of it is read. */
export function problemOfFile(
  file: { size: number; name: string; type: string },
  maxBytes: number,
): DeckProblem | undefined {
  if (file.size === 0) return 'empty';
  if (file.size > maxBytes) return 'too-big';
  const isNamedSo = /\.pdf$/i.test(file.name);
  // Systems that don't know the type of a file leave it empty.
  const isOtherType =
    file.type !== '' && file.type !== 'application/pdf' && file.type !== 'application/x-pdf';
  return isOtherType && !isNamedSo ? 'not-a-pdf' : undefined;
}

/** By what pdf.js calls the exception that it ended with. */
export function problemOfException(name: string): DeckProblem {
  switch (name) {
    case 'InvalidPDFException':
    case 'FormatError':
      return 'broken';
    case 'NotReadableError':
    case 'NotFoundError':
      return 'unreadable';
    default:
      return 'no-reader';
  }
}

export function problemOfPages(pages: number): DeckProblem | undefined {
  if (pages < 1) return 'empty';
  return pages > PAGES_MAX ? 'too-many-pages' : undefined;
}

/** What a deck is called until somebody renames it. */
export function titleOfFile(name: string, untitled: string): string {
  const title = name
    .replace(/\.pdf$/i, '')
    .replace(/_+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return title.slice(0, 200) || untitled;
}
