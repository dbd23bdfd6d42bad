import type { AlertChange } from './alert-book.ts';
import { messageOf } from './message.ts';

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** One mail of all that changed since the one before; `leftOut`: so many more there were. */
export function mailText(
  changes: readonly AlertChange[],
  link: string | undefined,
  leftOut: number,
): MailText {
  const raised = changes.filter(({ is }) => is === 'raised');
  const cleared = changes.filter(({ is }) => is === 'cleared');
  const parts = [
    ...raised.map(raisedText),
    ...cleared.map(clearedText),
    ...(leftOut > 0 ? [`${leftOut} older changes are left out.`] : []),
    ...(link === undefined ? [] : [`Dashboard: ${link}`]),
  ];
  return { subject: `Rostrum alerts: ${subjectOf(raised, cleared)}`, text: `${parts.join('\n\n')}\n` };
}

function subjectOf(raised: readonly AlertChange[], cleared: readonly AlertChange[]): string {
  const [first] = raised.length > 0 ? raised : cleared;
  if (first && raised.length + cleared.length === 1) {
    return first.is === 'raised' ? headline(first) : `over: ${headline(first)}`;
  }
  const bad = raised.filter(({ alert }) => alert.severity === 'bad');
  const counts = [
    [raised.length, 'new'],
    [bad.length, 'bad'],
    [cleared.length, 'over'],
  ] as const;
  return counts.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : [])).join(', ');
}

function raisedText(change: AlertChange): string {
  const { means, todo, runbook } = messageOf(change, undefined);
  const { severity, since } = change.alert;
  return [
    `${severity === 'bad' ? 'BAD' : 'WARNING'}: ${headline(change)}`,
    `Since ${clock(since)}. ${means}`,
    ...todo.map((step, i) => `  ${i + 1}. ${step}`),
    `More: ${runbook}`,
  ].join('\n');
}

function clearedText(change: AlertChange): string {
  const { since, clearedAt = since } = change.alert;
  return `OVER: ${headline(change)}\nFrom ${clock(since)} to ${clock(clearedAt)}.`;
}

/** In one line, whatever a class is called. */
function headline(change: AlertChange): string {
  const { classTitle } = change.alert;
  const { title } = messageOf(change, undefined);
  return (classTitle === undefined ? title : `${title} (${classTitle})`).replace(/\s+/g, ' ');
}

function clock(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
