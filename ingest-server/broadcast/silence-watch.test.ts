import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FIRST_PART_MAX_MS, SILENCE_MAX_MS, SilenceWatch } from './silence-watch.ts';

let said: string[];
let watch: SilenceWatch;
beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  watch = new SilenceWatch(['v540', 'a96'], (detail) => said.push(detail));
});
afterEach(() => {
  watch.close();
  vi.useRealTimers();
});

describe('SilenceWatch', () => {
  it('says which rung never began, also while another goes on', () => {
    for (let ms = 0; ms < FIRST_PART_MAX_MS - 1000; ms += 250) {
      vi.advanceTimersByTime(250);
      watch.handlePart('a96');
    }
    expect([said, watch.starting]).toEqual([[], true]);
    vi.advanceTimersByTime(1000);
    expect(said).toEqual([`nothing of v540 for ${FIRST_PART_MAX_MS} ms`]);
  });

  it('is content, once all have begun, with parts of any of them', () => {
    watch.handlePart('a96');
    watch.handlePart('v540');
    expect(watch.starting).toBe(false);
    for (let i = 0; i < 20; i += 1) {
      vi.advanceTimersByTime(SILENCE_MAX_MS - 1);
      watch.handlePart('a96');
    }
    expect(said).toEqual([]);
    vi.advanceTimersByTime(SILENCE_MAX_MS);
    expect(said).toEqual([`no part for ${SILENCE_MAX_MS} ms`]);
  });

  it('says nothing once it is closed', () => {
    watch.close();
    watch.close();
    vi.advanceTimersByTime(2 * FIRST_PART_MAX_MS);
    expect(said).toEqual([]);
  });
});
