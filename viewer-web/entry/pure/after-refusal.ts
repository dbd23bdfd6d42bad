import type { RefusalCode } from '@rostrum/protocol/room';

/**
 *   ask-again      the token is of no use any more: the name form, with a word on why
 *   no-such-class  the code leads nowhere
 *   reload         this page and the server don't understand each other
 *   final          a 'no' to show as it is
 */
export type AfterRefusal = 'ask-again' | 'no-such-class' | 'reload' | 'final';

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
      return 'reload';
    case 'not-allowed':
    case 'empty':
    case 'too-long':
    case 'no-media':
    case 'not-found':
      return 'final';
  }
}
