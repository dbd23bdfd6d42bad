import { expect, it } from 'vitest';
import { chooseEngine } from './choose-engine.ts';

it.each([
  ['hls.js where it can work', { feedMedia: true, playHls: '' }, 'hls.js'],
  ['hls.js also where the browser could by itself', { feedMedia: true, playHls: 'maybe' }, 'hls.js'],
  ['the browser where only it can', { feedMedia: false, playHls: 'maybe' }, 'native'],
  ['nothing where nothing can', { feedMedia: false, playHls: '' }, 'none'],
] as const)('the lecture is played by %s', (_, can, engine) => {
  expect(chooseEngine(can)).toBe(engine);
});
