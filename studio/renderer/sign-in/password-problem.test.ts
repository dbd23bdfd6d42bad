import { describe, expect, it } from 'vitest';
import { passwordProblem, wrongInPassword } from './password-problem.ts';

describe('login and password', () => {
  const typed = { login: 'ada', current: '', next: 'correct horse', hasOne: false };

  it.each([
    [{}, undefined],
    [{ login: ' ada@class.example ' }, undefined],
    [{ login: 'a' }, 'login'],
    [{ login: 'ada lovelace' }, 'login'],
    [{ next: 'short' }, 'next'],
    [{ hasOne: true }, 'current'],
    [{ hasOne: true, current: 'x' }, undefined],
  ])('with %j are wrong at %s', (over, at) => {
    expect(wrongInPassword({ ...typed, ...over })?.at).toBe(at);
  });

  it.each([
    [{ is: 'refused', refusal: { code: 'taken', text: 'x' } }, true, 'login', /Somebody else/],
    [{ is: 'refused', refusal: { code: 'not-allowed', text: 'x' } }, true, 'current', /not your present/],
    [{ is: 'refused', refusal: { code: 'not-allowed', text: 'For staff.' } }, false, 'all', /^For staff\.$/],
    [{ is: 'away' }, false, 'all', /can’t be reached/],
  ] as const)('that were not taken say why: %j', (answer, hasOne, at, words) => {
    const problem = passwordProblem(answer, hasOne);
    expect(problem.at).toBe(at);
    expect(problem.words()).toMatch(words);
  });
});
