import { BEAT_EVERY_MS, SILENCE_MAX_MS } from '@rostrum/protocol/wire';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { beatsSkipped } from './beats.ts';

it('goes out to whom nothing was said of late, and to everyone now and then', () => {
  let skipped = 0;
  const beats = [100, 100, 100, 100, 1999, 2000, 5000, 100, -100, 100].map((sinceToldMs) => {
    skipped = beatsSkipped(skipped, sinceToldMs);
    return skipped === 0 ? 'beat' : 'skip';
  });
  expect(beats.join(' ')).toBe('skip skip beat skip skip beat beat skip beat skip');
});

it('leaves half of what a page waits to a late network, whenever something is said', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(4 * BEAT_EVERY_MS), { maxLength: 40 }), (gaps) => {
      let at = 0;
      const words = gaps.map((gap) => (at += gap));
      let skipped = 0;
      const heard = [0, ...words];
      for (let beatAt = BEAT_EVERY_MS; beatAt < at; beatAt += BEAT_EVERY_MS) {
        const lastWord = Math.max(...words.filter((word) => word <= beatAt), -Infinity);
        skipped = beatsSkipped(skipped, beatAt - lastWord);
        if (skipped === 0) heard.push(beatAt);
      }
      heard.sort((a, b) => a - b);
      const silences = heard.slice(1).map((moment, i) => moment - heard[i]!);
      expect(Math.max(0, ...silences)).toBeLessThanOrEqual(SILENCE_MAX_MS / 2);
    }),
  );
});
