import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoardDocument, FIRST_PAGE, overPageId } from './document.ts';
import type { Element } from './pure/element.ts';
import { packPoints } from './pure/points.ts';
import { splitUpdate } from './split-update.ts';

const stroke = (id: string, points = [1, 2, 3, 4, 5, 6]): Element => ({
  ...{ is: 'stroke', id, tool: 'pen', colour: '#1b231f', width: 80, hasPressure: false },
  ink: packPoints(points),
});

function start() {
  const sent: Uint8Array[] = [];
  const document = new BoardDocument({
    onChange: () => undefined,
    onUpdate: (update, isOurs) => {
      if (isOurs) sent.push(update);
    },
  });
  const ids = (pageId = FIRST_PAGE) => document.elementsOf(pageId).map(({ id }) => id);
  return { document, sent, ids };
}
type Its = ReturnType<typeof start>;

function exchange(...all: Its[]): void {
  for (const one of all)
    for (const other of all) if (one !== other) one.sent.forEach((u) => other.document.take(u));
}

describe('a board', () => {
  it('has one empty page before anybody has drawn, the same for all', () => {
    const { document } = start();
    expect(document.pages).toEqual([{ id: FIRST_PAGE, background: 'blank' }]);
    expect(document.shownId).toBe(FIRST_PAGE);
    expect(document.missingIn(undefined)).toBeUndefined();
  });

  it('undoes what was done here, and leaves what others did', () => {
    const [ada, ben] = [start(), start()];
    ada.document.add(FIRST_PAGE, stroke('a'));
    exchange(ada, ben);
    ben.document.add(FIRST_PAGE, stroke('b'));
    exchange(ada, ben);
    ada.document.undo();
    exchange(ada, ben);
    expect([ada.ids(), ben.ids()]).toEqual([['b'], ['b']]);
    expect(ada.document.canUndo).toBe(false);
    ada.document.redo();
    exchange(ada, ben);
    expect([ada.ids(), ben.ids()]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  it('says after each change what can be undone and redone', () => {
    const told: [boolean, boolean][] = [];
    const document: BoardDocument = new BoardDocument({
      onChange: () => told.push([document.canUndo, document.canRedo]),
      onUpdate: () => undefined,
    });
    document.add(FIRST_PAGE, stroke('a'));
    document.undo();
    document.redo();
    document.turnTo(overPageId('screen'));
    expect(told).toEqual([
      [true, false],
      [false, true],
      [true, false],
      [true, false],
    ]);
  });

  it('undoes each line alone, and all of one wiping at once', () => {
    const { document, ids } = start();
    for (const id of ['a', 'b', 'c']) document.add(FIRST_PAGE, stroke(id));
    document.beginStep();
    document.replace(FIRST_PAGE, 'a');
    document.replace(FIRST_PAGE, 'b', [stroke('b1'), stroke('b2')]);
    document.endStep();
    expect(ids()).toEqual(['b1', 'b2', 'c']);
    document.undo();
    expect(ids()).toEqual(['a', 'b', 'c']);
    document.undo();
    expect(ids()).toEqual(['a', 'b']);
  });

  it('brings a cleared page back', () => {
    const { document, ids } = start();
    for (const id of ['a', 'b', 'c']) document.add(FIRST_PAGE, stroke(id));
    document.clear(FIRST_PAGE);
    expect(ids()).toEqual([]);
    document.undo();
    expect(ids()).toEqual(['a', 'b', 'c']);
  });

  it('puts a new page behind the one it was asked from, and turns to it for everyone', () => {
    const [ada, ben] = [start(), start()];
    ada.document.addPage('two', FIRST_PAGE);
    ada.document.addPage('three', 'two');
    ada.document.addPage('between', FIRST_PAGE);
    ada.document.turnTo('three');
    exchange(ada, ben);
    expect(ben.document.pages.map(({ id }) => id)).toEqual([FIRST_PAGE, 'between', 'two', 'three']);
    expect(ben.document.shownId).toBe('three');
  });

  it('removes a page with what is on it, brings both back, and keeps the last one', () => {
    const { document, ids } = start();
    document.addPage('two', FIRST_PAGE);
    document.add('two', stroke('a'));
    document.turnTo('two');
    document.removePage('two');
    expect(document.pages).toHaveLength(1);
    expect(document.shownId).toBe(FIRST_PAGE);
    document.removePage(FIRST_PAGE);
    expect(document.pages).toHaveLength(1);
    document.undo();
    expect(document.pages.map(({ id }) => id)).toEqual([FIRST_PAGE, 'two']);
    expect(ids('two')).toEqual(['a']);
  });

  it('still has a page when two remove one each', () => {
    const [ada, ben] = [start(), start()];
    ada.document.addPage('two', FIRST_PAGE);
    exchange(ada, ben);
    ada.document.removePage('two');
    ben.document.removePage(FIRST_PAGE);
    exchange(ada, ben);
    expect(ada.document.pages).toHaveLength(1);
    expect(ada.document.pages).toEqual(ben.document.pages);
  });

  it('has a page of its own for each slide that is drawn over, which is not among the pages', () => {
    const { document, ids } = start();
    const over = overPageId('deck/3');
    document.turnTo(over);
    document.add(over, stroke('a'));
    expect(document.shownId).toBe(over);
    expect(document.pages).toHaveLength(1);
    expect([ids(over), ids()]).toEqual([['a'], []]);
  });

  it('leaves out what it can’t understand', () => {
    const { document, ids } = start();
    document.add(FIRST_PAGE, { ...stroke('a'), colour: 'url(javascript:x)' }, stroke('b'));
    expect(ids()).toEqual(['b']);
  });

  it('knows what another one lacks, erased lines too', () => {
    const [ada, server] = [start(), start()];
    ada.document.add(FIRST_PAGE, stroke('a'));
    ada.document.add(FIRST_PAGE, stroke('b'));
    exchange(ada, server);
    expect(ada.document.missingIn(server.document.whole)).toBeUndefined();
    ada.document.replace(FIRST_PAGE, 'a');
    const missing = ada.document.missingIn(server.document.whole)!;
    server.document.take(missing);
    expect(server.ids()).toEqual(['b']);
  });
});

describe('an update in pieces', () => {
  it('says what the whole of it said, in whatever order they come', () => {
    const change = fc.record({ is: fc.constantFrom('add', 'replace', 'undo', 'clear'), n: fc.nat(20) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), fc.integer(), (changes, seed) => {
        const { document, ids } = start();
        changes.forEach(({ is, n }, i) => {
          if (is === 'add')
            document.add(
              FIRST_PAGE,
              stroke(
                `s${i}`,
                Array.from({ length: 60 }, (_, k) => k * n),
              ),
            );
          else if (is === 'replace') document.replace(FIRST_PAGE, `s${n}`, [stroke(`p${i}`)]);
          else if (is === 'undo') document.undo();
          else if (n === 0) document.clear(FIRST_PAGE);
        });
        const pieces = splitUpdate(document.whole, 120);
        const other = start();
        const order = pieces
          .map((piece, i) => ({ piece, key: Math.sin(seed + i) }))
          .sort((a, b) => a.key - b.key);
        for (const { piece } of order) other.document.take(piece);
        expect(other.ids()).toEqual(ids());
        expect(document.missingIn(other.document.whole)).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });

  it('each fits, but for one that is a single thing', () => {
    const { document } = start();
    const long = Array.from({ length: 900 }, (_, i) => i * 7);
    for (let i = 0; i < 200; i++) document.add(FIRST_PAGE, stroke(`s${i}`, long));
    const pieces = splitUpdate(document.whole, 4_096);
    expect(pieces.length).toBeGreaterThan(20);
    for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(4_096);
  });
});
