import type { RecordedLog } from '@rostrum/protocol/http';
import {
  type ChatMessage,
  type LoggedEvent,
  type ReactionCounts,
  type RoomState,
  emptyRoom,
  reduceAll,
} from '@rostrum/protocol/room';
import { createSaid } from './said.ts';

/** What everybody's votes and reactions had come to. */
export interface Counts {
  readonly votes: Readonly<Record<string, number>>;
  readonly reactions: ReactionCounts;
}

/** The class as it was. */
export interface Moment {
  readonly room: RoomState;
  readonly counts: Counts;
  /** All that had been written: the room has only the newest at hand. */
  readonly said: readonly ChatMessage[];
}

export interface Timeline {
  /** The next page of the log. */
  add(page: Pick<RecordedLog, 'events' | 'counted'>): void;
  /** At this time by the server's clock; the same objects as long as nothing happens. */
  at(wallMs: number): Moment;
}

/** So many are folded anew at most: a few milliseconds. */
const CHECKPOINT_EVERY = 250;

const noCounts: Counts = { votes: {}, reactions: {} };

/** A fold over the log that goes to any moment at once: forward from where it is, back from the checkpoint before it. */
export function createTimeline(): Timeline {
  const events: LoggedEvent[] = [];
  const counted: RecordedLog['counted'] = [];
  const checkpoints: RoomState[] = [emptyRoom];
  let shown = { index: 0, room: emptyRoom };
  let counts = { index: 0, counts: noCounts };
  const said = createSaid();
  let moment: Moment = { room: emptyRoom, counts: noCounts, said: [] };

  function roomAt(index: number): RoomState {
    if (index === shown.index) return shown.room;
    const place = Math.floor(index / CHECKPOINT_EVERY);
    const isOnTheWay = shown.index < index && shown.index >= place * CHECKPOINT_EVERY;
    const from = isOnTheWay ? shown : { index: place * CHECKPOINT_EVERY, room: checkpoints[place]! };
    shown = { index, room: reduceAll(from.room, events.slice(from.index, index)) };
    return shown.room;
  }

  function countsAt(index: number): Counts {
    if (index === counts.index) return counts.counts;
    const from = counts.index < index ? counts : { index: 0, counts: noCounts };
    counts = { index, counts: withAll(from.counts, counted.slice(from.index, index)) };
    return counts.counts;
  }

  return {
    add(page) {
      events.push(...page.events);
      counted.push(...page.counted);
      said.add(page.events);
      for (let next = checkpoints.length * CHECKPOINT_EVERY; next <= events.length; next += CHECKPOINT_EVERY)
        checkpoints.push(reduceAll(checkpoints.at(-1)!, events.slice(next - CHECKPOINT_EVERY, next)));
    },

    at(wallMs) {
      const index = countUntil(events, wallMs);
      const room = roomAt(index);
      const now: Moment = {
        room,
        counts: countsAt(countUntil(counted, wallMs)),
        said: said.at(index, room.chat.messages),
      };
      if (now.room !== moment.room || now.counts !== moment.counts || now.said !== moment.said) moment = now;
      return moment;
    },
  };
}

function withAll(before: Counts, changes: RecordedLog['counted']): Counts {
  const votes = { ...before.votes };
  const reactions = { ...before.reactions };
  for (const change of changes) {
    Object.assign(votes, change.votes);
    for (const [messageId, of] of Object.entries(change.reactions))
      reactions[messageId] = { ...reactions[messageId], ...of };
  }
  return { votes, reactions };
}

/** How many of them had happened by then: they stand in the order of their times. */
function countUntil(all: readonly { readonly at: number }[], wallMs: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle]!.at > wallMs) high = middle;
    else low = middle + 1;
  }
  return low;
}
