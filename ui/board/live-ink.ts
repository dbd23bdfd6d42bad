import type { BoardShowing } from '@rostrum/protocol/room';
import type { Shown } from './board-sync.ts';
import { type Ink, markOfInk } from './marks.ts';
import { type Context, paintMarks } from './paint.ts';
import { type Cells, cellsAlong, cellsOfMark } from './pure/cells.ts';
import type { Element, Place } from './pure/element.ts';
import { type TrailPoint, freshness, trailAfter, trailNow } from './pure/laser.ts';
import { type Mark, marksOfShape } from './pure/mark.ts';
import type { Points } from './pure/points.ts';
import { LASER_COLOUR } from './pure/tools.ts';

/** What is under the pen now, and becomes an element when it is lifted. */
export type Draft =
  | { readonly is: 'ink'; readonly ink: Ink; readonly points: Points }
  | { readonly is: 'shape'; readonly shape: Extract<Element, { is: 'shape' }> }
  | { readonly is: 'rubber'; readonly at: Place; readonly radius: number };

interface GuestInk {
  readonly id: string;
  readonly ink: Ink;
  readonly points: number[];
  /** Worked out once for these points. */
  mark: Mark | undefined;
}

interface Guest {
  readonly name: string;
  pageId: string;
  ink: GuestInk | undefined;
  pointer: Place | undefined;
  trail: readonly TrailPoint[];
  heardAt: number;
}

/** Whoever says nothing for so long has gone, or their last word was lost. */
const FORGOTTEN_MS = 5_000;
/** A pen of ours begins a new line long before: whoever shows a longer one is shown no further. */
const INK_POINTS_MAX = 4_000;
const LASER_WIDTH = 90;
const RUBBER_WIDTH = 20;
const NAME_SIZE = 220;
const CURSOR = '#5b6b63';

/** All that is on the board for a moment: one's own line while it is drawn, others', laser pointers, cursors. */
export class LiveInk {
  readonly #now: () => number;
  readonly #guests = new Map<string, Guest>();
  draft: Draft | undefined;
  #trail: readonly TrailPoint[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  point(at: Place): void {
    this.#trail = trailAfter(this.#trail, { ...at, at: this.#now() });
  }

  /** Something of it goes by itself: it has to be painted again soon. */
  get isFading(): boolean {
    const now = this.#now();
    return [this.#trail, ...[...this.#guests.values()].map(({ trail }) => trail)].some(
      (trail) => trailNow(trail, now).length > 0,
    );
  }

  /** Whether others are in the middle of something, which may never end. */
  get hasGuests(): boolean {
    return this.#guests.size > 0;
  }

  handleShown({ personId, name, showing }: Shown): void {
    const guest = this.#guests.get(personId) ?? newGuest(name);
    this.#guests.set(personId, guest);
    guest.heardAt = this.#now();
    switch (showing.is) {
      case 'ink':
        takeInk(guest, showing);
        return;
      case 'pointer':
        guest.pageId = showing.pageId;
        guest.pointer = { x: showing.x, y: showing.y };
        if (showing.laser) guest.trail = trailAfter(guest.trail, { ...guest.pointer, at: this.#now() });
        return;
      case 'nothing':
        this.#guests.delete(personId);
        return;
    }
  }

  /** It lies on the board now: what was shown of it while it was drawn goes. */
  handleElements(elements: readonly Element[]): void {
    const waiting = [...this.#guests.values()].filter(({ ink }) => ink);
    if (waiting.length === 0) return;
    const last = new Set(elements.slice(-50).map(({ id }) => id));
    for (const guest of waiting) if (guest.ink && last.has(guest.ink.id)) guest.ink = undefined;
  }

  forgetGone(): void {
    const now = this.#now();
    for (const [personId, { heardAt }] of [...this.#guests])
      if (now - heardAt > FORGOTTEN_MS) this.#guests.delete(personId);
  }

  /** `withCursors`: with others' names at their pens, which are no part of the picture. */
  paint(context: Context, pageId: string, withCursors: boolean): void {
    const now = this.#now();
    for (const guest of this.#guests.values()) {
      if (guest.pageId !== pageId) continue;
      if (guest.ink) paintMarks(context, [markOfGuest(guest.ink)]);
      paintTrail(context, guest.trail, now);
      if (withCursors && guest.pointer) paintName(context, guest.pointer, guest.name);
    }
    if (this.draft) paintMarks(context, marksOfDraft(this.draft, withCursors));
    paintTrail(context, this.#trail, now);
  }

  /** Where on a page it paints, without cursors. */
  cellsOn(pageId: string): Cells {
    const now = this.#now();
    const guests = [...this.#guests.values()].filter((guest) => guest.pageId === pageId);
    const marks = [
      ...guests.flatMap(({ ink }) => (ink ? [markOfGuest(ink)] : [])),
      ...(this.draft ? marksOfDraft(this.draft, false) : []),
    ];
    const trails = [this.#trail, ...guests.map(({ trail }) => trail)];
    return new Set([
      ...marks.flatMap((mark) => [...cellsOfMark(mark, noWords)]),
      ...trails.flatMap((trail) => [...cellsAlong(trailNow(trail, now), false, LASER_WIDTH / 2)]),
    ]);
  }
}

function newGuest(name: string): Guest {
  return { name, pageId: '', ink: undefined, pointer: undefined, trail: [], heardAt: 0 };
}

function takeInk(guest: Guest, showing: Extract<BoardShowing, { is: 'ink' }>): void {
  const { inkId, pageId, from, points, ...ink } = showing;
  const isNew = guest.ink?.id !== inkId;
  if (isNew) guest.ink = { id: inkId, ink, points: [], mark: undefined };
  guest.pageId = pageId;
  guest.ink!.mark = undefined;
  const before = guest.ink!.points;
  // Of a line whose beginning was told before one came, the rest is shown.
  if (!isNew && before.length > from * 3) before.length = from * 3;
  if (before.length + points.length <= INK_POINTS_MAX * 3) before.push(...points);
  guest.pointer = { x: points.at(-3) ?? 0, y: points.at(-2) ?? 0 };
}

function noWords(): never {
  throw new Error('nobody is shown writing: a text is there when it is done');
}

function markOfGuest(line: GuestInk): Mark {
  line.mark ??= markOfInk(line.ink, line.points, false);
  return line.mark;
}

type DraftLine = Extract<Draft, { is: 'ink' }>;
const drafted = new WeakMap<DraftLine, readonly Mark[]>();

/** Worked out once for the page and the programme: with each point that comes it is another draft. */
function marksOfLine(draft: DraftLine): readonly Mark[] {
  const known = drafted.get(draft);
  if (known) return known;
  const marks = [markOfInk(draft.ink, draft.points, false)];
  drafted.set(draft, marks);
  return marks;
}

function marksOfDraft(draft: Draft, withRubber: boolean): readonly Mark[] {
  switch (draft.is) {
    case 'ink':
      return marksOfLine(draft);
    case 'shape':
      return marksOfShape(draft.shape);
    case 'rubber': {
      if (!withRubber) return [];
      const { at: centre, radius } = draft;
      return [
        { is: 'ellipse', centre, radiusX: radius, radiusY: radius, colour: CURSOR, width: RUBBER_WIDTH },
      ];
    }
  }
}

function paintTrail(context: Context, trail: readonly TrailPoint[], now: number): void {
  const fresh = trailNow(trail, now);
  context.strokeStyle = LASER_COLOUR;
  for (const [i, to] of fresh.entries()) {
    const from = fresh[i - 1] ?? to;
    const strength = freshness(to, now);
    context.globalAlpha = strength;
    context.lineWidth = Math.max(10, LASER_WIDTH * strength);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
  }
  context.globalAlpha = 1;
}

function paintName(context: Context, { x, y }: Place, name: string): void {
  context.globalAlpha = 0.85;
  context.fillStyle = CURSOR;
  context.font = `${NAME_SIZE}px system-ui, sans-serif`;
  context.fillText(name, x + 120, y - 80);
  context.globalAlpha = 1;
}
