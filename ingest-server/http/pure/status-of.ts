import type { RefusalCode } from '@rostrum/protocol/room';

/** The HTTP status that says the same as a refusal's code. */
export function statusOf(code: RefusalCode): number {
  switch (code) {
    case 'empty':
    case 'too-long':
    case 'malformed':
      return 400;
    case 'bad-token':
    case 'expired-token':
    case 'revoked':
      return 401;
    case 'not-allowed':
    case 'muted':
    case 'removed':
      return 403;
    case 'unknown-class':
    case 'unknown-code':
    case 'not-found':
      return 404;
    case 'closed':
    case 'not-yet':
    case 'taken':
      return 409;
    case 'too-many':
    case 'too-fast':
      return 429;
    case 'server-error':
      return 500;
    case 'no-media':
    case 'full':
      return 503;
  }
}
