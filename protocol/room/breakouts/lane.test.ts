import { describe, expect, it } from 'vitest';
import {
  BREAKOUT_CHAT_KEPT,
  type BreakoutMessage,
  type BreakoutTold,
  foldBreakoutInside,
  noBreakoutInside,
} from '../index.ts';
import { id } from '../test-log.ts';

const message = (text: string): BreakoutMessage => ({
  ...{ messageId: id(text), personId: id('ada'), name: 'Ada', role: 'student', text, at: 0 },
});
const whole = (room: string, ...texts: string[]): BreakoutTold => ({
  ...{ is: 'whole', breakoutId: id(room), messages: texts.map(message), lost: [] },
});
const said = (room: string, text: string): BreakoutTold => ({
  ...{ is: 'said', breakoutId: id(room), message: message(text) },
});
const lost = (room: string, ...people: string[]): BreakoutTold => ({
  ...{ is: 'lost', breakoutId: id(room), lost: people.map(id) },
});
const after = (...told: BreakoutTold[]) =>
  told.reduce((inside, one) => foldBreakoutInside(inside, one), noBreakoutInside);

describe('what is written in a breakout room', () => {
  it('begins with all there is, and goes on with each line', () => {
    const { breakoutId, messages } = after(whole('red', 'one'), said('red', 'two'));
    expect([breakoutId, messages]).toEqual(['red', [message('one'), message('two')]]);
  });

  it('is another in another room, and nothing in none', () => {
    expect(after(whole('red', 'one'), whole('blue'))).toMatchObject({ breakoutId: 'blue', messages: [] });
    expect(after(whole('red', 'one'), { is: 'none' })).toBe(noBreakoutInside);
  });

  it('has no line twice, and none of a room that was left', () => {
    const inRed = after(whole('red', 'one'));
    expect(foldBreakoutInside(inRed, said('red', 'one'))).toBe(inRed);
    expect(foldBreakoutInside(inRed, said('blue', 'late'))).toBe(inRed);
    expect(after(said('red', 'late'))).toBe(noBreakoutInside);
  });

  it('keeps no more than the server does', () => {
    const full = Array.from({ length: BREAKOUT_CHAT_KEPT }, (_, i) => `line-${i}`);
    const { messages } = after(whole('red', ...full), said('red', 'last'));
    expect([messages.length, messages[0]?.text, messages.at(-1)?.text]).toEqual([
      ...[BREAKOUT_CHAT_KEPT, 'line-1', 'last'],
    ]);
  });
});

describe('who has lost the connection in a breakout room', () => {
  it('is as it was told last, of this room', () => {
    expect(after(whole('red', 'one'), lost('red', 'ada', 'bob'), lost('red', 'bob'))).toMatchObject({
      ...{ messages: [message('one')], lost: ['bob'] },
    });
    expect(after(whole('red'), lost('blue', 'ada')).lost).toEqual([]);
    expect(after(whole('red'), lost('red', 'ada'), whole('blue')).lost).toEqual([]);
  });
});
