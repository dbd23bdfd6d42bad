import { describe, expect, it } from 'vitest';
import { readPlainGet } from './plain-get.ts';

const read = (head: string) => readPlainGet(head, '/live/');
const get = (more = '', address = '/live/c/v.m3u8?s=1') =>
  `GET ${address} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;

describe('a plain GET', () => {
  it('says what it wants, and whether it takes gzip', () => {
    expect(read(get())).toEqual({ address: '/live/c/v.m3u8?s=1', takesGzip: false });
    const browser =
      'Connection: keep-alive\r\nAccept: */*\r\nAccept-Encoding: gzip, deflate, br\r\nOrigin: https://y\r\n';
    expect(read(get(browser))).toEqual({ address: '/live/c/v.m3u8?s=1', takesGzip: true });
    expect(read(get('accept-encoding: br;q=1, gzip;q=0\r\n'))?.takesGzip).toBe(false);
  });

  const others = [
    ['another method', get().replace('GET', 'HEAD')],
    ['another path', get('', '/api/x')],
    ['a whole address', get('', 'http://x/live/c/v.m3u8')],
    ['another version', get().replace('1.1', '1.0')],
    ['half of a head', get().slice(0, -2)],
    ['two heads', get() + get()],
    ['a body', `${get()}x`],
    ['the length of a body', get('Content-Length: 0\r\n')],
    ['a body in chunks', get('Transfer-Encoding: chunked\r\n')],
    ['a range', get('Range: bytes=0-1\r\n')],
    ['what it has already', get('If-None-Match: "x"\r\n')],
    ['a wish for another protocol', get('Connection: Upgrade\r\nUpgrade: websocket\r\n')],
    ['the last question', get('Connection: close\r\n')],
    ['a wish to go on', get('Expect: 100-continue\r\n')],
    ['no host', 'GET /live/c/v.m3u8 HTTP/1.1\r\nAccept: */*\r\n\r\n'],
    ['a folded header', get('Accept: a,\r\n b\r\n')],
    ['a bare line feed', get('Accept: a\nRange: bytes=0-1\r\n')],
    ['a bare carriage return', get('Accept: a\rRange: bytes=0-1\r\n')],
    ['a byte that is no text', get('Accept: \u0000\r\n')],
    ['another alphabet', get('Accept: \u00e4\r\n')],
    ['spaces in its address', get('', '/live/c/v w.m3u8')],
    ['a head that is too long', get(`Cookie: ${'x'.repeat(5000)}\r\n`)],
    ['nothing', ''],
  ] as const;
  it.each(others)('is not one with %s', (_, head) => expect(read(head)).toBeUndefined());
});
