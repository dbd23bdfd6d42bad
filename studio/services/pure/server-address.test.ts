import { describe, expect, it } from 'vitest';
import { readServerAddress } from './server-address.ts';

describe('a server’s address', () => {
  it.each([
    ['class.example', 'https://class.example'],
    [' Class.Example/ ', 'https://class.example'],
    ['class.example:8443///', 'https://class.example:8443'],
    ['https://class.example/c/DEMO#key=x', 'https://class.example'],
    ['http://class.example', 'http://class.example'],
    ['HTTP://class.example:80/', 'http://class.example'],
    ['localhost:4400', 'http://localhost:4400'],
    ['studio.localhost', 'http://studio.localhost'],
    ['127.0.0.1:4400/', 'http://127.0.0.1:4400'],
    ['[::1]:4400', 'http://[::1]:4400'],
    ['https://localhost:4400', 'https://localhost:4400'],
    ['192.168.1.20:4400', 'https://192.168.1.20:4400'],
    ['hörsaal.example', 'https://xn--hrsaal-wxa.example'],
  ])('%j is %s', (typed, server) => {
    expect(readServerAddress(typed)).toEqual({ ok: true, server });
  });

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['rostrum://studio?server=x&key=y', 'studio-link'],
    ['our server', 'malformed'],
    ['ada@class.example', 'malformed'],
    ['ftp://class.example', 'malformed'],
    ['file:///etc/passwd', 'malformed'],
    ['https://', 'malformed'],
    ['class.example:port', 'malformed'],
  ])('is not %j, because it is %s', (typed, why) => {
    expect(readServerAddress(typed)).toEqual({ ok: false, why });
  });
});
