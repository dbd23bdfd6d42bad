import type { Event, LoggedEvent } from '@rostrum/protocol/room';
import type { RecordingClock } from './recording-clock.ts';

export interface Chapter {
  readonly startMs: number;
  readonly endMs: number;
  readonly title: string;
}

/** Nobody looks for something shorter than this: of two that begin closer to each other the first stays. */
const SHORTEST_MS = 15_000;
const TITLE_MAX = 80;
const BEGINNING = 'Beginning';

/** What the class did while it was recorded, as places to go to. */
export function chaptersOf(
  events: readonly LoggedEvent[],
  stream: { startedAtMs: number; clock: RecordingClock },
): Chapter[] {
  const { startedAtMs, clock } = stream;
  const questions = new Map<string, string>();
  const starts: { startMs: number; title: string }[] = [{ startMs: 0, title: BEGINNING }];
  const flippedPast = pagesFlippedPast(events);
  let isPaused = false;
  for (const { seq, at, event } of events) {
    if (event.type === 'poll.drafted') questions.set(event.pollId, event.draft.question);
    const wasPaused = isPaused;
    if (event.type === 'class.phase-changed') isPaused = event.phase === 'paused';
    if (at < startedAtMs || at > startedAtMs + clock.durationMs) continue;
    const title = flippedPast.has(seq) ? undefined : titleOf(event, questions, wasPaused);
    if (title === undefined) continue;
    const startMs = Math.round(clock.ofWall(at));
    const before = starts.at(-1)!;
    // Slides that build up page by page say the same first line on each of them.
    if (event.type === 'slides.turned' && shortened(title) === before.title) continue;
    if (startMs - before.startMs >= SHORTEST_MS) starts.push({ startMs, title: shortened(title) });
    // What happens right at the start is what the lecture begins with.
    else if (before.startMs === 0 && before.title === BEGINNING) before.title = shortened(title);
  }
  return starts.map(({ startMs, title }, i) => ({
    ...{ startMs, title },
    endMs: Math.round(starts[i + 1]?.startMs ?? clock.durationMs),
  }));
}

/** Turns that soon gave way to another one: on the way to the page that was meant, or an illustration that moves. */
function pagesFlippedPast(events: readonly LoggedEvent[]): ReadonlySet<number> {
  const past = new Set<number>();
  let shown: LoggedEvent | undefined;
  for (const logged of events) {
    const { type } = logged.event;
    if (type !== 'slides.opened' && type !== 'slides.turned' && type !== 'slides.closed') continue;
    if (shown && logged.at - shown.at < SHORTEST_MS) past.add(shown.seq);
    shown = type === 'slides.closed' ? undefined : logged;
  }
  return past;
}

function titleOf(event: Event, questions: ReadonlyMap<string, string>, wasPaused: boolean) {
  switch (event.type) {
    case 'announcement.made':
      return event.text;
    case 'poll.opened':
      return `Poll: ${questions.get(event.pollId) ?? 'a question to the class'}`;
    case 'share.added':
      return event.item.title;
    case 'slides.opened':
      return event.title;
    case 'slides.turned':
      return event.title ?? `Slide ${event.page}`;
    case 'class.phase-changed':
      if (event.phase === 'paused') return 'Break';
      return event.phase === 'live' && wasPaused ? 'After the break' : undefined;
    default:
      return undefined;
  }
}

function shortened(title: string): string {
  const line = title.replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length <= TITLE_MAX ? line : `${characters.slice(0, TITLE_MAX - 1).join('')}…`;
}
