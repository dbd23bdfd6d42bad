import type { Alert, Mark } from '@rostrum/protocol/operations';
import type { LoggedEvent, PersonId, Phase, RoomState } from '@rostrum/protocol/room';

const MARKS_KEPT = 500;
const ABOUT_MAX = 80;

interface Kept {
  readonly n: number;
  readonly mark: Mark;
}

/** What happened in one class that explains a bend in its curves: gathered out of its log, and of what was wrong. */
export class Marks {
  readonly #kept: Kept[] = [];
  #count = 0;
  #phase: Phase = 'scheduled';
  /** By person: who leaves the stage is told without a name. */
  readonly #onStage = new Map<PersonId, string>();
  readonly #polls = new Map<string, string>();

  /** The class as it is when it is followed from now on. */
  begin({ class: { phase }, stage, polls }: Pick<RoomState, 'class' | 'stage' | 'polls'>): void {
    this.#phase = phase;
    this.#onStage.clear();
    for (const { personId, name } of stage.guests) this.#onStage.set(personId, name);
    this.#polls.clear();
    for (const { pollId, status, draft } of Object.values(polls))
      if (status.is === 'open') this.#polls.set(pollId, draft.question);
  }

  addEvent(logged: LoggedEvent): void {
    const mark = this.#markOf(logged);
    if (mark) this.#add(mark);
  }

  addAlert(is: 'raised' | 'cleared', { kind, since, clearedAt }: Alert): void {
    if (is === 'raised') this.#add({ at: since, kind: 'alert-raised', about: kind });
    else this.#add({ at: clearedAt ?? since, kind: 'alert-cleared', about: kind });
  }

  /** How many there have been: what comes later is behind it. */
  get count(): number {
    return this.#count;
  }

  /** In the order in which they came. */
  behind(count: number): Mark[] {
    return this.#kept.filter(({ n }) => n > count).map(({ mark }) => mark);
  }

  #add(mark: Mark): void {
    this.#count += 1;
    this.#kept.push({ n: this.#count, mark });
    if (this.#kept.length > MARKS_KEPT) this.#kept.shift();
  }

  #markOf({ at, event }: LoggedEvent): Mark | undefined {
    const mark = (kind: Mark['kind'], about?: string): Mark => ({
      ...{ at, kind },
      ...(about === undefined ? {} : { about: about.slice(0, ABOUT_MAX) }),
    });
    switch (event.type) {
      case 'stream.started':
        return mark('stream-started');
      case 'stream.stopped':
        return mark('stream-stopped', event.reason);
      case 'stream.source-changed':
        return mark('source-changed', event.source);
      case 'stream.left-out':
        // None: all are there again.
        return event.names.length > 0 ? mark('quality-shed', event.names.join(', ')) : undefined;
      case 'stream.recording-changed':
        return event.isRecorded ? undefined : mark('recording-stopped', event.because);
      case 'class.phase-changed': {
        const before = this.#phase;
        this.#phase = event.phase;
        return mark(phaseMark(before, event.phase));
      }
      case 'announcement.made':
        return mark('announcement', event.text);
      case 'poll.opened':
        this.#polls.set(event.pollId, event.draft.question);
        return mark('poll-opened', event.draft.question);
      case 'poll.closed': {
        const question = this.#polls.get(event.pollId);
        this.#polls.delete(event.pollId);
        return mark('poll-closed', question);
      }
      case 'stage.entered':
        this.#onStage.set(event.personId, event.name);
        return mark('stage-joined', event.name);
      case 'stage.left': {
        const name = this.#onStage.get(event.personId);
        this.#onStage.delete(event.personId);
        return mark('stage-left', name);
      }
      case 'breakouts.opened':
        return mark('breakouts-opened');
      case 'breakouts.ended':
        return mark('breakouts-ended');
      default:
        return undefined;
    }
  }
}

function phaseMark(before: Phase, now: Phase): Mark['kind'] {
  switch (now) {
    case 'scheduled':
    case 'lobby':
      return 'class-opened';
    case 'live':
      return before === 'paused' ? 'class-resumed' : 'class-started';
    case 'paused':
      return 'class-paused';
    case 'ended':
      return 'class-ended';
  }
}
