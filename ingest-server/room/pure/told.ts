import { type Event, type PersonId, type View, eventIn } from '@rostrum/protocol/room';

/** An event as it is told: JSON, written once for each view; undefined where a view has nothing of it. */
export interface Told {
  readonly seq: number;
  readonly at: number;
  readonly event: Event;
  readonly json: Readonly<Record<View, string | undefined>>;
  /** Whoever sees more of it than their view does gets it whole. */
  readonly owner: Readonly<Record<View, PersonId | undefined>>;
  /** Length of all JSON ever told up to and with this one: two of these tell how long a stretch is. */
  readonly endsAt: Readonly<Record<View, number>>;
}

/** The same for each view, and one text where they are told the same. */
export function writtenFor(event: Event, { seq, at }: Pick<Told, 'seq' | 'at'>): Told['json'] {
  const write = (seen: Event | undefined) => seen && JSON.stringify({ seq, at, event: seen });
  const staff = write(eventIn('staff', event));
  const forClass = eventIn('class', event);
  return { staff, class: forClass === event && staff !== undefined ? staff : write(forClass) };
}

/**
 * What was taken back by `event` is told without its words from then on: whoever comes back must not read what
 * nobody else sees any more. Its place stays, so that the fold comes to the same. Undefined: nothing of it is kept.
 */
export function withdrawn(told: readonly Told[], event: Event): { index: number; told: Told } | undefined {
  const index = told.findLastIndex((earlier) => isTakenBack(earlier.event, event));
  const earlier = told[index];
  if (!earlier) return undefined;
  const empty = emptied(earlier.event);
  return { index, told: { ...earlier, event: empty, json: writtenFor(empty, earlier) } };
}

/** Whether words that were told before are not to be told again. */
export function takesBack({ type }: Event): boolean {
  return type === 'chat.deleted' || type === 'question.dismissed';
}

/** Whether `earlier` holds the words that `event` takes back. */
export function isTakenBack(earlier: Event, event: Event): boolean {
  if (event.type === 'chat.deleted')
    return earlier.type === 'chat.sent' && earlier.messageId === event.messageId;
  if (event.type === 'question.dismissed')
    return earlier.type === 'question.asked' && earlier.questionId === event.questionId;
  return false;
}

/** The same without its words. */
export function emptied(event: Event): Event {
  return event.type === 'chat.sent' || event.type === 'question.asked' ? { ...event, text: '' } : event;
}
