import { expect, it } from 'vitest';
import { portWords } from './port-words.ts';

it.each([
  [[4440], 'port 4440'],
  [[4440, 4441], 'ports 4440–4441'],
  [[4442, 4440, 4441], 'ports 4440–4442'],
  [[41_002, 38_771, 41_003, 52_100], 'ports 38771, 41002–41003, 52100'],
])('%j is %s', (ports, words) => {
  expect(portWords(ports)).toBe(words);
});
