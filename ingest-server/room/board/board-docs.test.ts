import {
  type BoardState,
  type BreakoutId,
  type Event,
  type LoggedEvent,
  emptyBoard,
} from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { BoardDocs } from './board-docs.ts';

const red = 'red' as BreakoutId;
const [one, two] = draw('one', 'two') as [string, string];

/** The changes that these words made, one after another. */
function draw(...words: string[]): string[] {
  const doc = new Y.Doc();
  const updates: string[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(Buffer.from(update).toString('base64')));
  for (const word of words) doc.getArray('ink').push([word]);
  return updates;
}

function inkIn(update: string): unknown[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from(update, 'base64'));
  return doc.getArray('ink').toArray();
}

const inkOf = (...updates: string[]) => ({ updates, bytes: 0, checkpointBytes: 0 });
const boardWith = (own: string[], inRed: string[]): BoardState => ({
  ...{ ...emptyBoard, ...inkOf(...own) },
  rooms: { [red]: inkOf(...inRed) },
});
const logged = (...events: Event[]): LoggedEvent[] =>
  events.map((event, i) => ({ seq: i, at: 1_000, event }));

describe('the documents of a class', () => {
  const unread: unknown[] = [];

  it('say why a change was refused', () => {
    const docs = new BoardDocs({
      handleLeftOut: () => undefined,
      handleUnread: (error) => unread.push(error),
    });
    expect(docs.read('AQ==')).toBeUndefined();
    expect(docs.take(emptyBoard, 'AQ==', undefined)).toBe(false);
    expect(unread.splice(0)).toEqual([expect.any(Error), expect.any(Error)]);
    expect(docs.take(emptyBoard, one, undefined)).toBe(true);
    expect(unread).toEqual([]);
  });

  it('are one for each board', () => {
    const docs = new BoardDocs({
      handleLeftOut: () => undefined,
      handleUnread: (error) => unread.push(error),
    });
    expect(docs.take(emptyBoard, one, undefined)).toBe(true);
    const [other] = draw('other') as [string];
    expect(docs.take(boardWith([one], []), other, red)).toBe(true);
    const board = boardWith([one], [other]);
    expect(inkIn(docs.whole(board, undefined))).toEqual(['one']);
    expect(inkIn(docs.whole(board, red))).toEqual(['other']);
    docs.close();
  });

  it('are written as one where they are due, each under its room', () => {
    const docs = new BoardDocs({
      handleLeftOut: () => undefined,
      handleUnread: (error) => unread.push(error),
    });
    const board = boardWith([one], [one, two]);
    const isLong = { ...board.rooms[red]!, bytes: 70_000 };
    const due = { ...board, rooms: { [red]: isLong } };
    const drawn = logged({ type: 'board.drawn', breakoutId: red, update: two, personId: 'ada' as never });
    expect(docs.handleLogged(drawn, board)).toBe(false);
    expect(docs.handleLogged(drawn, due)).toBe(true);
    const [event, ...others] = docs.checkpoints(due);
    expect(others).toEqual([]);
    expect(event).toMatchObject({ type: 'board.checkpointed', breakoutId: red });
    if (event?.type === 'board.checkpointed') expect(inkIn(event.update)).toEqual(['one', 'two']);
    docs.close();
  });

  it('of rooms begin anew when other rooms are opened', () => {
    const docs = new BoardDocs({
      handleLeftOut: () => undefined,
      handleUnread: (error) => unread.push(error),
    });
    expect(docs.take(boardWith([], []), one, red)).toBe(true);
    docs.handleLogged(logged({ type: 'breakouts.ended', reason: 'time' }), emptyBoard);
    expect(docs.take(boardWith([], []), two, red)).toBe(true);
    // The second builds on the first, which is not there any more.
    expect(inkIn(docs.whole(boardWith([], [two]), red))).toEqual([]);
    docs.close();
  });
});
