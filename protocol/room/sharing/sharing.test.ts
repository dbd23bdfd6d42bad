import { describe, expect, it } from 'vitest';
import type { Event, SharedItem } from '../index.ts';
import { after, id } from '../test-log.ts';

const item: SharedItem = { kind: 'link', url: 'https://example.org/', title: 'The book' };
const added = (sharedId: string): Event => ({
  ...{ type: 'share.added', sharedId: id(sharedId), item, personId: id('prof') },
});
const removed = (sharedId: string): Event => ({
  ...{ type: 'share.removed', sharedId: id(sharedId), personId: id('prof') },
});

describe('what is shared', () => {
  it('is listed in its order until it is taken back', () => {
    expect(after(added('s1'), added('s2'), removed('s1'), removed('s9')).shared).toEqual([
      { sharedId: 's2', item, personId: 'prof', at: 20 },
    ]);
  });
});
