import { describe, expect, it } from 'vitest';
import { broadcast } from '../../pure/test-classes.ts';
import { knownRungs } from './top-rungs.ts';

const h264 = { name: 'v540', label: '540p' };
const av1 = { name: 'av1-540', label: '540p AV1' };

describe('the renditions that a limit can name', () => {
  it('are those that go out and those that are left out, never the sound', () => {
    const known = knownRungs([], { ...broadcast, leftOut: ['v1080'] });
    expect(known).toEqual([{ name: 'v1080', label: 'v1080' }, h264, av1]);
  });

  it('stay known when a limit has taken them away', () => {
    const before = [h264, av1];
    expect(knownRungs(before, { ...broadcast, rungs: [], topRung: 'v540' })).toBe(before);
    expect(knownRungs(before, undefined)).toBe(before);
  });

  it('are named once, also the limit itself', () => {
    expect(knownRungs([], { ...broadcast, topRung: 'v540' })).toEqual([h264, av1]);
  });
});
