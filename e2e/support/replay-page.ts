import { type Browser, type Page, expect } from '@playwright/test';
import { recordedLogSchema } from '@rostrum/protocol/http';
import type { LoggedEvent } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { attend } from './attend.ts';
import type { House } from './house.ts';
import { SMALL_PICTURE, openStudio } from './lecture.ts';
import { lineOfMany } from './long-chat.ts';

// A lecture that was recorded, and its page.

export const RECORDING = '[data-testid="recording"]';

/** Twelve seconds: a line at four, a drawing, a poll, and a question and a line at nine. */
export async function giveLecture(browser: Browser, house: House): Promise<void> {
  const studio = await openStudio(browser, house, SMALL_PICTURE);
  const timer = studio.getByTestId('recording-line').getByRole('timer');
  const ada = await attend(house.origin, 'Ada');
  await expect(timer).toHaveText(/^0:0[4-9]$/, { timeout: 60_000 });
  await ada.client.send({ type: 'chat.send', text: 'Good morning from **Ada**' });

  await studio.getByRole('tab', { name: /^Whiteboard/ }).click();
  // Open and in its place: a line that begins while the desk is still moving lands beside the board.
  const boards = studio.locator('section').filter({ has: studio.getByTestId('whiteboard-surface') });
  const board = boards.last();
  await expect(board.getByRole('status')).toHaveText('Saved');
  const surface = studio.getByTestId('whiteboard-surface');
  // Hovering waits until it has come to rest, unlike asking for its box.
  await surface.hover({ position: { x: 60, y: 60 } });
  await studio.mouse.down();
  const box = await surface.boundingBox();
  if (!box) throw new Error('there is no board to draw on');
  await studio.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.6, { steps: 12 });
  await studio.mouse.up();
  await expect(studio.getByTestId('whiteboard-content')).toHaveText('Page 1 of 1. 1 line, 0 shapes.');
  await expect(board.getByRole('status')).toHaveText('Saved');

  await studio.getByRole('tab', { name: /^Polls/ }).click();
  await studio.getByRole('button', { name: 'New poll' }).click();
  await studio.getByLabel('Question', { exact: true }).fill('Which wave is longer?');
  await studio.getByLabel('Option 1', { exact: true }).fill('Red');
  await studio.getByLabel('Option 2', { exact: true }).fill('Blue');
  await studio.getByRole('button', { name: 'Open now' }).click();
  await ada.reaches(({ room }) => Object.keys(room.polls).length > 0);
  await studio.getByRole('button', { name: /^Close the poll/ }).click();
  await studio.getByRole('button', { name: 'Show results to students' }).click();
  await ada.reaches(({ room }) => Object.values(room.polls).some(({ published }) => published !== undefined));

  const heardAt = ada.client.serverNow();
  await expect.poll(() => ada.client.serverNow() - heardAt, { timeout: 30_000 }).toBeGreaterThan(5_000);
  await ada.client.send({ type: 'question.ask', text: 'Why does light bend?', anonymous: true });
  await ada.client.send({ type: 'chat.send', text: 'Réfraction at the edges' });
  await expect.poll(() => ada.client.serverNow() - heardAt, { timeout: 30_000 }).toBeGreaterThan(9_000);
  await studio.getByTestId('end-broadcast').click();
  await studio.getByTestId('confirm-end').click();
  await ada.reaches(({ room }) => room.stream.status === 'stopped');
  ada.close();
  await studio.close();
}

export async function isThere(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Waves and light' })).toBeVisible();
  await page.waitForFunction(
    (selector) => (document.querySelector<HTMLVideoElement>(selector)?.readyState ?? 0) >= 2,
    RECORDING,
    { timeout: 30_000 },
  );
}

export const placeOf = (page: Page) =>
  page.evaluate(
    (selector) => document.querySelector<HTMLVideoElement>(selector)?.currentTime ?? -1,
    RECORDING,
  );

export const MANY = 10_000;

/** As if so many lines had been written before the question was asked. */
export async function tellOfMany(page: Page): Promise<void> {
  await page.route('**/recordings/*/log?after=0', async (route) => {
    const log = v.parse(recordedLogSchema, await (await route.fetch()).json());
    const place = log.events.findIndex(({ event }) => event.type === 'question.asked');
    const { seq, at } = log.events[place]!;
    const many = Array.from({ length: MANY }, (_, i): LoggedEvent => {
      return { seq: seq + i, at: at - 1, event: lineOfMany(i) };
    });
    const later = log.events.slice(place).map((logged) => ({ ...logged, seq: logged.seq + MANY }));
    await route.fulfill({ json: { ...log, events: [...log.events.slice(0, place), ...many, ...later] } });
  });
}
