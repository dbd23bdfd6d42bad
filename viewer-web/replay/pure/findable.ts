import type { RecordedLog } from '@rostrum/protocol/http';
import type { LoggedEvent } from '@rostrum/protocol/room';
import type { Findable } from './search.ts';

/** What there is to be found in a class's log, by its place in the recording. */
export function findablesOf(
  { events, captions }: Pick<RecordedLog, 'events' | 'captions'>,
  ofWall: (wallMs: number) => number,
): Findable[] {
  const written = events.flatMap((logged) => {
    const found = findableOf(logged);
    return found && found.text.trim() !== ''
      ? [{ ...found, id: `event-${logged.seq}`, atS: ofWall(logged.at) }]
      : [];
  });
  const said = captions.map(({ at, text }, i) => ({
    ...({ id: `caption-${at}-${i}`, kind: 'caption' } as const),
    ...{ atS: ofWall(at), text },
  }));
  return [...written, ...said];
}

function findableOf({ event }: LoggedEvent): Omit<Findable, 'id' | 'atS'> | undefined {
  switch (event.type) {
    case 'chat.sent':
      return { kind: 'chat', who: event.name, text: event.text };
    case 'question.asked':
      return { kind: 'question', text: event.text, ...(event.name === undefined ? {} : { who: event.name }) };
    case 'question.answered':
      return event.answer.how === 'text'
        ? { kind: 'answer', who: event.name, text: event.answer.text }
        : undefined;
    case 'poll.opened': {
      const { question, form } = event.draft;
      const options = 'options' in form ? form.options : [];
      return { kind: 'poll', text: [question, ...options].join(' · ') };
    }
    case 'slides.opened':
      return { kind: 'slide', text: event.title };
    case 'slides.turned':
      return { kind: 'slide', text: slideText(event) };
    case 'announcement.made':
      return { kind: 'announcement', who: event.name, text: event.text };
    default:
      return undefined;
  }
}

/** A slide’s text begins with its first line, where there is any. */
function slideText({
  title = '',
  text = '',
}: {
  title?: string | undefined;
  text?: string | undefined;
}): string {
  return text.startsWith(title) ? text : `${title} ${text}`.trim();
}
