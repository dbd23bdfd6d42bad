import { expect, it } from 'vitest';
import {
  type Line,
  corrected,
  lastOf,
  nextOf,
  readLines,
  refusedLine,
  standingOf,
  taken,
  withLine,
} from './lines.ts';

const line = (lineId: string, more: Partial<Line> = {}): Line => ({ lineId, text: lineId, atMs: 1, ...more });
const standings = (lines: readonly Line[]) => lines.map(standingOf);

it('lines go out one after the other, and each says how it stands', () => {
  let lines = withLine(withLine([], line('a')), line('b'));
  expect([standings(lines), nextOf(lines)?.lineId]).toEqual([['waiting', 'waiting'], 'a']);
  lines = taken(lines, 'a', 'a');
  expect([standings(lines), nextOf(lines)?.lineId]).toEqual([['on air', 'waiting'], 'b']);
  lines = refusedLine(lines, 'b', 'The class has ended.');
  expect([standings(lines), nextOf(lines)]).toEqual([['on air', 'refused'], undefined]);
});

it('a line is corrected also after it went out, and then goes out again', () => {
  let lines = corrected([line('a', { sent: 'a' })], 'a', 'A');
  expect([standings(lines), nextOf(lines)?.text]).toEqual([['correcting'], 'A']);
  lines = taken(lines, 'a', 'A');
  expect(standings(lines)).toEqual(['on air']);
});

it('what was corrected while it went out goes out once more', () => {
  const lines = taken(corrected([line('a')], 'a', 'A'), 'a', 'a');
  expect([standings(lines), nextOf(lines)?.text]).toEqual([['correcting'], 'A']);
});

it('a line without a text is taken back, and one that was not sent never is', () => {
  expect(corrected([line('a')], 'a', '')).toEqual([]);
  const lines = corrected([line('a', { sent: 'a' })], 'a', '');
  expect([standings(lines), nextOf(lines)?.text]).toEqual([['correcting'], '']);
  expect(standings(taken(lines, 'a', ''))).toEqual(['taken back']);
});

it('one that was refused may be tried again with another text', () => {
  const lines = corrected([line('a', { refused: 'Empty.' })], 'a', 'A');
  expect(standings(lines)).toEqual(['waiting']);
});

it('the last line is the one to correct, unless it was taken back', () => {
  const lines = [line('a', { sent: 'a' }), line('b', { text: '', sent: '' })];
  expect(lastOf(lines)?.lineId).toBe('a');
  expect(lastOf([])).toBeUndefined();
});

it('fifty are kept, also over a reload', () => {
  let lines: readonly Line[] = [];
  for (let i = 0; i < 60; i += 1) lines = withLine(lines, line(`l${i}`));
  expect([lines.length, lines[0]?.lineId]).toEqual([50, 'l10']);
  expect(readLines(JSON.stringify(lines))).toEqual(lines);
  for (const kept of [undefined, '', '{', '[{"lineId":1}]']) expect(readLines(kept)).toEqual([]);
});
