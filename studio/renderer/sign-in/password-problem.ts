import { PASSWORD_MIN } from '@rostrum/protocol/http';
import type { SignInAnswer } from '../../preload/sign-in-contract.ts';
import { problemWords } from './problem-words.ts';
import type { Problem } from './problem.ts';
import { texts } from './texts.ts';

/** Which field it is about, and its words, read late so that they follow the page's language. */
export interface PasswordProblem {
  at: 'login' | 'current' | 'next' | 'all';
  words: () => string;
}

type Failed =
  Exclude<SignInAnswer<'account.setPassword'>, { is: 'done' }> | Extract<Problem, { is: 'shell' }>;

/** As the server has it. */
const LOGIN = /^[^\s\p{C}]{2,100}$/u;

/** What can be said before the server is asked. */
export function wrongInPassword(typed: {
  login: string;
  current: string;
  next: string;
  hasOne: boolean;
}): PasswordProblem | undefined {
  if (!LOGIN.test(typed.login.trim())) return { at: 'login', words: () => texts.password.badLogin };
  if (typed.hasOne && typed.current === '') return { at: 'current', words: () => texts.password.noCurrent };
  if (typed.next.length < PASSWORD_MIN)
    return { at: 'next', words: () => texts.password.short(PASSWORD_MIN) };
  return undefined;
}

export function passwordProblem(answer: Failed, hasOne: boolean): PasswordProblem {
  if (answer.is === 'refused') {
    const { code } = answer.refusal;
    if (code === 'taken') return { at: 'login', words: () => texts.password.taken };
    // Whoever has one is asked for it first.
    if (code === 'not-allowed' && hasOne) return { at: 'current', words: () => texts.password.wrongCurrent };
  }
  return { at: 'all', words: () => problemWords(answer) };
}
