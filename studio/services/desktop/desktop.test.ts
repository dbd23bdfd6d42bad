import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createWindowStore, desktopHandlers, readUpdateFeed } from './index.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rostrum-desktop-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

it('in a browser there is no desktop to ask, and each question has an answer all the same', async () => {
  const its = desktopHandlers(undefined);
  expect((await its['desktop.screens']({})).answer).toEqual({ is: 'by-browser' });
  expect((await its['desktop.choose-screen']({ id: 'screen:1:0', withSound: false })).answer).toEqual({
    is: 'gone',
  });
  expect((await its['desktop.permissions']({})).answer).toEqual({
    ...{ camera: 'unknown', microphone: 'unknown', screen: 'unknown' },
  });
  expect((await its['desktop.on-air']({ isOnAir: true, isRecording: false })).answer).toEqual({});
});

it('where the window was is there at the next start, and what can’t be understood is as nothing', async () => {
  const window = { x: -1200, y: 40, width: 1000, height: 700, isMaximized: false };
  expect(await createWindowStore(folder).load()).toBeUndefined();
  const store = createWindowStore(folder);
  await Promise.all([store.save({ ...window, x: 5 }), store.save(window)]);
  expect(await createWindowStore(folder).load()).toEqual(window);
  await writeFile(join(folder, 'window.json'), '{"x":"left"}');
  expect(await createWindowStore(folder).load()).toBeUndefined();
});

it.each([
  ['nothing at all', undefined, undefined],
  ['an address', '{"feed":"https://updates.example.org/studio"}', 'https://updates.example.org/studio'],
  ['an address that anybody on the way could change', '{"feed":"http://updates.example.org/"}', undefined],
  ['nonsense', '{"feed":', undefined],
])('updates come from where updates.json says: %s', async (_name, body, feed) => {
  if (body !== undefined) await writeFile(join(folder, 'updates.json'), body);
  expect(await readUpdateFeed(folder)).toBe(feed);
});
