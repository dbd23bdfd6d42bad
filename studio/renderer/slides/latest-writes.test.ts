import { expect, it } from 'vitest';
import { LatestWrites } from './latest-writes.ts';

/** A disk that takes what it is given, except under the names that it refuses. */
function startWrites() {
  const written: string[] = [];
  const refused = new Set<string>();
  let isFailing = false;
  const writes = new LatestWrites((failing) => (isFailing = failing));
  const put = (name: string, what: string) =>
    writes.put(name, async () => {
      if (refused.has(name)) throw new Error('the disk is full');
      written.push(what);
    });
  return {
    ...{ written, refused, writes, put },
    get isFailing() {
      return isFailing;
    },
  };
}

/** Lets every write that waits have its turn. */
async function turns(): Promise<void> {
  for (let i = 0; i < 30; i++) await Promise.resolve();
}

it('of what is written again before its turn only the latest is, and a failure does not end the others', async () => {
  const its = startWrites();
  const first = Promise.withResolvers<void>();
  its.refused.add('note 1');
  its.writes.put('page', () => first.promise);
  its.put('page', 'page 2');
  its.put('note 1', 'note 1');
  its.put('page', 'page 3');
  its.put('note 2', 'note 2');
  first.resolve();
  await turns();
  expect(its.written).toEqual(['page 3', 'note 2']);
});

it('what failed is said until it is written, and is tried again with the next', async () => {
  const its = startWrites();
  its.refused.add('note 1');
  its.put('note 1', 'note 1');
  await turns();
  its.put('page', 'page 2');
  await turns();
  expect(its.written).toEqual(['page 2']);
  expect(its.isFailing).toBe(true);
  its.refused.clear();
  its.put('page', 'page 3');
  await turns();
  expect(its.written).toEqual(['page 2', 'note 1', 'page 3']);
  expect(its.isFailing).toBe(false);
});

it('what failed never comes over what was written under the same name later', async () => {
  const its = startWrites();
  const first = Promise.withResolvers<void>();
  its.writes.put('note 1', () => first.promise);
  its.put('note 1', 'newer');
  first.reject(new Error('the shell is away'));
  await turns();
  its.refused.add('note 1');
  its.put('note 1', 'lost');
  await turns();
  its.refused.clear();
  its.put('note 1', 'newest');
  its.put('page', 'page 2');
  await turns();
  expect(its.written).toEqual(['newer', 'newest', 'page 2']);
  expect(its.isFailing).toBe(false);
});

it('what is forgotten is not tried again, even where it fails only afterwards', async () => {
  const its = startWrites();
  const removing = Promise.withResolvers<void>();
  its.refused.add('open');
  its.put('open', 'nothing is open');
  await turns();
  its.writes.forget('open');
  expect(its.isFailing).toBe(false);
  its.writes.put('remove', () => removing.promise);
  its.writes.forget('remove');
  removing.reject(new Error('the shell is away'));
  await turns();
  its.refused.clear();
  its.put('page', 'page 2');
  await turns();
  expect(its.written).toEqual(['page 2']);
  expect(its.isFailing).toBe(false);
});
