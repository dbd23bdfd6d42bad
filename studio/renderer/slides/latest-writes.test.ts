import { expect, it } from 'vitest';
import { LatestWrites } from './latest-writes.ts';

it('of what is written again before its turn only the latest is, and a failure does not end the others', async () => {
  const written: string[] = [];
  const problems: unknown[] = [];
  const writes = new LatestWrites((problem) => problems.push(problem));
  const first = Promise.withResolvers<void>();
  const last = Promise.withResolvers<void>();
  writes.put('page', () => first.promise);
  writes.put('page', async () => written.push('page 2'));
  writes.put('note 1', () => Promise.reject(new Error('the disk is full')));
  writes.put('page', async () => written.push('page 3'));
  writes.put('note 2', async () => {
    written.push('note 2');
    last.resolve();
  });
  first.resolve();
  await last.promise;
  expect(written).toEqual(['page 3', 'note 2']);
  expect(problems.slice(0, 3)).toEqual([undefined, undefined, new Error('the disk is full')]);
});
