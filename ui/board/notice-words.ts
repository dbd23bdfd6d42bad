import type { Refusal } from '@rostrum/protocol/room';
import { refusalWords } from '../refusal-words.ts';
import { texts } from './texts.ts';

/** What happened that one should know. */
export type BoardNotice =
  | { readonly is: 'cleared' | 'no-copy' }
  | { readonly is: 'undone' | 'not-allowed'; readonly refusal: Refusal }
  | { readonly is: 'export-failed'; readonly why: string };

export function noticeWords(notice: BoardNotice): string {
  switch (notice.is) {
    case 'cleared':
      return texts.cleared;
    case 'no-copy':
      return texts.noCopy;
    case 'undone':
      return texts.undone(refusalWords(notice.refusal));
    case 'not-allowed':
      return texts.notAllowed(refusalWords(notice.refusal));
    case 'export-failed':
      return texts.exportFailed(notice.why);
  }
}
