import { describe, expect, it } from 'vitest';
import { BridgeError } from '../bridge/bridge-error.ts';
import { signInProblem, whatIsMissing } from './sign-in-problem.ts';

const server = 'https://class.example';
const refused = (code: 'not-allowed' | 'too-fast' | 'malformed' | 'revoked', retryAfterMs?: number) =>
  ({
    is: 'refused',
    refusal: {
      code,
      text: 'In the server’s words.',
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    },
  }) as const;

describe('a sign-in that was not taken', () => {
  it.each([
    [{ is: 'bad-address', why: 'studio-link' }, 'server', /studio link/],
    [{ is: 'bad-address', why: 'malformed' }, 'server', /no server’s address/],
    [{ is: 'unreachable', server }, 'server', /^https:\/\/class\.example can’t be reached/],
    [{ is: 'not-rostrum', server }, 'server', /no Rostrum server/],
    [refused('not-allowed'), 'password', /login or the password is wrong/],
    [refused('malformed'), 'password', /login or the password is wrong/],
    [refused('too-fast', 1), 'all', /Try again in a second\./],
    [refused('too-fast', 42_100), 'all', /Try again in 43 seconds\./],
    [refused('too-fast', 60_000), 'all', /Try again in a minute\./],
    [refused('too-fast', 61_000), 'all', /Try again in 2 minutes\./],
    [refused('revoked'), 'all', /^In the server’s words\.$/],
    [{ is: 'shell', error: new BridgeError('refused', 'The disk is full.') }, 'all', /^The disk is full\.$/],
  ] as const)('says why: %j', (answer, at, words) => {
    const problem = signInProblem(answer);
    expect(problem.at).toBe(at);
    expect(problem.words()).toMatch(words);
  });

  it('is not even asked for while something is missing', () => {
    const typed = { server: 'class.example', login: 'ada', password: 'x' };
    expect(whatIsMissing(typed)).toBeUndefined();
    expect(whatIsMissing({ ...typed, server: ' ' })?.at).toBe('server');
    expect(whatIsMissing({ ...typed, login: '' })?.at).toBe('login');
    expect(whatIsMissing({ ...typed, password: '' })?.at).toBe('password');
  });
});
