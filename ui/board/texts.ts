import { inLanguages } from '../language.ts';
import type { Background } from './pure/element.ts';
import type { ColourName, Tool, WidthName } from './pure/tools.ts';

/** Every word of the whiteboard. */
export const texts = inLanguages({
  en: {
    heading: 'Whiteboard',
    surface: 'Drawing surface',
    /** Read out with the surface. */
    keys: 'P pen, H highlighter, E eraser, Shift E area eraser, L line, A arrow, R rectangle, O ellipse, T text, X laser pointer. Enter writes text in the middle. Ctrl Z undoes, Ctrl Y redoes. Page Up and Page Down turn pages. Brackets change the width.',
    describe: (page: number, pages: number, lines: number, shapes: number, words: readonly string[]) =>
      [
        `Page ${page} of ${pages}.`,
        lines + shapes + words.length === 0
          ? 'Nothing is on it.'
          : `${counted(lines, 'line', 'lines')}, ${counted(shapes, 'shape', 'shapes')}.`,
        words.length > 0 ? `Text: ${words.join('; ')}` : '',
      ]
        .filter(Boolean)
        .join(' '),
    describeOver: 'Drawing over the picture.',
    isElsewhere:
      'Somebody is drawing over the lecture’s picture. The board is here again when they are done.',

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
    fileName: (title: string, ending: string) => fileName(title, 'Whiteboard', ending),
    exportFailed: (why: string) => `The board could not be saved as a file (${why}).`,
    cantPaintFile: 'this browser can’t paint what is to be saved',

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
  },
  de: {
    heading: 'Tafel',
    surface: 'Zeichenfläche',
    keys: 'P Stift, H Textmarker, E Radierer, Umschalt E Flächenradierer, L Linie, A Pfeil, R Rechteck, O Ellipse, T Text, X Laserpointer. Die Eingabetaste schreibt Text in die Mitte. Strg Z macht rückgängig, Strg Y wiederholt. Bild auf und Bild ab blättern. Eckige Klammern ändern die Breite.',
    describe: (page, pages, lines, shapes, words) =>
      [
        `Seite ${page} von ${pages}.`,
        lines + shapes + words.length === 0
          ? 'Sie ist leer.'
          : `${counted(lines, 'Linie', 'Linien')}, ${counted(shapes, 'Form', 'Formen')}.`,
        words.length > 0 ? `Text: ${words.join('; ')}` : '',
      ]
        .filter(Boolean)
        .join(' '),
    describeOver: 'Es wird über das Bild gezeichnet.',
    isElsewhere: 'Gerade wird über das Bild der Veranstaltung gezeichnet. Danach ist die Tafel wieder hier.',

    toolsLabel: 'Werkzeug',
    tools: {
      pen: 'Stift',
      highlighter: 'Textmarker',
      eraser: 'Radierer',
      'area-eraser': 'Flächenradierer',
      line: 'Linie',
      arrow: 'Pfeil',
      rectangle: 'Rechteck',
      ellipse: 'Ellipse',
      text: 'Text',
      laser: 'Laserpointer',
    },
    coloursLabel: 'Farbe',
    colours: {
      black: 'Schwarz',
      blue: 'Blau',
      red: 'Rot',
      green: 'Grün',
      orange: 'Orange',
      purple: 'Violett',
      white: 'Weiß',
    },
    widthsLabel: 'Breite',
    widths: { thin: 'Dünn', medium: 'Mittel', thick: 'Dick' },

    undo: 'Rückgängig',
    redo: 'Wiederholen',
    clear: 'Leeren',
    clearLabel: 'Diese Seite leeren',
    cleared: 'Die Seite wurde geleert. „Rückgängig“ holt sie zurück.',
    pages: 'Seiten',
    pageOf: (page, pages) => `${page} von ${pages}`,
    previousPage: 'Vorige Seite',
    nextPage: 'Nächste Seite',
    addPage: 'Neue Seite',
    removePage: 'Seite entfernen',
    background: 'Papier',
    backgrounds: { blank: 'Leer', lines: 'Liniert', grid: 'Kariert' },
    over: 'Über das Bild zeichnen',
    nothingBeneath: 'Zeigen Sie Folien oder teilen Sie einen Bildschirm, um darüber zu zeichnen.',
    allow: 'Alle dürfen zeichnen',
    exportPng: 'Seite als PNG',
    exportPdf: 'Alles als PDF',
    fileName: (title, ending) => fileName(title, 'Tafel', ending),
    exportFailed: (why) => `Die Tafel ließ sich nicht als Datei speichern (${why}).`,
    cantPaintFile: 'dieser Browser kann nicht zeichnen, was gespeichert werden soll',

    writeLabel: 'Text auf der Tafel',
    writeHint: 'Strg+Eingabe schreibt ihn auf die Tafel, Escape verwirft ihn.',

    opening: 'Die Tafel wird geöffnet. Was Sie jetzt zeichnen, wird behalten und dann gesendet.',
    away: 'Der Server ist nicht da. Was Sie zeichnen, wird auf diesem Computer behalten und gesendet, sobald er zurück ist.',
    saving: 'Wird gespeichert…',
    saved: 'Gespeichert',
    closed: (why) => `${why} Sie können ansehen, was hier ist, und es als Datei speichern.`,
    again: 'Erneut versuchen',
    undone: (why) => `Ihre letzte Änderung wurde nicht angenommen. ${why}`,
    notAllowed: (why) => `Nicht geändert. ${why}`,
    noCopy:
      'Dieser Browser behält keine Kopie der Tafel: Was nicht gespeichert ist, ginge mit dieser Seite verloren.',
    unreadable: 'Die Tafel ließ sich nicht lesen. Laden Sie diese Seite neu.',
    cantPaint:
      'Dieser Browser kann die Tafel nicht zeichnen. Verwenden Sie die Desktop-App oder ein aktuelles Chrome oder Edge.',
  },
});

function counted(count: number, one: string, more: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${more}`;
}

/** Without what a disk may refuse in a name. */
function fileName(title: string, otherwise: string, ending: string): string {
  return `${title.replace(/[^\p{L}\p{N} _-]/gu, '').trim() || otherwise}.${ending}`;
}
