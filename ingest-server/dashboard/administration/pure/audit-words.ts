import type { AuditDetails, AuditEntry } from '@rostrum/protocol/administration';
import { texts } from './texts.ts';

export interface DetailWords {
  readonly label: string;
  readonly value: string;
}

type Plain = string | number | boolean | null;

/** What an entry came to, in words: of people their names, of times the day. */
export function detailWords(
  details: AuditDetails,
  names: Readonly<Record<string, string>>,
  timeText: (at: number) => string,
): DetailWords[] {
  const words = texts.audit;

  function valueWords(field: string, value: Plain): string {
    if (value === null) return words.nothing;
    if (typeof value === 'boolean') return value ? words.yes : words.no;
    if (field === 'startsAt' && typeof value === 'number') return timeText(value);
    if (field === 'personId') return names[String(value)] ?? String(value);
    return String(value);
  }

  return Object.entries(details).map(([field, detail]) => ({
    label: words.fields[field] ?? field,
    value:
      typeof detail === 'object' && detail !== null
        ? words.changed(valueWords(field, detail.before), valueWords(field, detail.after))
        : valueWords(field, detail),
  }));
}

/** What an entry is about, as far as there is a page for it. */
export function isOnAPage({ action, subject }: AuditEntry): boolean {
  if (action === 'class.deleted' || action === 'person.removed') return false;
  return subject.kind === 'class' || subject.kind === 'person';
}
