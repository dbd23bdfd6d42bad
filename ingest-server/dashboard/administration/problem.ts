import type { ServerAnswer } from '@rostrum/ui';
import { texts } from './pure/texts.ts';

/** Why it came to nothing, in words; undefined where it did not. */
export function problemOf(answer: ServerAnswer<unknown>): string | undefined {
  switch (answer.is) {
    case 'value':
      return undefined;
    case 'refused':
      return answer.refusal.text;
    case 'unreachable':
      return texts.unreachable;
  }
}
