import { describe, expect, it } from 'vitest';
import { START, classId, classTitle, institutionId } from '../test-support/second.ts';
import { type AlertBook, type AlertChange, alertsOf, emptyBook, turnPage } from './alert-book.ts';
import type { Condition } from './conditions.ts';
import { PAST_MAX, PAST_MS, rules } from './rules.ts';

const silent: Condition = {
  ...{ kind: 'silence', severity: 'warn', figures: { forS: 5 }, isHidden: false },
  of: { classId, classTitle, institutionId },
};
const late: Condition = {
  ...{ kind: 'event-loop-late', severity: 'warn', figures: { lateMs: 300 }, isHidden: false },
};
const { holdMs, clearMs } = rules.silence;

/** A book whose seconds are counted from the start. */
function openBook(before: AlertBook = emptyBook, startS = 0) {
  let book = before;
  let [second, made] = [startS, 0];
  return {
    /** So many seconds in which this holds; what changed in them, with the second of it. */
    turn(seconds: number, ...conditions: Condition[]): [number, AlertChange][] {
      const all: [number, AlertChange][] = [];
      for (let i = 0; i < seconds; i += 1) {
        const turn = { at: START + second * 1000, newId: () => `a${(made += 1)}` };
        const turned = turnPage(book, conditions, turn);
        book = turned.book;
        for (const change of turned.changes) all.push([second, change]);
        second += 1;
      }
      return all;
    },
    get book() {
      return book;
    },
    open: (of = institutionId) => alertsOf(book, of).open,
    past: (of = institutionId) => alertsOf(book, of).past,
  };
}

const said = (changes: [number, AlertChange][]) => changes.map(([at, { is, alert }]) => [at, is, alert.id]);

describe('a fault', () => {
  it('is told once, when it has lasted, with when it began', () => {
    const the = openBook();
    the.turn(10);
    const [raised, ...more] = the.turn(20, silent);
    expect(raised).toEqual([
      10 + holdMs / 1000,
      {
        is: 'raised',
        institutionId,
        alert: {
          ...{ id: 'a1', kind: 'silence', severity: 'warn', classId, classTitle },
          ...{ since: START + 10_000, figures: { forS: 5 } },
        },
      },
    ]);
    expect(more).toEqual([]);
    expect(the.open()).toEqual([raised?.[1].alert]);
  });

  it('is not told where it is away for a second before it has lasted', () => {
    const the = openBook();
    for (let i = 0; i < 10; i += 1) {
      expect(the.turn(holdMs / 1000, silent)).toEqual([]);
      expect(the.turn(1)).toEqual([]);
    }
    expect(the.open()).toEqual([]);
  });

  it('is told in time by a judge who comes a little early each second', () => {
    let book = emptyBook;
    const changes = [0, 999, 1_998].flatMap((at) => {
      const turned = turnPage(book, [silent], { at: START + at, newId: () => 'a1' });
      book = turned.book;
      return turned.changes;
    });
    expect(changes.map(({ is }) => is)).toEqual(['raised']);
  });

  it('is over when it was away for long enough, and is told of as past', () => {
    const the = openBook();
    the.turn(10, silent);
    const [over, ...more] = the.turn(30);
    expect(over?.[0]).toBe(9 + clearMs / 1000);
    expect(over?.[1]).toMatchObject({ is: 'cleared', institutionId, alert: { id: 'a1', since: START } });
    expect(over?.[1].alert.clearedAt).toBe(START + 9_000 + clearMs);
    expect(more).toEqual([]);
    expect(the.open()).toEqual([]);
    expect(the.past()).toEqual([over?.[1].alert]);
  });

  it('stays open while it is away for a moment', () => {
    const the = openBook();
    the.turn(10, silent);
    for (let i = 0; i < 5; i += 1) {
      expect(the.turn(clearMs / 1000 - 1)).toEqual([]);
      expect(the.turn(3, silent)).toEqual([]);
    }
    expect(the.open()[0]?.figures).toEqual({ forS: 5 });
  });

  it('shows its newest figures while it is open', () => {
    const the = openBook();
    the.turn(10, silent);
    the.turn(1, { ...silent, figures: { forS: 15 } });
    expect(the.open()[0]?.figures).toEqual({ forS: 15 });
  });

  it('is another one when it comes again', () => {
    const the = openBook();
    the.turn(5, silent);
    the.turn(10);
    expect(said(the.turn(5, silent))).toEqual([[15 + holdMs / 1000, 'raised', 'a2']]);
    expect(the.past().map(({ id }) => id)).toEqual(['a1']);
  });

  it('is one for each class and kind', () => {
    const the = openBook();
    const other: Condition = {
      ...silent,
      of: { classId: 'art' as typeof classId, classTitle: 'Art', institutionId: 'school' },
    };
    expect(the.turn(10, silent, other, late, { ...silent, kind: 'black-picture' })).toHaveLength(4);
    expect(the.open().map(({ kind }) => kind)).toEqual(['silence', 'event-loop-late', 'black-picture']);
  });

  it('is told to its own institution, and one of the whole server to all', () => {
    const the = openBook();
    the.turn(10, silent, late);
    expect(the.open('school').map(({ kind }) => kind)).toEqual(['event-loop-late']);
    the.turn(10);
    expect(the.past('school').map(({ kind }) => kind)).toEqual(['event-loop-late']);
    expect(the.past()).toHaveLength(2);
  });

  it('that is worse than was told is told anew, once, and never as less', () => {
    const the = openBook();
    const worse: Condition = { ...silent, severity: 'bad', figures: { forS: 30 } };
    the.turn(10, silent);
    expect(said(the.turn(10, worse))).toEqual([
      [10 + holdMs / 1000, 'cleared', 'a1'],
      [10 + holdMs / 1000, 'raised', 'a2'],
    ]);
    expect(the.turn(10, silent)).toEqual([]);
    expect(the.open()).toEqual([expect.objectContaining({ id: 'a2', severity: 'bad', since: START })]);
  });
});

describe('what follows from a cause', () => {
  const hidden: Condition = { ...silent, isHidden: true };

  it('is not told', () => {
    expect(openBook().turn(60, hidden)).toEqual([]);
  });

  it('stays open where it was told before the cause began, and is told once the cause is gone', () => {
    const the = openBook();
    the.turn(5, silent);
    expect(the.turn(30, hidden)).toEqual([]);
    expect(the.open()).toHaveLength(1);
    expect(openBook().turn(10, hidden, late)).toHaveLength(1);
    const another = openBook();
    another.turn(10, hidden);
    expect(said(another.turn(5, silent))).toEqual([[10 + holdMs / 1000, 'raised', 'a1']]);
  });
});

describe('what comes and goes', () => {
  /** Ten seconds there, twenty away. */
  const comeAndGo = (the: ReturnType<typeof openBook>) => [...the.turn(10, silent), ...the.turn(20)];

  it('three times in five minutes stays open, and says so', () => {
    const the = openBook();
    expect(comeAndGo(the)).toHaveLength(2);
    expect(comeAndGo(the)).toHaveLength(2);
    const third = comeAndGo(the);
    expect(said(third)).toEqual([[60 + holdMs / 1000, 'raised', 'a3']]);
    expect(third[0]?.[1].alert.figures).toEqual({ forS: 5, times: 3 });
    expect(comeAndGo(the)).toEqual([]);
    expect(the.open()[0]?.figures).toEqual({ forS: 5, times: 4 });
  });

  it('is over once it was calm for longer than it took to come again', () => {
    const the = openBook();
    for (let i = 0; i < 3; i += 1) comeAndGo(the);
    // Away since second 70; calm for two and a half minutes.
    expect(said(the.turn(300))).toEqual([[219, 'cleared', 'a3']]);
  });

  it('but seldom is told each time', () => {
    const the = openBook();
    const told = Array.from({ length: 6 }, () => [...the.turn(10, silent), ...the.turn(200)]);
    expect(told.map((changes) => changes.length)).toEqual([2, 2, 2, 2, 2, 2]);
  });

  it('is forgotten when nothing came of it for five minutes', () => {
    const the = openBook();
    comeAndGo(the);
    the.turn(400);
    expect(the.book.watched.size).toBe(0);
  });
});

describe('what is past', () => {
  it('is kept for a day', () => {
    const the = openBook();
    the.turn(5, silent);
    the.turn(10);
    const at = (ms: number) => turnPage(the.book, [], { at: START + ms, newId: () => 'x' }).book.past.length;
    expect([at(PAST_MS), at(PAST_MS + 15_000)]).toEqual([1, 0]);
  });

  it('is kept up to a number, the newest first', () => {
    const entry = (i: number) => ({
      alert: {
        ...({ id: `old${i}`, kind: 'silence', severity: 'warn', figures: {} } as const),
        ...{ since: START - i, clearedAt: START - i },
      },
    });
    const the = openBook({ watched: new Map(), past: Array.from({ length: PAST_MAX }, (_, i) => entry(i)) });
    the.turn(5, silent);
    the.turn(10);
    expect(the.past()).toHaveLength(PAST_MAX);
    expect(the.past()[0]?.id).toBe('a1');
    expect(the.past().at(-1)?.id).toBe(`old${PAST_MAX - 2}`);
  });
});

it('is not confused for hours by a clock that is put back', () => {
  const the = openBook();
  the.turn(10, silent);
  const back = openBook(the.book, -3_600);
  expect(said(back.turn(20))).toEqual([[-3_600 + clearMs / 1000, 'cleared', 'a1']]);
});
