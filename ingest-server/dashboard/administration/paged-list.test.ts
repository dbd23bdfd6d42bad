import type { ServerAnswer } from '@rostrum/ui';
import { expect, it } from 'vitest';
import { type Page, PagedList } from './paged-list.svelte.ts';

/** A server that answers when it is told to, and a clock that the test moves. */
function start() {
  const asked: { query: string; answer: (answer: ServerAnswer<Page<string>>) => void }[] = [];
  let waiting: (() => void) | undefined;
  const list = new PagedList<string>(
    (query) => new Promise((answer) => asked.push({ query: `${query.find} ${query.page}`, answer })),
    (act) => {
      waiting = act;
      return () => (waiting = undefined);
    },
  );
  const pass = () => {
    const act = waiting;
    waiting = undefined;
    act?.();
  };
  return { asked, list, pass };
}

const found = (...items: string[]): ServerAnswer<Page<string>> => ({
  is: 'value',
  value: { items, total: items.length },
});
const settle = () => Promise.resolve().then(() => undefined);

it('asks when somebody has typed, from the first page on', async () => {
  const { asked, list, pass } = start();
  const going = list.go(3);
  asked[0]?.answer(found('a'));
  await going;
  list.search('A');
  list.search('Ad');
  expect(asked).toHaveLength(1);
  pass();
  expect(asked.map(({ query }) => query)).toEqual([' 3', 'Ad 0']);
  pass();
  expect(asked).toHaveLength(2);
});

it('shows what was asked last, in whatever order the answers come', async () => {
  const { asked, list } = start();
  const [first, second] = [list.go(1), list.go(2)];
  asked[1]?.answer(found('second'));
  await second;
  asked[0]?.answer(found('first'));
  await first;
  expect(list.state).toEqual({ is: 'shown', page: { items: ['second'], total: 1 } });
});

it('says why it shows nothing, and tries again', async () => {
  const { asked, list } = start();
  const failing = list.again();
  asked[0]?.answer({ is: 'unreachable', cause: new Error('away') });
  await failing;
  expect(list.state.is).toBe('failed');
  const again = list.again();
  expect(list.state.is).toBe('loading');
  asked[1]?.answer(found());
  await again;
  expect(list.state.is).toBe('shown');
});

it('changes nothing any more when it is closed', async () => {
  const { asked, list, pass } = start();
  const going = list.again();
  list.search('late');
  list.close();
  pass();
  asked[0]?.answer(found('late'));
  await going;
  await settle();
  expect(list.state).toEqual({ is: 'loading' });
  expect(asked).toHaveLength(1);
});
