import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StudioLink } from './pure/studio-link.ts';
import { type Services, createServices } from './services.ts';

let folder: string;
let reported: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rostrum-studio-'));
  reported = [];
});

afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true, force: true });
});

const services = (given?: StudioLink) =>
  createServices({
    folder,
    shell: 'browser',
    version: '9.9.9',
    given,
    report: (text) => reported.push(text),
  });

const ask = (name: string, body: unknown = {}) => services().handle({ name, body });
const link = (host: string) => `rostrum://studio?server=http%3A%2F%2F${host}%3A4400&key=${'k'.repeat(43)}`;
const at = (host: string) => `http://${host}:4400`;

describe('requests', () => {
  it('are answered with which shell it is', async () => {
    expect(await ask('app.info')).toEqual({ ok: true, answer: { shell: 'browser', version: '9.9.9' } });
  });

  it.each([
    ['nothing', undefined],
    ['a number', 7],
    ['an unknown name', { name: 'disk.read', body: {} }],
    ['a name that every object has', { name: 'constructor', body: {} }],
    ['a body of the wrong shape', { name: 'settings.save', body: { settings: { theme: 'pink' } } }],
    ['no body', { name: 'app.info' }],
  ])('are refused when they are %s', async (_, raw) => {
    expect(await services().handle(raw)).toMatchObject({ ok: false, problem: { code: 'malformed' } });
  });
});

describe('settings', () => {
  it('are the defaults at first', async () => {
    expect(await ask('settings.load')).toEqual({
      ok: true,
      answer: { settings: { theme: 'system', language: 'system' } },
    });
  });

  it('come back as they were saved, for another process too', async () => {
    await ask('settings.save', { settings: { theme: 'dark', language: 'de', cameraId: 'cam-2' } });
    expect(await ask('settings.load')).toEqual({
      ok: true,
      answer: { settings: { theme: 'dark', language: 'de', cameraId: 'cam-2' } },
    });
  });

  it('saved many times at once end as the last one, whole, with nothing left beside', async () => {
    const one = services();
    const themes = ['dark', 'light', 'system', 'dark', 'light'];
    await Promise.all(
      themes.map((theme) => one.handle({ name: 'settings.save', body: { settings: { theme } } })),
    );
    expect(await ask('settings.load')).toMatchObject({ answer: { settings: { theme: 'light' } } });
    expect(await readdir(folder)).toEqual(['settings.json']);
  });

  it('that are broken are set aside with a word, and kept', async () => {
    await writeFile(join(folder, 'settings.json'), '{"theme":"da');
    const reply = await ask('settings.load');
    expect(reply).toMatchObject({
      ok: true,
      answer: { settings: { theme: 'system' }, notice: expect.stringContaining('settings.json.broken-') },
    });
    expect(reported).toHaveLength(1);
    const [aside] = await readdir(folder);
    expect(await readFile(join(folder, aside ?? ''), 'utf8')).toBe('{"theme":"da');
    expect(await ask('settings.load')).toEqual({
      ok: true,
      answer: { settings: { theme: 'system', language: 'system' } },
    });
  });

  it('that can’t be written are a refusal in words, not a crash', async () => {
    await rm(folder, { recursive: true });
    await writeFile(folder, 'a file where the folder was');
    const reply = await ask('settings.save', { settings: { theme: 'dark' } });
    expect(reply).toMatchObject({ ok: false, problem: { code: 'not-saved' } });
    expect(reported).toEqual(['settings.save failed']);
  });
});

describe('the shell speaks', () => {
  const refusal = async (its: Services) => {
    const reply = await its.handle({ name: 'session.save', body: { link: 'hello' } });
    return reply.ok ? undefined : reply.problem.text;
  };
  const speaking = (readers: string[], onLanguage?: () => void) =>
    createServices({
      shell: 'browser',
      ...{ folder, version: '9.9.9', given: undefined, report: () => {}, readers },
      ...(onLanguage && { onLanguage }),
    });
  const choose = (its: Services, language: string) =>
    its.handle({ name: 'settings.save', body: { settings: { language } } });

  it('the language of the system at first, and the chosen one from the moment on when it was', async () => {
    const its = speaking(['fr', 'de-AT', 'en']);
    expect(await refusal(its)).toMatch(/^Das ist kein Studio-Link/);
    await choose(its, 'en');
    expect(await refusal(its)).toMatch(/^This is not a studio link/);
    await choose(its, 'system');
    expect(await refusal(its)).toMatch(/^Das ist kein Studio-Link/);
  });

  it('the language that was kept, and says when what it shows is to be said anew', async () => {
    await choose(speaking([]), 'de');
    let changes = 0;
    const its = speaking(['en'], () => (changes += 1));
    expect(await refusal(its)).toMatch(/^This is/);
    await its.handle({ name: 'settings.load', body: {} });
    expect(await refusal(its)).toMatch(/^Das ist/);
    await choose(its, 'de');
    expect(changes).toBe(1);
  });
});

describe('the session', () => {
  it('is none until there is a link', async () => {
    expect(await ask('session.load')).toEqual({ ok: true, answer: { is: 'none' } });
  });

  it('is what was pasted, also after a restart; its key stays in the shell', async () => {
    await ask('session.save', { link: link('pasted') });
    expect(await ask('session.load')).toEqual({
      ok: true,
      answer: { is: 'session', session: { server: at('pasted') } },
    });
  });

  it('is readable by nobody else on this machine', async () => {
    await ask('session.save', { link: link('secret') });
    expect((await stat(join(folder, 'session.json'))).mode & 0o077).toBe(0);
  });

  it('stays what it was when what is pasted is no link', async () => {
    await ask('session.save', { link: link('good') });
    expect(await ask('session.save', { link: 'https://example.org' })).toMatchObject({
      ok: false,
      problem: { code: 'bad-link' },
    });
    expect(await services().currentServer()).toBe(at('good'));
  });

  it('given at start wins over the remembered one; a pasted one wins over both', async () => {
    await ask('session.save', { link: link('remembered') });
    const started = services({ server: at('given'), key: 'k'.repeat(43) });
    expect(await started.currentServer()).toBe(at('given'));
    expect(await services().currentServer()).toBe(at('remembered'));
    expect(await started.openLink(link('pasted'))).toEqual({ ok: true });
    expect(await started.currentServer()).toBe(at('pasted'));
    expect(await services().currentServer()).toBe(at('pasted'));
  });
});
