import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const link = (key: string) => `rostrum://studio?server=http%3A%2F%2Flocalhost%3A4400&key=${keyOf(key)}`;
const keyOf = (name: string) => name.padEnd(24, '-');

describe('the browser shell’s configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({}, undefined)).toEqual({
      port: 4410,
      dataFolder: './data',
      pagesOrigin: undefined,
      given: undefined,
    });
  });

  it('takes an empty variable as not set', () => {
    const empty = {
      ROSTRUM_STUDIO_PORT: '',
      ROSTRUM_DATA: '',
      ROSTRUM_STUDIO_PAGES: '',
      ROSTRUM_STUDIO_LINK: '',
    };
    expect(readConfig(empty, undefined)).toEqual(readConfig({}, undefined));
  });

  it('takes the link from the environment, or rather from the first argument', () => {
    const environment = { ROSTRUM_STUDIO_LINK: link('environment') };
    expect(readConfig(environment, undefined).given?.key).toBe(keyOf('environment'));
    expect(readConfig(environment, link('argument')).given?.key).toBe(keyOf('argument'));
  });

  it.each([
    [{ ROSTRUM_STUDIO_PORT: 'http' }, /^ROSTRUM_STUDIO_PORT must be a port number, but is "http"\.$/],
    [{ ROSTRUM_STUDIO_PORT: '70000' }, /^ROSTRUM_STUDIO_PORT must be a port number/],
    [{ ROSTRUM_STUDIO_PAGES: 'vite' }, /^ROSTRUM_STUDIO_PAGES must be a web address/],
    [{ ROSTRUM_STUDIO_LINK: 'http://x' }, /ROSTRUM_STUDIO_LINK.*not a studio link/],
  ])('says what is wrong with %o', (environment, words) => {
    expect(() => readConfig(environment, undefined)).toThrow(words);
  });
});
