import type { BoardInk } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { BoardDoc } from './board-doc.ts';
import { readUpdate } from './updates.ts';

/** It can be decoded, but no document takes it up. */
const POISON = 'AQUFACcBBXBhZ2UjAnAxAScABQABcwAIAAUBAXYBAWF9AYgFAgF3AXgBBQIFAwF3AXkA';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const boardOf = (...updates: string[]): BoardInk => ({ updates, bytes: 0, checkpointBytes: 0 });

/** The changes that these words made, one after another. */
function draw(...words: string[]): string[] {
  const doc = new Y.Doc();
  const updates: string[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(text(update)));
  for (const word of words) doc.getArray('ink').push([word]);
  return updates;
}

function inkIn(update: string): unknown[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from(update, 'base64'));
  return doc.getArray('ink').toArray();
}

/** Erases so many things that nobody ever drew. */
function eraseNothing(client: number, count: number): string {
  const encoder = new Y.UpdateEncoderV1();
  encoder.writeLen(0);
  encoder.writeLen(1);
  encoder.resetDsCurVal();
  encoder.writeLen(client);
  encoder.writeLen(count);
  for (let i = 0; i < count; i++) {
    encoder.writeDsClock(i * 2);
    encoder.writeDsLen(1);
  }
  return text(encoder.toUint8Array());
}

describe('the document of a board', () => {
  const [one, two, three] = draw('one', 'two', 'three') as [string, string, string];

  it('takes what fits, refuses what no page could take up, and goes on', () => {
    const leftOut: number[] = [];
    const doc = new BoardDoc((count) => leftOut.push(count));
    expect(readUpdate(POISON)).toEqual({ onlyErases: false });
    doc.take(boardOf(), one);
    expect(() => doc.take(boardOf(one), POISON)).toThrow();
    doc.take(boardOf(one), two);
    expect(inkIn(doc.checkpoint(boardOf(one, two)))).toEqual(['one', 'two']);
    expect(leftOut).toEqual([]);
  });

  it('leaves out what no page could take up where the log has it', () => {
    const leftOut: number[] = [];
    const doc = new BoardDoc((count) => leftOut.push(count));
    const sick = boardOf(one, POISON, two, POISON);
    expect(inkIn(doc.whole(sick))).toEqual(['one', 'two']);
    doc.take(sick, three);
    expect(inkIn(doc.checkpoint(boardOf(...sick.updates, three)))).toEqual(['one', 'two', 'three']);
    expect(leftOut).toEqual([2]);
  });

  it('leaves it out where it comes from another server too', () => {
    const doc = new BoardDoc(() => undefined);
    doc.take(boardOf(), one);
    expect(inkIn(doc.whole(boardOf(one, POISON, two)))).toEqual(['one', 'two']);
  });

  it('forgets what was taken but not written', () => {
    const doc = new BoardDoc(() => undefined);
    doc.take(boardOf(), one);
    doc.take(boardOf(one), two);
    expect(inkIn(doc.whole(boardOf(one)))).toEqual(['one']);
    const [other] = draw('other') as [string];
    doc.take(boardOf(one), other);
    expect(inkIn(doc.whole(boardOf(one, other))).toSorted()).toEqual(['one', 'other']);
  });

  it('waits for what something builds on, also through a checkpoint', () => {
    const doc = new BoardDoc(() => undefined);
    doc.take(boardOf(), two);
    const whole = doc.checkpoint(boardOf(two));
    doc.take(boardOf(whole), one);
    expect(inkIn(doc.whole(boardOf(whole, one)))).toEqual(['one', 'two']);
  });

  it('keeps nothing of what erases things that were never there', () => {
    const doc = new BoardDoc(() => undefined);
    const updates = [one, ...Array.from({ length: 20 }, (_, i) => eraseNothing(1_000 + i, 5_000))];
    updates.forEach((update, i) => doc.take(boardOf(...updates.slice(0, i)), update));
    const whole = doc.checkpoint(boardOf(...updates));
    expect(whole.length).toBeLessThan(100);
    expect(inkIn(whole)).toEqual(['one']);
  });
});
