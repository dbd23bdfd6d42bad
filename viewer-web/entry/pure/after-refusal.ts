import type { RefusalCode } from '@rostrum/protocol/room';

/**
 *   ask-again      the token is of no use any more: the name form, with a word on why
 *   no-such-class  the code leads nowhere
 *   reload         this page and the server don't understand each other, or it may be better in a moment
 *   final          a 'no' to show as it is; coming in anew may help
 *   out            a 'no' that coming in anew doesn't change
 */
export type AfterRefusal = 'ask-again' | 'no-such-class' | 'reload' | 'final' | 'out';

export function afterRefusal(code: RefusalCode): AfterRefusal {
  switch (code) {
    case 'bad-token':
    case 'expired-token':
      return 'ask-again';
    case 'unknown-code':
    case 'unknown-class':
      return 'no-such-class';
    case 'malformed':
    case 'server-error':
    case 'too-many':
    case 'too-fast':
    case 'full':
      return 'reload';
    case 'removed':
      return 'out';
    case 'not-allowed':
    case 'empty':
    case 'too-long':
    case 'no-media':
    case 'not-found':
    case 'closed':
    case 'not-yet':
    case 'taken':
    case 'muted':
    case 'revoked':
      return 'final';
  }
}
