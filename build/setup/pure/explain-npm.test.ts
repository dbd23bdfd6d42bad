import { expect, it } from 'vitest';
import { explainNpmFailure } from './explain-npm.mjs';

it.each([
  ['npm error code ENOTFOUND\nnpm error network request failed', 'registry is out of reach'],
  ['npm error code ETIMEDOUT', 'registry is out of reach'],
  ['npm error code EUSAGE\nnpm error `npm ci` can only install packages when … are in sync', 'disagree'],
  ['npm error code ENOSPC', 'disk is full'],
  ['npm error code EACCES', "can't be written"],
  ['npm error code E403', 'refused the download'],
  ['npm error something new', 'could not install the dependencies'],
])('npm saying %j becomes a sentence with "%s" that says how to go on', (output, words) => {
  const sentence = explainNpmFailure(output);
  expect(sentence).toContain(words);
  expect(sentence).toMatch(/[Rr]un|mended|CONTRIBUTING/);
  // In the checkout npm would leave out of the lock file what other systems need.
  expect(sentence).not.toContain('npm install');
});
