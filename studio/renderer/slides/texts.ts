import type { DeckProblem } from './pure/deck-problem.ts';

const problems: Readonly<Record<DeckProblem, string>> = {
  empty: 'This file has no pages. Export the slides as PDF again, and open that.',
  'too-big':
    'This file is larger than 100 MB. Export the slides with smaller pictures (“reduced size”), and open that.',
  'too-many-pages': 'This file has more than 5,000 pages. Open the part that you need today.',
  'not-a-pdf':
    'This isn’t a PDF. Export your slides as PDF first: in PowerPoint and Keynote it is under “Export”.',
  broken: 'This PDF is broken and can’t be read. Export it again from where it was made, and open that.',
  gone: 'This file isn’t on this computer any more. Open it again from where you keep it.',
  unreadable: 'The file can’t be read from the disk. Is it still there? Open it again.',
  'no-reader': 'The PDF can’t be opened. Try again; if it stays so, share a window with your slides instead.',
};

export const texts = {
  heading: 'Slides',
  open: 'Open a PDF',
  openOther: 'Other slides',
  dropNow: 'Let go to open these slides.',
  emptyTitle: 'No slides yet',
  emptyText: 'Open your slides as a PDF, drop the file here, or paste it. They stay on this computer.',
  opening: (title: string) => `Opening “${title}”…`,
  cancel: 'Cancel',
  notOpened: (title: string) => `“${title}” can’t be opened`,
  problems,
  dismiss: 'OK',

  locked: (title: string) => `“${title}” is protected by a password.`,
  password: 'Password of the PDF',
  wrongPassword: 'That isn’t the password. Try again.',
  unlock: 'Open',

  pageOf: (page: number, pages: number) => `Page ${page} of ${pages}`,
  pageNumber: (page: number) => `Page ${page}`,
  next: 'Next',
  previous: 'Back',
  black: 'Black',
  isBlack: 'The slides are black. Press the full stop, or turn a page, to go on.',
  jump: (digits: string) => `Go to page ${digits}: press Enter`,
  thumbnails: 'All pages',
  current: 'The page that is shown',
  failed: 'This page can’t be drawn.',
  failedInProgramme: 'This page can’t be drawn: the picture before stays. Go on with the next one.',
  putAway: 'Put away',
  presenter: 'Presenter view',
  keys: 'Keys: arrows, Space, Page keys or a clicker turn; Home and End go to the ends; . makes black; a number and Enter jump.',
  notTold: (why: string) =>
    `Turned here, but the class was not told: recordings get no chapter from it. ${why}`,

  search: 'Find in the slides',
  found: (count: number) =>
    count === 0 ? 'On no page.' : count === 1 ? 'On one page:' : `On ${count} pages:`,

  keeping: (part: number) => `Being kept on this computer: ${Math.floor(part * 100)} %`,
  notKept: {
    'no-room':
      'These slides can be shown, but not kept: the disk is full. Make room, or open the file again tomorrow.',
    damaged: 'These slides can be shown, but not kept. Open the file again to try once more.',
    away: 'These slides can be shown, but not kept: the studio doesn’t answer. Open the file again tomorrow.',
  },
  unsaved: 'The page or a note could not be saved just now. It is tried again with the next one.',

  shelf: 'On this computer',
  pages: (count: number) => (count === 1 ? '1 page' : `${count} pages`),
  openKept: (title: string) => `Open ${title}`,
  rename: 'Rename',
  renameOf: (title: string) => `Rename ${title}`,
  newName: 'New name',
  save: 'Save',
  remove: 'Delete',
  removeOf: (title: string) => `Delete ${title}`,
  removeTitle: 'Delete these slides?',
  removeText: (title: string) =>
    `“${title}” and your notes are deleted from this computer. The file that you opened stays where it is.`,
  keepThem: 'Keep them',

  presenting: {
    heading: 'Presenter view',
    now: 'Now',
    next: 'Next',
    last: 'This was the last page.',
    onAir: 'On air',
    onPage: 'On this page',
    clock: 'Time',
    inFile: 'From the PDF',
    own: 'Your notes for this page',
    ownHint: 'Only you see them.',
  },
} as const;
