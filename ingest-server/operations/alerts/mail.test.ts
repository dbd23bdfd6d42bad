import type { Alert } from '@rostrum/protocol/operations';
import { pino } from 'pino';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Mail } from './mail.ts';
import type { AlertChange } from './pure/alert-book.ts';
import type { MailPace } from './pure/waits.ts';
import { type MailServer, startMailServer } from './test-support/mail-server.ts';
import { START } from './test-support/second.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const soon: MailPace = { togetherMs: 20, apartMs: 40, firstWaitMs: 5, longestWaitMs: 20 };

function change(id: string, freeGb: number): AlertChange {
  const alert: Alert = { id, kind: 'disk-low', severity: 'warn', since: START, figures: { freeGb } };
  return { is: 'raised', alert };
}

async function server(options?: { failing: number }): Promise<MailServer> {
  const started = await startMailServer(options);
  closers.push(() => started.close());
  return started;
}

function open(port: number, { pace = soon, password = 's%25cret' } = {}) {
  const lines: string[] = [];
  const options = { base: null, serializers: { error: pino.stdSerializers.errWithCause } };
  const logger = pino(options, { write: (line: string) => void lines.push(line) });
  const mail = new Mail({
    url: `smtp://alerts:${password}@127.0.0.1:${port}`,
    from: 'Rostrum <rostrum@example.org>',
    to: ['it@example.org', 'dean@example.org'],
    link: 'https://lectures.example.org/dashboard',
    ...{ logger, pace },
    now: () => Date.now(),
  });
  closers.push(() => mail.close());
  return { mail, lines };
}

const newIn = ({ mails }: MailServer) =>
  mails.map(({ source }) => source.match(/^(WARNING|BAD|OVER): .*$/gm)?.length ?? 0);

describe('mail', () => {
  it('reaches all who are to be told, with what is wrong and what to do', async () => {
    const post = await server();
    open(post.port).mail.add(change('a1', 4.2));
    await post.came(1);
    expect(post.mails[0]?.to).toEqual(['it@example.org', 'dean@example.org']);
    const source = post.mails[0]?.source ?? '';
    expect(source).toMatch(/^From: Rostrum <rostrum@example\.org>$/m);
    expect(source).toMatch(/^Subject: Rostrum alerts: 4\.2 GB left on the disk$/m);
    expect(source).toContain('WARNING: 4.2 GB left on the disk');
    expect(source).toContain('https://lectures.example.org/dashboard');
  });

  it('tells changes that come together in one', async () => {
    const post = await server();
    const { mail } = open(post.port);
    for (const gb of [4, 3, 2]) mail.add(change(`a${gb}`, gb));
    await post.came(1);
    await mail.close();
    expect(newIn(post)).toEqual([3]);
  });

  it('goes seldom: the next one waits, and has everything since', async () => {
    const post = await server();
    const { mail } = open(post.port, { pace: { ...soon, togetherMs: 0, apartMs: 200 } });
    mail.add(change('a1', 4));
    await post.came(1);
    for (const gb of [3, 2]) mail.add(change(`a${gb}`, gb));
    await post.came(2);
    expect(newIn(post)).toEqual([1, 2]);
  });

  it('that the mail server does not take is tried again, with what came meanwhile', async () => {
    const post = await server({ failing: 2 });
    const { mail, lines } = open(post.port);
    mail.add(change('a1', 4));
    await vi.waitFor(() => expect(post.tries).toBeGreaterThanOrEqual(1), { interval: 2 });
    mail.add(change('a2', 3));
    await post.came(1);
    expect(newIn(post)).toEqual([2]);
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ msg: 'alerts could not be mailed: it is tried again', failures: 1 }),
      expect.objectContaining({ msg: 'alerts could not be mailed: it is tried again', failures: 2 }),
    ]);
  });

  it('keeps its password to itself where it is refused', async () => {
    const post = await server();
    const { mail, lines } = open(post.port, { password: 'wrong' });
    mail.add(change('a1', 4));
    await vi.waitFor(() => expect(lines.length).toBeGreaterThanOrEqual(2), 5_000);
    expect(lines.join()).toContain('alerts could not be mailed');
    expect(lines.join()).not.toContain('wrong');
  });

  it('that waits still goes when the server stops', async () => {
    const post = await server();
    const { mail } = open(post.port, { pace: { ...soon, togetherMs: 60_000 } });
    mail.add(change('a1', 4));
    await mail.close();
    mail.add(change('a2', 3));
    await mail.close();
    expect(newIn(post)).toEqual([1]);
  });

  it('to a server that is not there holds up no stop for long', async () => {
    const post = await startMailServer();
    await post.close();
    const { mail, lines } = open(post.port);
    mail.add(change('a1', 4));
    await vi.waitFor(() => expect(lines.length).toBeGreaterThanOrEqual(1), 5_000);
    const before = performance.now();
    await mail.close();
    expect(performance.now() - before).toBeLessThan(4_000);
  });
});
