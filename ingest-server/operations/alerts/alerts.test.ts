import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { type AlertsOptions, createAlerts } from './alerts.ts';
import type { AlertMessage } from './pure/message.ts';
import { listen } from './test-support/listener.ts';
import { startMailServer } from './test-support/mail-server.ts';
import { type Otherwise, START, classId, institutionId, second } from './test-support/second.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

function open(told: Partial<AlertsOptions> = {}) {
  const lines: string[] = [];
  let [made, at] = [0, START];
  const alerts = createAlerts({
    newId: () => `a${(made += 1)}`,
    now: () => at,
    logger: pino({ base: null }, { write: (line: string) => void lines.push(line) }),
    ...{ webhookUrl: undefined, mail: undefined, dashboardUrl: undefined },
    ...told,
  });
  closers.push(() => alerts.close());
  const changes: string[] = [];
  alerts.onChange(({ is, alert, institutionId: whose }) =>
    changes.push(`${is} ${alert.kind} ${whose ?? 'server'}`),
  );
  return {
    ...{ alerts, changes },
    said: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    /** So many seconds of this. */
    pass(seconds: number, otherwise: Otherwise = {}) {
      for (let i = 0; i < seconds; i += 1) {
        alerts.judge(second({ ...otherwise, at }));
        at += 1_000;
      }
    },
  };
}

const lossy: Otherwise = { ingest: { lossPct: 20 } };

describe('alerts', () => {
  it('are told to who listens, are open until they are over, and past from then on', () => {
    const the = open();
    the.pass(10);
    the.pass(10, { ...lossy, node: { eventLoopP99Ms: 500 } });
    expect(the.changes).toEqual(['raised event-loop-late server', `raised loss-high ${institutionId}`]);
    expect(the.alerts.of(institutionId).open.map(({ kind }) => kind)).toEqual([
      'event-loop-late',
      'loss-high',
    ]);
    expect(the.alerts.of('school').open.map(({ kind }) => kind)).toEqual(['event-loop-late']);
    the.pass(10);
    expect(the.changes.slice(2)).toEqual([
      'cleared event-loop-late server',
      `cleared loss-high ${institutionId}`,
    ]);
    expect(the.alerts.of(institutionId)).toEqual({
      open: [],
      past: [
        expect.objectContaining({ kind: 'event-loop-late', clearedAt: START + 24_000 }),
        expect.objectContaining({ kind: 'loss-high', clearedAt: START + 24_000, classId }),
      ],
    });
  });

  it('are in the log, with the class and the figures', () => {
    const the = open();
    the.pass(10, lossy);
    the.pass(10);
    expect(the.said()).toEqual([
      expect.objectContaining({
        ...{ msg: 'an alert is raised', level: 40, kind: 'loss-high', severity: 'warn', classId },
        figures: { lossPct: 20, roundTripMs: 24 },
      }),
      expect.objectContaining({ msg: 'an alert is over', level: 30, kind: 'loss-high' }),
    ]);
  });

  it('hear of a spool that grows by what waited a few seconds before', () => {
    const the = open();
    the.pass(10);
    for (let i = 0; i < 10; i += 1) the.pass(1, { node: { spool: { segments: 3 + 3 * i, bytes: 1e6 } } });
    expect(the.changes).toEqual(['raised spool-growing server']);
    for (let i = 0; i < 10; i += 1) the.pass(1, { node: { spool: { segments: 30 - 3 * i, bytes: 1e6 } } });
    expect(the.changes).toEqual(['raised spool-growing server', 'cleared spool-growing server']);
  });

  it('go to a webhook and by mail, with a link that lets nobody in', async () => {
    const hook = await listen(204);
    const post = await startMailServer();
    closers.push(
      () => hook.close(),
      () => post.close(),
    );
    const the = open({
      webhookUrl: hook.url,
      mail: {
        url: `smtp://alerts:s%25cret@127.0.0.1:${post.port}`,
        ...{ from: 'rostrum@example.org', to: ['it@example.org'] },
      },
      dashboardUrl: 'https://lectures.example.org/dashboard#token=north',
    });
    the.pass(10, lossy);
    the.pass(10);
    // What waits for more to come with it goes at once.
    await the.alerts.close();
    const heard = hook.heard.map(({ body }) => body as AlertMessage);
    expect(heard.map(({ is, title, link }) => [is, title, link])).toEqual([
      ['raised', '20 % of what the studio sends is lost', 'https://lectures.example.org/dashboard'],
      ['cleared', '20 % of what the studio sends is lost', 'https://lectures.example.org/dashboard'],
    ]);
    expect(post.mails).toHaveLength(1);
    expect(post.mails[0]?.source).toContain('Subject: Rostrum alerts: 1 new, 1 over');
    expect(post.mails[0]?.source).not.toContain('north');
  });
});
