import { describe, expect, it } from 'vitest';
import { readStudioLink } from './studio-link.ts';

const token = 'eyJh.eyJz.abc-_DEF';

describe('a studio link', () => {
  it.each([
    ['as printed', `rostrum://studio?server=http%3A%2F%2Flocalhost%3A4400&token=${token}`],
    [
      'with a slash that some systems add',
      `rostrum://studio/?server=http%3A%2F%2Flocalhost%3A4400&token=${token}`,
    ],
    [
      'pasted with blanks around and broken over lines',
      ` rostrum://studio?server=http%3A%2F%2Flocal\nhost%3A4400&token=${token}\n`,
    ],
    [
      'with a path behind the origin, which is not followed',
      `rostrum://studio?server=http%3A%2F%2Flocalhost%3A4400%2Fevil&token=${token}`,
    ],
  ])('is read %s', (_, typed) => {
    expect(readStudioLink(typed)).toEqual({ ok: true, link: { server: 'http://localhost:4400', token } });
  });

  it.each([
    ['nothing', ' '],
    ['words', 'hello there'],
    ['a web address', `https://studio?server=http%3A%2F%2Flocalhost&token=${token}`],
    ['a link of ours to something else', `rostrum://viewer?server=http%3A%2F%2Flocalhost&token=${token}`],
    ['a link with a path', `rostrum://studio/etc?server=http%3A%2F%2Flocalhost&token=${token}`],
    ['no server', `rostrum://studio?token=${token}`],
    ['a server that is not on the web', `rostrum://studio?server=file%3A%2F%2F%2Fetc&token=${token}`],
    ['no token', 'rostrum://studio?server=http%3A%2F%2Flocalhost'],
    ['a token with what no token has', 'rostrum://studio?server=http%3A%2F%2Flocalhost&token=a%22b'],
    ['an endless token', `rostrum://studio?server=http%3A%2F%2Flocalhost&token=${'a'.repeat(5000)}`],
  ])('is refused in words when it is %s', (_, typed) => {
    expect(readStudioLink(typed)).toMatchObject({ ok: false, text: expect.stringMatching(/link.*\.?$/) });
  });
});
