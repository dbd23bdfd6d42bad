import { expect, it } from 'vitest';
import { Jobs } from './jobs.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

it('HLS-55: what is to be cancelled of one owner does not wait for the work of another', async () => {
  const jobs = new Jobs(quiet);
  const ran: string[] = [];
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  jobs.add('A', 'download', async () => {
    ran.push('A');
    begin();
    await held;
  });
  jobs.add('B', 'download', async () => void ran.push('B'));
  await begun;
  await jobs.cancel('B');
  jobs.add('C', 'download', async () => void ran.push('C'));
  letGo();
  await jobs.idle();
  expect(ran).toEqual(['A', 'C']);
});

it('HLS-55: what is under way of the owner is stopped, and waited for', async () => {
  const jobs = new Jobs(quiet);
  let isStopped = false;
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  jobs.add('A', 'download', async (signal) => {
    begin();
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    isStopped = true;
  });
  await begun;
  await jobs.cancel('A');
  expect(isStopped).toBe(true);
});
