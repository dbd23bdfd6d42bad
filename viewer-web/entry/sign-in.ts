import { signInByPassword } from '@rostrum/ui';
import { type JoinProblem, refusedAt, unreachable } from './join-problem.ts';
import { laterTexts } from './later-texts.ts';
import type { Visit } from './visit.svelte.ts';

/** As the server has it. */
const LOGIN = /^[^\s\p{C}]{2,100}$/u;

/** For whoever has a login of their own, at the door of one class. */
export async function signIn(
  visit: Visit,
  typedLogin: string,
  password: string,
): Promise<JoinProblem | undefined> {
  if (visit.state.is !== 'asking') return undefined;
  const { info } = visit.state;
  const login = typedLogin.trim();
  if (!LOGIN.test(login)) return { field: 'login', words: () => laterTexts.signIn.badLogin };
  if (password === '') return { field: 'password', words: () => laterTexts.signIn.needPassword };

  const answer = await signInByPassword({ login, password, code: info.code });
  switch (answer.is) {
    case 'unreachable':
      return unreachable;
    case 'refused':
      return answer.refusal.code === 'not-allowed'
        ? { field: 'password', words: () => laterTexts.signIn.wrong }
        : refusedAt('form', answer.refusal);
    case 'value':
      visit.enter(info, answer.value);
      return undefined;
  }
}
