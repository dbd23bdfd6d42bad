import { describe, expect, it } from 'vitest';
import { readStudioLink } from './studio-link.ts';

const key = 'eyJh_eyJz-abc-_DEF-0123456789';

describe('a studio link', () => {
  it.each([
    ['as printed', `rostrum://studio?server=http%3A%2F%2Flocalhost%3A4400&key=${key}`],
    [
      'with a slash that some systems add',
      `rostrum://studio/?server=http%3A%2F%2Flocalhost%3A4400&key=${key}`,
    ],
    [
      'pasted with blanks around and broken over lines',
      ` rostrum://studio?server=http%3A%2F%2Flocal\nhost%3A4400&key=${key}\n`,
    ],
    [
      'with a path behind the origin, which is not followed',
      `rostrum://studio?server=http%3A%2F%2Flocalhost%3A4400%2Fevil&key=${key}`,
    ],
  ])('is read %s', (_, typed) => {
    expect(readStudioLink(typed)).toEqual({ ok: true, link: { server: 'http://localhost:4400', key } });
  });

  it.each([
    ['nothing', ' ', 'empty'],
    ['words', 'hello there', 'no-link'],
    ['a web address', `https://studio?server=http%3A%2F%2Flocalhost&key=${key}`, 'no-link'],
    [
      'a link of ours to something else',
      `rostrum://viewer?server=http%3A%2F%2Flocalhost&key=${key}`,
      'no-link',
    ],
    ['a link with a path', `rostrum://studio/etc?server=http%3A%2F%2Flocalhost&key=${key}`, 'no-link'],
    ['no server', `rostrum://studio?key=${key}`, 'no-server'],
    [
      'a server that is not on the web',
      `rostrum://studio?server=file%3A%2F%2F%2Fetc&key=${key}`,
      'no-server',
    ],
    ['no key', 'rostrum://studio?server=http%3A%2F%2Flocalhost', 'cut-off'],
    [
      'a key with what no key has',
      `rostrum://studio?server=http%3A%2F%2Flocalhost&key=${key}%22b`,
      'cut-off',
    ],
    ['half a key', 'rostrum://studio?server=http%3A%2F%2Flocalhost&key=eyJh', 'cut-off'],
    [
      'a link of an earlier kind',
      'rostrum://studio?server=http%3A%2F%2Flocalhost&token=eyJh.eyJz.abc',
      'cut-off',
    ],
    ['an endless key', `rostrum://studio?server=http%3A%2F%2Flocalhost&key=${'a'.repeat(5000)}`, 'cut-off'],
  ] as const)('is refused when it is %s', (_, typed, problem) => {
    expect(readStudioLink(typed)).toEqual({ ok: false, problem });
  });
});
