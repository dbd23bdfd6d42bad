import { refusalWords } from '@rostrum/ui/refusal-words';
import type { SignInAnswer } from '../../preload/sign-in-contract.ts';
import { problemWords } from './problem-words.ts';
import type { Problem } from './problem.ts';
import { texts } from './texts.ts';

/** Which field it is about, and its words, read late so that they follow the page's language. */
export interface SignInProblem {
  at: 'server' | 'login' | 'password' | 'all';
  words: () => string;
}

type Failed =
  Exclude<SignInAnswer<'account.signIn'>, { is: 'signed-in' }> | Extract<Problem, { is: 'shell' }>;

/** What can be said before anybody is asked. */
export function whatIsMissing(typed: {
  server: string;
  login: string;
  password: string;
}): SignInProblem | undefined {
  if (typed.server.trim() === '') return { at: 'server', words: () => texts.gate.noServer };
  if (typed.login.trim() === '') return { at: 'login', words: () => texts.gate.noLogin };
  if (typed.password === '') return { at: 'password', words: () => texts.gate.noPassword };
  return undefined;
}

export function signInProblem(answer: Failed): SignInProblem {
  switch (answer.is) {
    case 'bad-address':
      return { at: 'server', words: () => addressWords(answer.why) };
    case 'unreachable':
      return { at: 'server', words: () => texts.gate.unreachable(answer.server) };
    case 'not-rostrum':
      return { at: 'server', words: () => texts.gate.notRostrum(answer.server) };
    case 'shell':
      return { at: 'all', words: () => problemWords(answer) };
    case 'refused':
      return refusedProblem(answer.refusal);
  }
}

function addressWords(why: 'empty' | 'studio-link' | 'malformed'): string {
  switch (why) {
    case 'empty':
      return texts.gate.noServer;
    case 'studio-link':
      return texts.gate.isLink;
    case 'malformed':
      return texts.gate.noAddress;
  }
}

function refusedProblem(refusal: Extract<Failed, { is: 'refused' }>['refusal']): SignInProblem {
  switch (refusal.code) {
    // What can't be a login or a password is a wrong one.
    case 'not-allowed':
    case 'malformed':
    case 'too-long':
      return { at: 'password', words: () => texts.gate.wrong };
    case 'too-fast':
      return { at: 'all', words: () => texts.gate.tooOften(texts.wait(refusal.retryAfterMs ?? 0)) };
    default:
      return { at: 'all', words: () => refusalWords(refusal) };
  }
}
