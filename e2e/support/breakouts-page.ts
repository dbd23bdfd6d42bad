import { mkdir } from 'node:fs/promises';
import { type Locator, type Page, expect } from '@playwright/test';
import { GatewayClient } from '@rostrum/protocol/client';
import { SESSION_HEADER, sessionSchema } from '@rostrum/protocol/http';
import type { Command, PersonId, RoomState } from '@rostrum/protocol/room';
import * as v from 'valibot';

/** Staff of the demonstration class without a page: says what their studio would say. */
export interface Instructor {
  /** Done when the server has logged it. */
  send(command: Command): Promise<void>;
  /** Of somebody by that name, as soon as they are here. */
  idOf(name: string): Promise<PersonId>;
  roomOf(name: string): Promise<RoomState['breakouts']['rooms'][number]>;
  close(): void;
}

export async function comeAsInstructor(origin: string, studioLink: string): Promise<Instructor> {
  const key = new URL(studioLink).searchParams.get('key');
  const answer = await fetch(`${origin}/api/session/link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [SESSION_HEADER]: 'body' },
    body: JSON.stringify({ key }),
  });
  const { token } = v.parse(sessionSchema, await answer.json());
  const waiting = new Set<() => void>();
  const client = new GatewayClient({
    token,
    random: Math.random,
    clock: {
      now: () => Date.now(),
      after(ms, call) {
        const timer = setTimeout(call, ms);
        return () => clearTimeout(timer);
      },
    },
    // The client tells of its first state from within its own constructor.
    onChange: () => queueMicrotask(() => [...waiting].forEach((look) => look())),
    openSocket: ({ handleOpen, handleMessage, handleClose }) => {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`);
      socket.addEventListener('open', handleOpen);
      socket.addEventListener('message', (event) => handleMessage(event.data));
      socket.addEventListener('close', ({ code }) => handleClose(code));
      return { send: (data) => socket.send(data), close: () => socket.close() };
    },
  });
  const found = <T>(find: (room: RoomState) => T | undefined) =>
    new Promise<T>((resolve) => {
      const look = () => {
        const one = find(client.room);
        if (one === undefined) return;
        waiting.delete(look);
        resolve(one);
      };
      waiting.add(look);
      look();
    });
  return {
    async send(command) {
      const outcome = await client.send(command);
      if (!outcome.ok) throw new Error(`${command.type} was refused: ${outcome.refusal.text}`);
    },
    idOf: (name) =>
      found(({ people }) => Object.values(people).find((one) => one.name === name && one.here)?.personId),
    roomOf: (name) => found(({ breakouts }) => breakouts.rooms.find((room) => room.name === name)),
    close: () => client.close(),
  };
}

export const roomPage = (page: Page): Locator => page.getByTestId('breakout-room');
export const roomChat = (page: Page): Locator => page.getByTestId('room-chat');

export function tileOf(page: Page, name: string): Locator {
  return roomPage(page)
    .getByRole('list', { name: 'In this room' })
    .getByRole('listitem')
    .filter({ hasText: name });
}

export async function isIn(page: Page, room: string): Promise<void> {
  await expect(roomPage(page).getByRole('heading', { level: 1, name: room })).toBeVisible();
}

/** Somebody's picture has come, and there is something in it. */
export async function seesPictureOf(page: Page, name: string): Promise<void> {
  const picture = tileOf(page, name).locator('video');
  await expect
    .poll(() => picture.evaluate((video: HTMLVideoElement) => video.videoWidth).catch(() => 0), {
      timeout: 20_000,
    })
    .toBeGreaterThan(0);
}

export async function sayInRoom(page: Page, text: string): Promise<void> {
  await page.getByPlaceholder('Write to this room').fill(text);
  await page.keyboard.press('Enter');
}

/** Goes on with the Tab key alone until it is there. */
export async function tabTo(page: Page, to: Locator): Promise<void> {
  const isThere = () => to.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 40; presses += 1) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the Tab key does not lead there');
}

const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
] as const;

/** At a desk's and a phone's size, in light and dark, for an eye to judge. */
export async function takeRoomPictures(page: Page, name: string): Promise<void> {
  const folder = `${new URL('../../', import.meta.url).pathname}test-results/pictures`;
  await mkdir(folder, { recursive: true });
  const before = page.viewportSize();
  for (const size of SIZES) {
    await page.setViewportSize(size);
    const tooWide = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await expect.poll(tooWide, `${name} is wider than ${size.width} px`).toBeLessThanOrEqual(0);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${folder}/${name}-${size.width}-${colorScheme}.png`, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}
