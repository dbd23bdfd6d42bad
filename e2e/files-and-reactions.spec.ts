import { readFile } from 'node:fs/promises';
import { type Browser, type Page, expect, test } from '@playwright/test';
import { FILE_TITLE_HEADER, fileResponseSchema } from '@rostrum/protocol/http';
import type { SharedItem } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { type Attendee, attendAsStaff } from './support/attend.ts';
import { violationsOn } from './support/axe.ts';
import { type ServerAlone, launchChromium, startServerAlone } from './support/index.ts';
import { fitsSideways } from './support/looks.ts';
import { takePictures } from './support/pictures.ts';

const CONTENT = 'name,marks\nAda,5\n';

let server: ServerAlone;
let browser: Browser;
let staff: Attendee;

test.beforeAll(async () => {
  server = await startServerAlone({ ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
  staff = await attendAsStaff(server.origin, server.links.studio);
});

test.afterAll(async () => {
  staff.close();
  await browser.close();
  await server.close();
});

async function openStudent(name: string, viewport = { width: 1280, height: 800 }): Promise<Page> {
  const page = await (await browser.newContext({ viewport })).newPage();
  await page.goto(server.links.viewer);
  await page.getByLabel(/name/i).fill(name);
  await page.keyboard.press('Enter');
  await page.getByText('Connected').first().waitFor();
  return page;
}

async function share(title: string): Promise<void> {
  const answer = await fetch(`${server.origin}/api/classes/${staff.classId}/files`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${staff.token}`,
      'content-type': 'text/csv',
      [FILE_TITLE_HEADER]: encodeURIComponent(title),
    },
    body: CONTENT,
  });
  const stored = v.parse(fileResponseSchema, await answer.json());
  const item: SharedItem = { kind: 'file', title, ...stored };
  expect(await staff.client.send({ type: 'share.add', item })).toMatchObject({ ok: true });
}

/** What comes up over the picture does so in motion. */
const rises = (page: Page) =>
  page
    .getByTestId('reactions')
    .locator('span')
    .first()
    .evaluate((span) => getComputedStyle(span).animationName.endsWith('rise'));

test('what staff share is marked, listed and taken along', async () => {
  const student = await openStudent('Ada', { width: 320, height: 640 });
  await student.getByRole('tab', { name: 'Files' }).click();
  await expect(student.getByText('No files yet')).toBeVisible();
  expect(await violationsOn(student)).toEqual([]);
  await student.getByRole('tab', { name: 'Chat' }).click();
  await share('Marks of the week.csv');
  await staff.client.send({
    type: 'share.add',
    item: { kind: 'link', url: 'https://example.org/waves', title: 'More on waves' },
  });
  await student.getByRole('tab', { name: 'Files, 2 to look at' }).click();
  await expect(student.getByRole('tab', { name: 'Files', exact: true })).toBeVisible();
  const file = student.getByTestId('shared').filter({ hasText: 'Marks of the week.csv' });
  await expect(file).toContainText('Table');
  await expect(file).toContainText('1 kB');
  expect(await violationsOn(student)).toEqual([]);
  await fitsSideways(student);
  await takePictures({ 'student-files': student });
  const coming = student.waitForEvent('download');
  await file.getByRole('button', { name: 'Download Marks of the week.csv' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('Marks of the week.csv');
  expect(await readFile(await download.path(), 'utf8')).toBe(CONTENT);
  const link = student.getByRole('link', { name: 'Open More on waves in a new tab' });
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  await student.reload();
  await expect(student.getByRole('tab', { name: 'Files', exact: true })).toBeVisible();
  await student.context().close();
});

test('a raised hand says its place in the queue, and is lowered again', async () => {
  const [ada, bob] = await Promise.all([openStudent('Ada'), openStudent('Bob', { width: 390, height: 780 })]);
  for (const page of [ada, bob]) {
    await page.getByRole('button', { name: 'Raise hand' }).click();
    await expect(page.getByRole('button', { name: 'Lower hand' })).toBeVisible();
  }
  await expect(ada.getByText('You are next.')).toBeVisible();
  await expect(bob.getByText('You are number 2 in line.')).toBeVisible();
  await fitsSideways(bob);
  expect(await violationsOn(bob)).toEqual([]);
  await takePictures({ 'student-hand': bob });
  await ada.getByRole('button', { name: 'Lower hand' }).click();
  await expect(bob.getByText('You are next.')).toBeVisible();
  await Promise.all([ada.context().close(), bob.context().close()]);
});

test('a reaction is counted for everybody, and too many in a moment are refused in words', async () => {
  const [ada, bob] = await Promise.all([openStudent('Ada'), openStudent('Bob', { width: 390, height: 780 })]);
  await bob.emulateMedia({ reducedMotion: 'reduce' });
  await ada.getByRole('button', { name: 'React', exact: true }).click();
  await ada.getByRole('button', { name: 'Slower, please' }).click();
  await expect(ada.getByText('Sent: Slower, please')).toBeVisible();
  for (const page of [ada, bob]) await expect(page.getByTestId('reactions')).toContainText('🐢 1');
  // It comes up by itself, but for whoever wants no motion.
  expect(await Promise.all([ada, bob].map(rises))).toEqual([true, false]);
  await expect(bob.getByRole('button', { name: 'React', exact: true })).toHaveCSS(
    'transition-duration',
    /^0\.001s/,
  );
  expect(await violationsOn(ada)).toEqual([]);
  // Calm: what nobody repeats goes again by itself.
  await expect(bob.getByTestId('reactions')).toHaveText('');

  const applause = ada.getByRole('button', { name: 'Applause' });
  await applause.evaluate((button) => {
    for (let i = 0; i < 40; i += 1) (button as HTMLButtonElement).click();
  });
  await expect(ada.getByText(/^Not sent\. /)).toBeVisible();
  await Promise.all([ada.context().close(), bob.context().close()]);
});
