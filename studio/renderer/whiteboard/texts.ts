import type { Background } from './pure/element.ts';
import type { ColourName, Tool, WidthName } from './pure/tools.ts';

/** Every word of the whiteboard, in one place for a later translation. */
export const texts = {
  heading: 'Whiteboard',
  surface: 'Drawing surface',
  /** Read out with the surface. */
  keys: 'P pen, H highlighter, E eraser, Shift E area eraser, L line, A arrow, R rectangle, O ellipse, T text, X laser pointer. Enter writes text in the middle. Ctrl Z undoes, Ctrl Y redoes. Page Up and Page Down turn pages. Brackets change the width.',
  describe: (page: number, pages: number, lines: number, shapes: number, words: readonly string[]) =>
    [
      `Page ${page} of ${pages}.`,
      lines + shapes + words.length === 0
        ? 'Nothing is on it.'
        : `${plural(lines, 'line')}, ${plural(shapes, 'shape')}.`,
      words.length > 0 ? `Text: ${words.join('; ')}` : '',
    ]
      .filter(Boolean)
      .join(' '),
  describeOver: 'Drawing over the picture.',

  toolsLabel: 'Tool',
  tools: {
    pen: 'Pen',
    highlighter: 'Highlighter',
    eraser: 'Eraser',
    'area-eraser': 'Area eraser',
    line: 'Line',
    arrow: 'Arrow',
    rectangle: 'Rectangle',
    ellipse: 'Ellipse',
    text: 'Text',
    laser: 'Laser pointer',
  } satisfies Record<Tool, string>,
  coloursLabel: 'Colour',
  colours: {
    black: 'Black',
    blue: 'Blue',
    red: 'Red',
    green: 'Green',
    orange: 'Orange',
    purple: 'Purple',
    white: 'White',
  } satisfies Record<ColourName, string>,
  widthsLabel: 'Width',
  widths: { thin: 'Thin', medium: 'Medium', thick: 'Thick' } satisfies Record<WidthName, string>,

  undo: 'Undo',
  redo: 'Redo',
  clear: 'Clear',
  clearLabel: 'Clear this page',
  cleared: 'The page was cleared. Undo brings it back.',
  pages: 'Pages',
  pageOf: (page: number, pages: number) => `${page} of ${pages}`,
  previousPage: 'Previous page',
  nextPage: 'Next page',
  addPage: 'New page',
  removePage: 'Remove page',
  background: 'Paper',
  backgrounds: { blank: 'Blank', lines: 'Lines', grid: 'Grid' } satisfies Record<Background, string>,
  over: 'Draw over the picture',
  nothingBeneath: 'Show slides or share a screen to draw over them.',
  allow: 'Everyone may draw',
  exportPng: 'Save page (PNG)',
  exportPdf: 'Save all (PDF)',
  fileName: (title: string, ending: string) =>
    `${title.replace(/[^\p{L}\p{N} _-]/gu, '').trim() || 'Whiteboard'}.${ending}`,
  exportFailed: (why: string) => `The board could not be saved as a file (${why}).`,

  writeLabel: 'Text on the board',
  writeHint: 'Ctrl Enter puts it on the board, Escape throws it away.',

  opening: 'Opening the board. What you draw now is kept and sent when it is open.',
  away: 'The server is away. What you draw is kept on this computer, and sent when it is back.',
  saving: 'Saving…',
  saved: 'Saved',
  closed: (why: string) => `${why} You can look at what is here and save it as a file.`,
  again: 'Try again',
  undone: (why: string) => `Your last change was not taken. ${why}`,
  notAllowed: (why: string) => `Not changed. ${why}`,
  noCopy: 'This browser keeps no copy of the board: what is not saved would be lost with this page.',
  unreadable: 'The board could not be read. Reload this page.',
  cantPaint: 'This browser can’t paint the board. Use the desktop app, or a current Chrome or Edge.',
} as const;

function plural(count: number, word: string): string {
  return count === 1 ? `1 ${word}` : `${count} ${word}s`;
}
