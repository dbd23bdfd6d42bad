import { type Alert, alertWords } from '@rostrum/protocol/operations';
import type { AlertChange } from './alert-book.ts';

/** What a webhook is sent; its receivers hold on to these names. */
export interface AlertMessage {
  readonly is: AlertChange['is'];
  readonly alert: Alert;
  readonly title: string;
  readonly means: string;
  readonly todo: readonly string[];
  /** To the dashboard, where this server's address is known. */
  readonly link?: string;
  /** Where the runbook says more, from the project's root. */
  readonly runbook: string;
}

export function messageOf({ is, alert }: AlertChange, link: string | undefined): AlertMessage {
  const { title, means, todo, runbook } = alertWords(alert);
  return { ...{ is, alert, title, means, todo }, ...(link === undefined ? {} : { link }), runbook };
}

/** An address without what lets somebody in: a mail is read by others too. */
export function withoutKey(address: string): string {
  const url = new URL(address);
  url.hash = '';
  url.search = '';
  url.username = '';
  url.password = '';
  return url.href;
}
