import { expect, it } from 'vitest';
import { isCaptionerPath } from './captioner-path.ts';

it.each([
  ['/c/DEMO/captions', true],
  ['/c/DEMO/captions/', true],
  ['/c/DEMO', false],
  ['/c/captions', false],
  ['/c/DEMO/captions/x', false],
  ['/captions', false],
])('%s is where captions are typed: %s', (path, is) => {
  expect(isCaptionerPath(path)).toBe(is);
});
