import { expect, test } from 'vitest';
import { type RecentReaction, stillRecent, withSent } from './recent.ts';

const clap: RecentReaction = { reaction: '👏', count: 2, at: 100 };
const laugh: RecentReaction = { reaction: '😂', count: 1, at: 300 };

test.each<[string, Record<string, number>, Record<string, number>, readonly RecentReaction[]]>([
  ['nothing', { '👏': 2 }, { '👏': 2 }, [clap]],
  ['more of what is there', { '👏': 2 }, { '👏': 5 }, [{ reaction: '👏', count: 5, at: 900 }]],
  ['another kind', { '👏': 2 }, { '👏': 2, '😂': 1 }, [clap, { reaction: '😂', count: 1, at: 900 }]],
  ['nothing of a class that was begun anew', { '👏': 2 }, { '👏': 1 }, [clap]],
])('with a class’s new totals comes %s', (_, before, totals, recent) => {
  expect(withSent([clap], { before, totals }, 900)).toEqual(recent);
});

test('each kind stays for a while after the last of it', () => {
  expect(stillRecent([clap, laugh], 500, 400)).toEqual({ recent: [laugh], nextInMs: 200 });
  expect(stillRecent([clap, laugh], 499, 400)).toEqual({ recent: [clap, laugh], nextInMs: 1 });
  expect(stillRecent([], 500, 400)).toEqual({ recent: [], nextInMs: undefined });
});
