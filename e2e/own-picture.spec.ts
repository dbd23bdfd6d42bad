import { type Browser, expect, test } from '@playwright/test';
import type { PollId } from '@rostrum/protocol/room';
import { attendAsStaff } from './support/attend.ts';
import { type House, launchChromium, openStudent, openStudio, startHouse } from './support/index.ts';
import { takePictures } from './support/pictures.ts';
import { bar, lengthOf, menu, playsOn, settings, videoOf } from './support/watching-page.ts';

// What goes by the picture that one student sees, and by the line that brings it.

let house: House;
let browser: Browser;

test.beforeAll(async () => {
  house = await startHouse({ ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
  await openStudio(browser, house);
});

test.afterAll(async () => {
  await browser.close();
  await house.close();
});

test('a poll and a pinned message wait for one’s own picture, unless they are wanted at once', async () => {
  const page = await openStudent(browser, house, 'Hal');
  const staff = await attendAsStaff(house.origin, house.links.studio);
  // More than what a live playlist holds, so that all since the beginning is asked for below.
  await bar(page).waitFor();
  await expect.poll(() => lengthOf(page), { timeout: 40_000 }).toBeGreaterThan(26);
  // At a moment that is not left: whatever comes now comes later than the picture.
  await page.locator('main').focus();
  await page.keyboard.press('k');
  await expect.poll(async () => (await videoOf(page)).paused).toBe(true);
  await staff.client.send({
    type: 'poll.draft',
    draft: {
      question: 'Which wave is longer?',
      form: { kind: 'single', options: ['Red', 'Blue'] },
      anonymous: false,
    },
  });
  await staff.reaches(({ room }) => Object.keys(room.polls).length === 1);
  const pollId = Object.keys(staff.client.room.polls)[0] as PollId;
  await staff.client.send({ type: 'poll.open', pollId });
  await staff.client.send({ type: 'chat.send', text: 'Read page 12.' });
  await staff.reaches(({ room }) => room.chat.messages.at(-1)?.text === 'Read page 12.');
  const { messageId } = staff.client.room.chat.messages.at(-1)!;
  await staff.client.send({ type: 'chat.pin', messageId });
  await staff.client.send({ type: 'chat.send', text: 'All of it is told.' });
  await expect(page.getByText('All of it is told.').first()).toBeVisible();
  const asked = page.getByText('Your instructor asks: Which wave is longer?');
  const pinned = page.getByRole('region', { name: /^Pinned/ });
  await expect(asked).toBeHidden();
  await expect(pinned).toBeHidden();

  // Also not while another place is on its way: its playlist is held back for as long as is looked at.
  const { promise: isSeen, resolve: letCome } = Promise.withResolvers<void>();
  await page.route(/\/dvr\.m3u8/, async (route) => {
    await isSeen;
    await route.continue();
  });
  const dvr = page.waitForRequest(/\/dvr\.m3u8/);
  await bar(page).focus();
  await page.keyboard.press('Home');
  await dvr;
  await expect(page.getByText('Waiting for the picture…')).toBeVisible();
  await expect(asked).toBeHidden();
  await expect(pinned).toBeHidden();
  letCome();
  await playsOn(page);

  await page.getByRole('tab', { name: 'Polls' }).click();
  await expect(page.getByText('No polls yet')).toBeVisible();
  const atOnce = page.getByLabel(/Show polls, slides and pinned messages at once/);
  await atOnce.check();
  await expect(page.getByTestId('poll')).toContainText('Which wave is longer?');
  await atOnce.uncheck();
  await expect(page.getByText('No polls yet')).toBeVisible();
  await page.getByRole('tab', { name: /^Chat/ }).click();

  await page.locator('main').focus();
  await page.keyboard.press('e');
  await expect(asked).toBeVisible({ timeout: 20_000 });
  await expect(pinned).toContainText('Read page 12.');
  await staff.client.send({ type: 'poll.close', pollId });
  await staff.client.send({ type: 'chat.unpin' });
  staff.close();
  await page.context().close();
});

test('a line too weak for the smallest picture keeps the sound, says so, and has the picture back when it is better', async () => {
  test.slow();
  const page = await openStudent(browser, house, 'Ivy');
  await settings(page).waitFor();
  const network = await page.context().newCDPSession(page);
  const carries = (kbps: number) =>
    network.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: 40 },
      ...{ downloadThroughput: (kbps * 1000) / 8, uploadThroughput: 1_000_000 },
    });
  await carries(250);
  const words = page.getByRole('figure').getByText('Your connection is too weak for the picture');
  await expect(words).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Picture again' })).toBeVisible();
  await playsOn(page);
  expect((await videoOf(page)).videoHeight).toBe(0);
  await takePictures({ 'watching-weak-line': page });
  // Nobody chose it: it is not kept.
  await settings(page).click();
  await expect(menu(page).getByRole('radio', { name: /Automatic/ })).toBeChecked();
  await page.keyboard.press('Escape');

  await carries(20_000);
  await expect.poll(async () => (await videoOf(page)).videoHeight, { timeout: 30_000 }).toBeGreaterThan(0);
  await expect(words).toBeHidden();
  await playsOn(page);
  await page.context().close();
});
