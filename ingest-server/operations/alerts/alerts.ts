import type { Alert } from '@rostrum/protocol/operations';
import type { Logger } from 'pino';
import { Mail } from './mail.ts';
import { type AlertChange, alertsOf, emptyBook, turnPage } from './pure/alert-book.ts';
import { conditionsIn } from './pure/conditions.ts';
import { messageOf, withoutKey } from './pure/message.ts';
import type { Now } from './pure/now.ts';
import { type SpoolTrend, addReading, waitingBefore } from './pure/spool-trend.ts';
import { Webhook } from './webhook.ts';

export interface AlertsOptions {
  readonly newId: () => string;
  readonly now: () => number;
  readonly logger: Logger;
  readonly webhookUrl: string | undefined;
  readonly mail: { readonly url: string; readonly from: string; readonly to: readonly string[] } | undefined;
  /** A key in it is left away. */
  readonly dashboardUrl: string | undefined;
}

export interface Alerts {
  /** To be called once a second. */
  judge(now: Now): void;
  /** Those of the institution's classes, and of the whole server. */
  of(institutionId: string): { open: readonly Alert[]; past: readonly Alert[] };
  onChange(listener: (change: AlertChange) => void): void;
  /** Waits, but not for long, for what is being sent. */
  close(): Promise<void>;
}

export function createAlerts(options: AlertsOptions): Alerts {
  const { newId, now, logger, webhookUrl, mail, dashboardUrl } = options;
  const link = dashboardUrl === undefined ? undefined : withoutKey(dashboardUrl);
  const webhook = webhookUrl === undefined ? undefined : new Webhook({ url: webhookUrl, logger });
  const mailer = mail && new Mail({ ...mail, link, logger, now });
  const listeners: ((change: AlertChange) => void)[] = [];
  let book = emptyBook;
  let spool: SpoolTrend = [];

  function tell(change: AlertChange): void {
    const { kind, severity, classId, figures } = change.alert;
    const facts = { kind, severity, ...(classId === undefined ? {} : { classId }), figures };
    if (change.is === 'raised') logger.warn(facts, 'an alert is raised');
    else logger.info(facts, 'an alert is over');
    webhook?.post(messageOf(change, link));
    mailer?.add(change);
    for (const listener of listeners) listener(change);
  }

  return {
    judge(second) {
      const { at, node } = second;
      const conditions = conditionsIn(second, waitingBefore(spool, at));
      spool = addReading(spool, at, node.spool.segments);
      const turned = turnPage(book, conditions, { at, newId });
      book = turned.book;
      turned.changes.forEach(tell);
    },

    of: (institutionId) => alertsOf(book, institutionId),

    onChange: (listener) => void listeners.push(listener),

    async close() {
      await Promise.all([webhook?.close(), mailer?.close()]);
    },
  };
}
