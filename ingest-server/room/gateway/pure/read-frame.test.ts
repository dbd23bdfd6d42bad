import { CHAT_TEXT_MAX } from '@rostrum/protocol/room';
import { WIRE_VERSION } from '@rostrum/protocol/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFrame } from './read-frame.ts';

const read = (value: unknown) => readFrame(JSON.stringify(value));
const command = { type: 'chat.send', text: 'hi' };

describe('readFrame', () => {
  it.each([
    { t: 'hello', v: WIRE_VERSION, token: 'x' },
    { t: 'hello', v: WIRE_VERSION, token: 'x', since: 3 },
    { t: 'command', key: 'key-0001', command },
    { t: 'ask', id: 1, question: { type: 'media.capabilities' } },
    { t: 'watch', v: WIRE_VERSION, token: 'x' },
    { t: 'operations', say: { say: 'open', classId: 'c1' } },
    { t: 'report', report: { playedMs: 1, stalls: 0, stalledMs: 0, switches: 0, errors: 0, rung: '720p' } },
    { t: 'bye' },
  ])('reads %o', (frame) => {
    expect(read(frame)).toEqual({ is: 'frame', frame });
  });

  it('WIRE-7: refuses only the command where its key can be read', () => {
    const key = 'key-0001';
    expect(read({ t: 'command', key, command: { type: 'room.explode' } })).toMatchObject({
      is: 'bad-command',
      key,
      refusal: { code: 'malformed' },
    });
    expect(read({ t: 'command', key })).toMatchObject({ is: 'bad-command', key });
    const long = { type: 'chat.send', text: 'x'.repeat(CHAT_TEXT_MAX + 1) };
    expect(read({ t: 'command', key, command: long })).toEqual({
      is: 'bad-command',
      key,
      refusal: { code: 'too-long', text: 'This is too long (command.text: at most 2000 characters).' },
    });
  });

  it('leaves only the question unanswered where its id can be read', () => {
    const question = { type: 'media.levitate' };
    expect(read({ t: 'ask', id: 7, question })).toMatchObject({ is: 'bad-question', id: 7 });
  });

  it('WIRE-12: passes over a report that makes no sense', () => {
    expect(read({ t: 'report', report: { playedMs: null } })).toEqual({ is: 'bad-report' });
    expect(read({ t: 'report' })).toEqual({ is: 'bad-report' });
  });

  it('WIRE-8: says that page and server are of different versions, whatever else the hello has', () => {
    for (const hello of [
      { t: 'hello', v: 1, token: 'x' },
      { t: 'hello', v: 0, ticket: {} },
      { t: 'watch', v: 1, token: 'x' },
    ]) {
      expect(read(hello)).toEqual({
        is: 'unreadable',
        refusal: {
          code: 'malformed',
          text: 'This page and the server are of different versions. Reload the page.',
        },
      });
    }
  });

  it.each(
    [
      [
        '',
        '{',
        'null',
        '[]',
        '7',
        '"hello"',
        '{}',
        '{"t":"dance"}',
        '{"t":"hello"}',
        '{"t":"command","key":"!"}',
      ],
      ['{"t":"ask","id":-1}', '{"t":"hello","v":1,"token":5}', '{"__proto__":{"t":"bye"}}'],
    ].flat(),
  )('can’t read %s', (text) => {
    expect(readFrame(text)).toMatchObject({ is: 'unreadable', refusal: { code: 'malformed' } });
  });

  it('has an answer for anything at all', () => {
    const likely = fc.record(
      {
        t: fc.constantFrom('hello', 'command', 'ask', 'bye', 'x'),
        key: fc.anything(),
        command: fc.anything(),
        id: fc.anything(),
        v: fc.anything(),
      },
      { requiredKeys: ['t'] },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          likely.map((value) => JSON.stringify(value) ?? ''),
        ),
        (text) => {
          const result = readFrame(text);
          if ('refusal' in result) expect(result.refusal.text).not.toBe('');
        },
      ),
    );
  });
});
