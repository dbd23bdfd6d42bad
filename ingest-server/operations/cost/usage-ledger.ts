import type { OverviewClass, Usage } from '@rostrum/protocol/http';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import { monthOf } from './pure/months.ts';
import { pixelsIn, shareOut } from './pure/share-out.ts';
import { nothingUsed, plus } from './pure/usage.ts';

/** A class that is on air, as it stands at a moment. */
export interface LiveClass {
  readonly classId: ClassId;
  readonly streamId: StreamId;
  readonly overview: OverviewClass;
}

/** What was used of one stream in one month. */
export interface Used {
  readonly classId: ClassId;
  readonly streamId: StreamId;
  readonly month: string;
  readonly usage: Usage;
}

interface Sent {
  readonly bytes: number;
  readonly av1Bytes: number;
}

/** A process that stood still has not watched: no more than this counts for one look. */
const LOOK_MAX_MS = 5_000;
const nothingSent: Sent = { bytes: 0, av1Bytes: 0 };

/** Turns what is seen each second into what was used, until somebody writes it down. Knows no clock and no database. */
export class UsageLedger {
  #lastAt: number | undefined;
  /** By stream, as it was told last: the server counts from 0 when it begins anew. */
  #sent = new Map<string, Sent>();
  #live: readonly LiveClass[] = [];
  #used = new Map<string, Used>();

  look(at: number, classes: readonly LiveClass[]): void {
    const seconds = Math.min(LOOK_MAX_MS, Math.max(0, at - (this.#lastAt ?? at))) / 1000;
    this.#lastAt = at;
    this.#live = classes;
    const sent = new Map<string, Sent>();
    for (const one of classes) {
      const { overview, streamId } = one;
      const now = sentIn(overview);
      const before = this.#sent.get(streamId) ?? nothingSent;
      sent.set(streamId, now);
      this.#add(at, one, {
        liveSeconds: seconds,
        personSeconds: seconds * overview.here,
        stageSeconds: seconds * (overview.onStage ?? 0),
        sentBytes: since(before.bytes, now.bytes),
        av1Bytes: since(before.av1Bytes, now.av1Bytes),
      });
    }
    this.#sent = sent;
  }

  /** CPU seconds since the last time this was told; of nobody, where no class is on air. */
  compute(at: number, used: { own: number; children: number }): void {
    const pixels = this.#live.map(({ overview }) => pixelsIn(overview.broadcast?.rungs ?? []));
    const people = this.#live.map(({ overview }) => overview.here);
    const [byPixels, byPeople] = [shareOut(used.children, pixels), shareOut(used.own, people)];
    for (const [i, one] of this.#live.entries()) {
      this.#add(at, one, { cpuSeconds: (byPixels[i] ?? 0) + (byPeople[i] ?? 0) });
    }
  }

  /** What is to be written; it is nobody's any more until it is put back. */
  take(): Used[] {
    const used = [...this.#used.values()];
    this.#used.clear();
    return used;
  }

  /** It could not be written. */
  putBack(used: readonly Used[]): void {
    for (const one of used) this.#keep(one);
  }

  #add(at: number, { classId, streamId }: LiveClass, usage: Partial<Usage>): void {
    this.#keep({ classId, streamId, month: monthOf(at), usage: plus(nothingUsed, usage) });
  }

  #keep(one: Used): void {
    const key = `${one.classId} ${one.streamId} ${one.month}`;
    const before = this.#used.get(key)?.usage ?? nothingUsed;
    this.#used.set(key, { ...one, usage: plus(before, one.usage) });
  }
}

function sentIn({ broadcast }: OverviewClass): Sent {
  return { bytes: broadcast?.sent?.bytes ?? 0, av1Bytes: broadcast?.sent?.av1Bytes ?? 0 };
}

/** Less than before: it was counted anew. */
function since(before: number, now: number): number {
  return now >= before ? now - before : now;
}
