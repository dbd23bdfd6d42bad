import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  ANNOUNCEMENT_MAX,
  ANSWER_TEXT_MAX,
  BREAKOUT_NAME_MAX,
  CHAT_TEXT_MAX,
  FILE_MAX_BYTES,
  POLL_OPTIONS_MAX,
  POLL_OPTION_MAX,
  POLL_QUESTION_MAX,
  QUESTION_TEXT_MAX,
  SCENE_NAME_MAX,
  SLOW_MODE_MAX_MS,
  TITLE_MAX,
  commandSchema,
} from './index.ts';

const isTaken = (command: unknown) => v.is(commandSchema, command);
const form = { kind: 'single', options: ['yes', 'no'] };
const draft = { question: 'Is it?', form, anonymous: false };
const drafted = (over: object) => ({ type: 'poll.draft', draft: { ...draft, ...over } });
const shared = (item: object) => ({ type: 'share.add', item });
const link = (url: string, title = 'A link') => shared({ kind: 'link', url, title });
const file = { kind: 'file', fileId: 'f1', title: 'Slides', mediaType: 'application/pdf', bytes: 9 };
const answered = (answer: object) => ({ type: 'poll.answer', pollId: 'p', attemptId: 'a', answer });

describe('text', () => {
  it.each<[string, number, (text: string) => object]>([
    ['a message', CHAT_TEXT_MAX, (text) => ({ type: 'chat.send', text })],
    ['a question', QUESTION_TEXT_MAX, (text) => ({ type: 'question.ask', text, anonymous: false })],
    [
      'an answer to a question',
      ANSWER_TEXT_MAX * 4,
      (text) => ({ type: 'question.answer', questionId: 'q', answer: { how: 'text', text } }),
    ],
    ['a poll’s question', POLL_QUESTION_MAX, (question) => drafted({ question })],
    [
      'a poll’s option',
      POLL_OPTION_MAX,
      (text) => drafted({ form: { kind: 'single', options: ['a', text] } }),
    ],
    ['an answer to a poll', ANSWER_TEXT_MAX, (text) => answered({ kind: 'text', text })],
    ['an announcement', ANNOUNCEMENT_MAX, (text) => ({ type: 'announcement.make', text })],
    ['a message in a breakout room', CHAT_TEXT_MAX, (text) => ({ type: 'breakouts.say', text })],
    ['what breakout rooms are told', ANNOUNCEMENT_MAX, (text) => ({ type: 'breakouts.tell', text })],
    [
      'a breakout room’s name',
      BREAKOUT_NAME_MAX,
      (name) => ({ type: 'breakouts.open', rooms: [{ name, members: [] }], mayChoose: true }),
    ],
    ['a scene’s name', SCENE_NAME_MAX, (name) => ({ type: 'scene.show', scene: { kind: 'custom', name } })],
    ['a reason', TITLE_MAX, (reason) => ({ type: 'person.remove', personId: 'p', reason })],
    ['a title', TITLE_MAX, (title) => link('https://example.org/', title)],
  ])('of %s has an end at %i characters', (_what, max, commandOf) => {
    expect(isTaken(commandOf('x'.repeat(max)))).toBe(true);
    for (const text of ['x'.repeat(max + 1), 'x'.repeat(1_000_000), 7, null, ['x'], {}])
      expect(isTaken(commandOf(text as string))).toBe(false);
    const long = v.safeParse(commandSchema, commandOf('x'.repeat(max + 1)));
    expect(long.issues?.[0].message).toBe(`at most ${max} characters`);
  });
});

describe('ROOM-32: a link', () => {
  it.each([
    'https://example.org',
    'http://10.0.0.5:4400/a?b=c#d',
    'HTTPS://EXAMPLE.ORG/%20',
    'https://de.wikipedia.org/wiki/Größe',
    'https://ru.wikipedia.org/wiki/Лекция',
  ])('may be %s', (url) => {
    expect(isTaken(link(url))).toBe(true);
  });

  it.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'javascript://example.org/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.org/1',
    'ftp://example.org/',
    '//example.org/',
    'example.org',
    'https://',
    'https://exa mple.org/',
    'https://exa\nmple.org/',
    ' https://example.org/',
    'https://example.org/\u202egnp.exe',
    'https://example.org/\u0000',
    'https://example.org/\ud83d',
    'https://example.org/\udc4dx',
    '',
    `https://example.org/${'x'.repeat(1_000_000)}`,
  ])('is never %j', (url) => {
    expect(isTaken(link(url))).toBe(false);
  });
});

describe('a file', () => {
  it('is of a known type and of a size that is taken', () => {
    expect(isTaken(shared(file))).toBe(true);
    expect(isTaken(shared({ ...file, bytes: FILE_MAX_BYTES }))).toBe(true);
    for (const wrong of [
      { bytes: FILE_MAX_BYTES + 1 },
      { bytes: 0 },
      { bytes: 1.5 },
      { mediaType: 'text/html' },
      { mediaType: 'image/svg+xml' },
      { mediaType: 'application/x-msdownload' },
      { fileId: '../../etc/passwd' },
    ])
      expect(isTaken(shared({ ...file, ...wrong }))).toBe(false);
  });
});

describe('a poll', () => {
  const options = (count: number) => Array.from({ length: count }, (_, i) => `option ${i}`);

  it('has as many options as can be shown', () => {
    for (const [count, isFine] of [
      [0, false],
      [1, false],
      [2, true],
      [POLL_OPTIONS_MAX, true],
      [POLL_OPTIONS_MAX + 1, false],
    ] as const)
      expect(isTaken(drafted({ form: { kind: 'multiple', options: options(count) } }))).toBe(isFine);
  });

  it.each([
    { form: { kind: 'essay' } },
    { form: { ...form, correct: -1 } },
    { form: { ...form, correct: 0.5 } },
    { form: { ...form, correct: [0] } },
    { form: { kind: 'rating', max: 1 } },
    { form: { kind: 'rating', max: 11 } },
    { marks: -1 },
    { marks: Number.NaN },
    { marks: 101 },
    { timerMs: 4_999 },
    { timerMs: 86_400_000 },
    { timerMs: 5_000.5 },
    { anonymous: 'no' },
  ])('is never %o', (over) => {
    expect(isTaken(drafted(over))).toBe(false);
  });

  it.each([
    { kind: 'single', option: -1 },
    { kind: 'single', option: POLL_OPTIONS_MAX },
    { kind: 'single', option: '1' },
    { kind: 'multiple', options: Array.from({ length: POLL_OPTIONS_MAX + 1 }, () => 0) },
    { kind: 'multiple', options: [Number.NaN] },
    { kind: 'rating', rating: 0 },
    { kind: 'rating', rating: 3.5 },
    { kind: 'text' },
    { kind: 'all' },
  ])('is never answered with %o', (answer) => {
    expect(isTaken(answered(answer))).toBe(false);
  });
});

describe('anything else', () => {
  it.each([
    { type: 'chat.react', messageId: 'm', reaction: '💣', on: true },
    { type: 'chat.limit', slowModeMs: SLOW_MODE_MAX_MS + 1, staffOnly: false },
    { type: 'chat.limit', slowModeMs: -1, staffOnly: false },
    { type: 'reaction.send', reaction: '<b>' },
    { type: 'person.set-role', personId: 'p', role: 'admin' },
    { type: 'person.set-role', personId: 'p', role: 'guest' },
    { type: 'person.allow', personId: 'p', what: 'everything', allowed: true },
    { type: 'poll.open', pollId: '__proto__' },
    { type: 'poll.begin', pollId: 'p', attemptId: 'constructor' },
    { type: 'hand.lower', personId: 7 },
    { type: 'person.joined', personId: 'p', name: 'P', role: 'admin' },
    { type: 'scene.show', scene: { kind: 'balcony' } },
    { type: 'scene.show', scene: { kind: 'side-by-side', content: 'camera' } },
    { type: 'scene.show', scene: { kind: 'custom' } },
    { type: 'class.destroy' },
    { type: '__proto__' },
    { type: ['chat.send'] },
    {},
    [],
    null,
    7,
    'chat.send',
  ])('like %o is not taken', (command) => {
    expect(isTaken(command)).toBe(false);
  });

  it('that a command does not have is left out of it', () => {
    const parsed = v.parse(commandSchema, {
      ...{ type: 'chat.send', text: 'hi', personId: 'somebody-else', role: 'admin', mentionsStaff: true },
    });
    expect(parsed).toEqual({ type: 'chat.send', text: 'hi' });
  });

  it('is refused without ever throwing', () => {
    const types = commandSchema.options.map(({ entries }) => entries.type.literal);
    const likely = fc.record(
      {
        ...{ type: fc.constantFrom(...types), text: fc.anything(), messageId: fc.anything() },
        ...{ personId: fc.anything(), draft: fc.anything(), answer: fc.anything(), item: fc.anything() },
        ...{ pollId: fc.anything(), on: fc.anything(), anonymous: fc.anything() },
      },
      { requiredKeys: ['type'] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), likely), (value) => {
        const { success, issues } = v.safeParse(commandSchema, value);
        if (!success) expect(issues[0].message).not.toBe('');
      }),
    );
  });
});
