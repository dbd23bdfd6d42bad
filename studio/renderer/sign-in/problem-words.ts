import { refusalWords } from '@rostrum/ui/refusal-words';
import { whyNotSaved } from '../bridge/bridge-error-words.ts';
import type { Problem } from './problem.ts';
import { texts } from './texts.ts';

export function problemWords(problem: Problem): string {
  switch (problem.is) {
    case 'refused':
      return refusalWords(problem.refusal);
    case 'away':
      return texts.away;
    case 'shell':
      return whyNotSaved(problem.error);
  }
}
