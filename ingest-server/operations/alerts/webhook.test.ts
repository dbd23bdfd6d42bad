import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import type { AlertMessage } from './pure/message.ts';
import { START } from './test-support/second.ts';
import { type Listener, listen } from './test-support/listener.ts';
import { Webhook } from './webhook.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function message(id: string): AlertMessage {
  const alert = {
    ...({ id, kind: 'disk-low', severity: 'warn', since: START } as const),
    figures: { freeGb: 4.2 },
  };
  return { is: 'raised', alert, title: 'Title', means: 'Means.', todo: ['Do.'], runbook: 'x.md#y' };
}

/** A webhook that is in a hurry, and what it says in the log. */
function open(url: string, answerWithinMs = 2_000) {
  const lines: string[] = [];
  const options = { base: null, serializers: { error: pino.stdSerializers.errWithCause } };
  const logger = pino(options, { write: (line: string) => void lines.push(line) });
  const webhook = new Webhook({ url, logger, answerWithinMs, firstWaitMs: 5 });
  closers.push(() => webhook.close());
  return { webhook, lines, said: () => lines.map((line) => (JSON.parse(line) as { msg: string }).msg) };
}

async function server(...statuses: number[]): Promise<Listener> {
  const listener = await listen(...statuses);
  closers.push(() => listener.close());
  return listener;
}

const idsOf = ({ heard }: Listener) => heard.map(({ body }) => (body as AlertMessage).alert.id);

describe('a webhook', () => {
  it('is posted the message as JSON', async () => {
    const hook = await server(200);
    open(hook.url).webhook.post(message('a1'));
    await hook.came(1);
    expect(hook.heard).toEqual([{ body: message('a1'), answered: 200, type: 'application/json' }]);
  });

  it('that fails at first is tried until it takes the message, and gets the next ones in order', async () => {
    const hook = await server(503, 500, 429, 204);
    const { webhook, said } = open(hook.url);
    for (const id of ['a1', 'a2', 'a3']) webhook.post(message(id));
    await hook.came(6);
    expect(idsOf(hook)).toEqual(['a1', 'a1', 'a1', 'a1', 'a2', 'a3']);
    await webhook.close();
    expect(said()).toEqual([
      'the webhook for alerts can’t be reached: it is tried again',
      'the webhook for alerts answers again',
    ]);
  });

  it('that does not answer in time is tried again', async () => {
    const hook = await server(0, 204);
    open(hook.url, 50).webhook.post(message('a1'));
    await hook.came(2);
    expect(idsOf(hook)).toEqual(['a1', 'a1']);
  });

  it.each([400, 401, 404, 302])('that refuses a message for good (%i) is not asked again', async (status) => {
    const hook = await server(status, 204);
    const { webhook, said } = open(hook.url);
    webhook.post(message('a1'));
    webhook.post(message('a2'));
    await hook.came(2);
    expect(idsOf(hook)).toEqual(['a1', 'a2']);
    await webhook.close();
    expect(said()).toEqual(['the webhook for alerts refuses a message: it is not sent again']);
  });

  it('that is away for long gets the newest five hundred once it is back', async () => {
    const hook = await server(503, 204);
    const { webhook, said } = open(hook.url);
    for (let i = 0; i <= 600; i += 1) webhook.post(message(`a${i}`));
    await hook.came(501);
    await webhook.close();
    expect(idsOf(hook).at(-1)).toBe('a600');
    expect(hook.heard.length).toBeLessThanOrEqual(502);
    expect(said()).toContain('too many alerts wait for the webhook: the oldest are left out');
  });

  it('is never named in the log: its address may be a secret', async () => {
    const hook = await server(500);
    const { webhook, lines } = open(hook.url);
    webhook.post(message('a1'));
    await hook.came(2);
    await webhook.close();
    await hook.close();
    const { webhook: another, lines: more } = open(hook.url);
    another.post(message('a1'));
    await another.close();
    expect([...lines, ...more].length).toBeGreaterThanOrEqual(2);
    expect([...lines, ...more].join()).not.toMatch(/hook\?|north/);
  });

  it('still gets what is on its way when the server stops, and nothing after', async () => {
    const hook = await server(204);
    const { webhook } = open(hook.url);
    webhook.post(message('a1'));
    webhook.post(message('a2'));
    await webhook.close();
    webhook.post(message('a3'));
    await webhook.close();
    expect(idsOf(hook)).toEqual(['a1', 'a2']);
  });

  it('that never answers holds up no stop of the server for long', async () => {
    const hook = await server(0);
    const { webhook } = open(hook.url, 60_000);
    webhook.post(message('a1'));
    await hook.came(1);
    const before = performance.now();
    await webhook.close();
    expect(performance.now() - before).toBeLessThan(4_000);
  });
});
