import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, type Span, isTallText, parseMessage, plainText } from './parse-message.ts';

/** As compact marks, to be read at a glance. */
const spanMarks = (span: Span): string => {
  switch (span.is) {
    case 'text':
      return span.text;
    case 'code':
      return `[code ${span.text}]`;
    case 'mention':
      return `[mention ${span.text}]`;
    case 'link':
      return `[link ${span.text}]`;
    case 'strong':
    case 'emphasis':
      return `[${span.is} ${span.spans.map(spanMarks).join('')}]`;
  }
};
const blockMarks = (block: Block) =>
  block.is === 'code' ? `{${block.text}}` : block.spans.map(spanMarks).join('');
const marks = (text: string, names?: string[]) => parseMessage(text, names).map(blockMarks).join('|');

describe('what is typed in Markdown’s light hand', () => {
  it.each([
    ['plain words', 'plain words'],
    ['a **bold** word', 'a [strong bold] word'],
    ['an *italic* word', 'an [emphasis italic] word'],
    ['**bold with *italic* in it**', '[strong bold with [emphasis italic] in it]'],
    ['call `sin(x)` here', 'call [code sin(x)] here'],
    ['`*not italic*`', '[code *not italic*]'],
    ['(*in brackets*)', '([emphasis in brackets])'],
    ['first\nsecond *line*', 'first\nsecond [emphasis line]'],
    ['look:\n```\na = 1\nb = 2\n```\ndone', 'look:|{a = 1\nb = 2}|done'],
    ['```js\nlet x;\n```', '{let x;}'],
    ['```one``` and ```two```', '{one}| and |{two}'],
  ])('%j is shown as %j', (text, shown) => {
    expect(marks(text)).toBe(shown);
  });

  it.each([
    '2*3*4',
    '2 * 3 * 4',
    'a ** b',
    '**',
    '****',
    '*',
    '* a list\n* of two',
    'x`y',
    '``',
    '```never closed',
    'snake_case_name __init__',
    '**not\nover lines**',
    'f**(x)',
  ])('%j stays as it is', (text) => {
    expect(marks(text)).toBe(text);
  });

  it('is cut deep nesting short', () => {
    const [block] = parseMessage('**a *b **c *d** e* f**');
    expect(JSON.stringify(block).match(/spans/g)?.length).toBeLessThan(6);
  });
});

describe('links', () => {
  it.each([
    ['see https://example.org/a?b=c#d now', 'see [link https://example.org/a?b=c#d] now'],
    ['http://example.org.', '[link http://example.org].'],
    ['(https://example.org/x)', '([link https://example.org/x])'],
    ['https://de.example.org/Welle_(Physik)', '[link https://de.example.org/Welle_(Physik)]'],
    ['**https://example.org**', '[strong [link https://example.org]]'],
    ['HTTPS://EXAMPLE.ORG', '[link HTTPS://EXAMPLE.ORG]'],
    ['[click](https://example.org)', '[click]([link https://example.org])'],
  ])('%j is shown as %j', (text, shown) => {
    expect(marks(text)).toBe(shown);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    '[x](javascript:alert(1))',
    'file:///etc/passwd',
    '//example.org',
    'https://',
    'https://bank.example@evil.example/',
    'xhttps://example.org',
  ])('%j is none', (text) => {
    expect(marks(text)).toBe(text);
  });

  it('lead where they say', () => {
    const [block] = parseMessage('https://example.org/ä b');
    expect(block).toMatchObject({ spans: [{ is: 'link', href: 'https://example.org/%C3%A4' }, {}] });
  });
});

describe('mentions', () => {
  it.each([
    ['@staff please', '[mention @staff] please'],
    ['ask @Grace Hopper!', 'ask [mention @Grace Hopper]!'],
    ['ask @grace', 'ask [mention @grace]'],
    ['@Gracious', '@Gracious'],
    ['mail@staff', 'mail@staff'],
    ['@staffing', '@staffing'],
    ['@a.b', '[mention @a.b]'],
    ['@axb', '@axb'],
  ])('%j is shown as %j', (text, shown) => {
    expect(marks(text, ['Grace', 'Grace Hopper', 'a.b'])).toBe(shown);
  });
});

describe('nasty input', () => {
  it('is text, whatever it would be elsewhere', () => {
    const html = '<img src=x onerror=alert(1)><script>alert(1)</script>&lt;';
    expect(parseMessage(html)).toEqual([{ is: 'line', spans: [{ is: 'text', text: html }] }]);
  });

  const pieces = [
    '*',
    '**',
    '`',
    '```',
    '\n',
    ' ',
    'a',
    'é',
    '@staff',
    '@',
    'https://x.y',
    '(',
    ')',
    '<b>',
    '😀',
  ];
  const messages = fc.array(fc.constantFrom(...pieces), { maxLength: 80 }).map((parts) => parts.join(''));

  it('loses no letter: all that is typed is shown, but for the marks themselves', () => {
    const letters = (text: string) => text.replace(/[*`\s]/g, '');
    const shown = (span: Span): string => ('spans' in span ? span.spans.map(shown).join('') : span.text);
    fc.assert(
      fc.property(messages, (text) => {
        // A language's name on a fence's first line is not shown.
        const plain = text.replaceAll('```', '``');
        const all = parseMessage(plain).map((block) =>
          block.is === 'code' ? block.text : block.spans.map(shown).join(''),
        );
        expect(letters(all.join(''))).toBe(letters(plain));
      }),
    );
  });

  it('has only links to the web', () => {
    const links = (span: Span): string[] =>
      'spans' in span ? span.spans.flatMap(links) : span.is === 'link' ? [span.href] : [];
    fc.assert(
      fc.property(fc.oneof(messages, fc.webUrl(), fc.string()), (text) => {
        for (const block of parseMessage(text))
          for (const href of block.is === 'line' ? block.spans.flatMap(links) : [])
            expect(href).toMatch(/^https?:/);
      }),
    );
  });

  it.each([
    ['stars', '*'.repeat(2_000)],
    ['stars and letters', '*a '.repeat(666)],
    ['doubled stars and letters', '**a '.repeat(500)],
    ['backticks', '`a'.repeat(1_000)],
    ['fences', '```'.repeat(666)],
    ['at signs', '@'.repeat(2_000)],
    ['addresses', 'https://'.repeat(250)],
    ['an address of brackets', `https://x.y/${')'.repeat(1_980)}`],
  ])('made of %s takes no time', (_, text) => {
    const before = performance.now();
    for (let i = 0; i < 10; i++) parseMessage(text);
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});

it('a quote is one plain line', () => {
  expect(plainText('see\n```\ncode\n```\n  and more')).toBe('see code and more');
});

it.each([
  ['a line', 'one line', false],
  ['twenty lines', '\n'.repeat(19), false],
  ['lines and lines of nothing', `a${'\n'.repeat(1_998)}b`, true],
  ['one word without an end', 'x'.repeat(2_000), true],
])('says whether a message fills a screen: %s', (_, text, isTall) => {
  expect(isTallText(text)).toBe(isTall);
});
