import { type Browser, type Locator, type Page, expect, test } from '@playwright/test';
import {
  type House,
  launchChromium,
  openStudent,
  openStudio,
  startHouse,
  takeReloads,
  wasReloaded,
} from './support/index.ts';
import { violationsOn } from './support/axe.ts';
import { tabTo } from './support/breakouts-page.ts';
import { fitsSideways, picture } from './support/looks.ts';
import { keepMicrophones, refuseDevices, unplugMicrophone } from './support/own-devices.ts';
import { decoded, keepPeers, paths } from './support/peers.ts';
import { takeGuidePicture, takePictures } from './support/pictures.ts';

let house: House;
let browser: Browser;
let studio: Page;

test.beforeAll(async () => {
  house = await startHouse({ ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
  studio = await openStudio(browser, house, undefined, keepPeers);
});

test.afterAll(async () => {
  await browser.close();
  await house.close();
});

const bar = (student: Page) => student.getByRole('region', { name: 'On stage' });
const stagePicture = (student: Page) => student.getByTestId('stage-picture');

async function raise(student: Page): Promise<void> {
  await student.getByRole('button', { name: 'Raise hand' }).click();
  await student.getByRole('button', { name: 'Camera and microphone' }).click();
  await expect(student.getByText('Ready. You will be called.')).toBeVisible();
}

const bring = (name: string) => studio.getByRole('button', { name: `Bring ${name} on stage` }).click();
async function invite(name: string): Promise<void> {
  await studio.getByRole('tab', { name: /^People/ }).click();
  const actions = studio.getByRole('button', { name: `What to do with ${name}` });
  if ((await actions.getAttribute('aria-expanded')) !== 'true') await actions.click();
  await studio.getByRole('button', { name: 'Ask on stage' }).click();
}

/** Who has left is a guest for a moment more: the next test begins with an empty stage. */
async function leave(student: Page): Promise<void> {
  await student.context().close();
  await expect(studio.getByTestId('stage')).toBeHidden();
}

async function seesAndHears(page: Page): Promise<void> {
  const before = await decoded(page);
  await expect.poll(async () => (await decoded(page)).frames).toBeGreaterThan(before.frames + 10);
  await expect.poll(async () => (await decoded(page)).samples).toBeGreaterThan(before.samples + 10_000);
}

test('a student raises a hand, is brought on stage without a reload, and goes back to their seat', async () => {
  const student = await openStudent(browser, house, 'Ada');
  await student.getByPlaceholder('Write to the class').fill('half a thought');
  await raise(student);
  await studio.getByRole('button', { name: 'Bring Ada on stage' }).click();
  await expect(bar(student)).toContainText('You are on stage');
  await expect(stagePicture(student)).toBeVisible();
  await expect(studio.getByTestId('stage').getByText('Ada')).toBeVisible();
  await expect(studio.getByTestId('hands').getByText('Ada')).toBeHidden();
  // Heard from both, every word would come twice.
  const hls = student.getByTestId('programme');
  await expect.poll(() => hls.evaluate((video: HTMLVideoElement) => video.muted)).toBe(true);

  await studio.getByRole('button', { name: 'Actions for Ada' }).click();
  await studio.getByRole('button', { name: 'Mute', exact: true }).click();
  await expect(bar(student)).toContainText('Staff have muted you.');
  await studio.getByRole('button', { name: 'Let speak' }).click();
  await expect(bar(student)).not.toContainText('Staff have muted you.');

  await student.getByRole('button', { name: 'Back to my seat' }).click();
  await expect(stagePicture(student)).toBeHidden();
  await expect(student.getByRole('button', { name: 'Raise hand' })).toBeVisible();
  await expect.poll(() => hls.evaluate((video: HTMLVideoElement) => video.muted)).toBe(false);
  await expect(student.getByPlaceholder('Write to the class')).toHaveValue('half a thought');
  expect([await wasReloaded(student), await takeReloads(student)]).toEqual([false, 0]);
  await student.context().close();
});

test('whoever did not raise a hand is asked, and may say no, or come with sound only', async () => {
  const student = await openStudent(browser, house, 'Bob');
  await invite('Bob');
  await student.getByRole('dialog', { name: 'Will you come on stage?' }).waitFor();
  await student.getByRole('button', { name: 'No, thank you' }).click();
  await expect(studio.getByText('Bob was asked to come up')).toBeHidden();
  await invite('Bob');
  await student.getByRole('button', { name: 'Yes, with sound only' }).click();
  await expect(bar(student)).toContainText('You are on stage');
  await expect(studio.getByTestId('stage')).toContainText('sound only');
  await studio.getByRole('button', { name: 'To the seat' }).click();
  await expect(student.getByRole('button', { name: 'Raise hand' })).toBeVisible();
  await student.context().close();
});

test('by keyboard alone somebody gets ready, is on stage and back in their seat, and says no to another call', async () => {
  const student = await openStudent(browser, house, 'Kay');
  const press = async (within: Page | Locator, name: string) => {
    await tabTo(student, within.getByRole('button', { name, exact: true }));
    await student.keyboard.press('Enter');
  };
  await press(student, 'Raise hand');
  await press(student, 'Microphone only');
  await expect(student.getByText('Ready with sound only. You will be called.')).toBeVisible();
  await bring('Kay');
  await expect(bar(student)).toContainText('You are on stage');
  expect(await violationsOn(student)).toEqual([]);
  await press(bar(student), 'Mute');
  await expect(bar(student).getByRole('button', { name: 'Unmute' })).toBeFocused();
  await press(bar(student), 'Back to my seat');
  await expect(student.getByRole('button', { name: 'Raise hand' })).toBeVisible();
  await expect(student.locator('#main')).toBeFocused();

  const message = student.getByPlaceholder('Write to the class');
  await tabTo(student, message);
  await invite('Kay');
  const call = student.getByRole('dialog', { name: 'Will you come on stage?' });
  await expect(call).toBeVisible();
  expect(await violationsOn(student)).toEqual([]);
  await student.keyboard.press('Escape');
  await expect(call).toBeHidden();
  await expect(studio.getByText('Kay was asked to come up')).toBeHidden();
  await expect(message).toBeFocused();
  await student.context().close();
});

test('being on stage fits a phone, also a narrow one, and whichever way the words go', async () => {
  const student = await openStudent(browser, house, 'Pia', (page) =>
    page.setViewportSize({ width: 390, height: 844 }),
  );
  await student.getByRole('button', { name: 'Raise hand' }).click();
  await fitsSideways(student);
  await student.getByRole('button', { name: 'Camera and microphone' }).click();
  await bring('Pia');
  await expect(bar(student)).toContainText('You are on stage');
  await expect(stagePicture(student)).toBeVisible();
  for (const width of [390, 320]) {
    await student.setViewportSize({ width, height: width === 390 ? 844 : 640 });
    for (const dir of ['ltr', 'rtl']) {
      await student.evaluate((way) => (document.documentElement.dir = way), dir);
      await fitsSideways(student);
    }
    expect(await violationsOn(student)).toEqual([]);
    await student.evaluate(() => (document.documentElement.dir = 'ltr'));
    await picture(student, `student-on-stage-${width}`);
  }
  await takePictures({ 'student-on-stage': student });
  await takeGuidePicture('guest', studio);
  await leave(student);
});

test('a guest who loads the page anew is on the stage again', async () => {
  const student = await openStudent(browser, house, 'Eve');
  await raise(student);
  await studio.getByRole('button', { name: 'Bring Eve on stage' }).click();
  await expect(stagePicture(student)).toBeVisible();
  await student.reload();
  await expect(bar(student)).toContainText('You are on stage');
  await expect(stagePicture(student)).toBeVisible();
  await leave(student);
});

test('a guest whose network lets no UDP through is on stage over TCP', async () => {
  const student = await openStudent(browser, house, 'Tom', (page) => keepPeers(page, { network: 'tcp' }));
  await raise(student);
  await bring('Tom');
  await expect(stagePicture(student)).toBeVisible();
  await seesAndHears(student);
  await seesAndHears(studio);
  expect((await paths(student)).map(({ protocol }) => protocol)).toEqual(['tcp', 'tcp']);
  await leave(student);
});

test.describe('a guest without devices', () => {
  const cases = [
    { name: 'Nils', exception: 'NotFoundError', words: 'No microphone was found.' },
    { name: 'Rita', exception: 'NotAllowedError', words: 'Your browser doesn’t let this page use' },
  ] as const;
  for (const { name, exception, words } of cases)
    test(`is on stage all the same after ${exception}, is told what is wrong, and sees and hears the stage`, async () => {
      const failures: string[] = [];
      const student = await openStudent(browser, house, name, async (page) => {
        page.on('pageerror', (error) => failures.push(error.message));
        await keepPeers(page);
        await refuseDevices(page, exception);
      });
      await student.getByRole('button', { name: 'Raise hand' }).click();
      await student.getByRole('button', { name: 'Camera and microphone' }).click();
      const problem = student.getByRole('alert').filter({ hasText: words });
      await expect(problem).toBeVisible();
      await bring(name);
      await expect(bar(student)).toContainText('You are on stage');
      await expect(problem).toBeVisible();
      await expect(stagePicture(student)).toBeVisible();
      await seesAndHears(student);
      await expect(studio.getByTestId('stage')).toContainText('not connected yet');
      await bar(student).getByRole('button', { name: 'Microphone only' }).click();
      await expect(problem).toBeVisible();
      await student.getByRole('button', { name: 'Back to my seat' }).click();
      await expect(student.getByRole('button', { name: 'Raise hand' })).toBeVisible();
      await expect(problem).toBeHidden();
      expect([await wasReloaded(student), failures]).toEqual([false, []]);
      await leave(student);
    });
});

test('a guest whose microphone is unplugged stays, is told so, and is heard again once it is back', async () => {
  const student = await openStudent(browser, house, 'Uma', async (page) => {
    await keepPeers(page);
    await keepMicrophones(page);
  });
  await raise(student);
  await bring('Uma');
  await expect(stagePicture(student)).toBeVisible();
  await seesAndHears(studio);
  await unplugMicrophone(student);
  const words = 'Your microphone was unplugged or taken away.';
  const problem = student.getByRole('alert').filter({ hasText: words });
  await expect(problem).toBeVisible();
  await expect(bar(student)).toContainText('You are on stage');
  // Neither a still picture nor a silent line is left of them.
  await expect(studio.getByTestId('stage')).toContainText('not connected yet');
  await seesAndHears(student);
  await bar(student).getByRole('button', { name: 'Camera and microphone' }).click();
  await expect(problem).toBeHidden();
  await expect(studio.getByTestId('stage')).not.toContainText('not connected yet');
  await seesAndHears(studio);
  await leave(student);
});

test('a guest whose browser can’t play the stage’s picture is told so, hears it live, and sees the class’s', async () => {
  const student = await openStudent(browser, house, 'Vic', (page) =>
    keepPeers(page, { lacks: 'video/H264' }),
  );
  await raise(student);
  await bring('Vic');
  await expect(bar(student)).toContainText('Your browser can’t play the stage’s picture.');
  await expect(stagePicture(student)).toBeHidden();
  const before = await decoded(student);
  await expect.poll(async () => (await decoded(student)).samples).toBeGreaterThan(before.samples + 10_000);
  const at = () => student.getByTestId('programme').evaluate((video: HTMLVideoElement) => video.currentTime);
  const since = await at();
  await expect.poll(at).toBeGreaterThan(since);
  await seesAndHears(studio);
  await leave(student);
});

test('a second window of a guest says so, and takes the stage over when they want it to', async () => {
  const first = await openStudent(browser, house, 'Win', keepPeers);
  await raise(first);
  await bring('Win');
  await expect(stagePicture(first)).toBeVisible();
  const kept = await first.evaluate(() =>
    Object.entries(sessionStorage).filter(([key]) => key.startsWith('rostrum.session.')),
  );
  const second = await first.context().newPage();
  await second.addInitScript(
    (entries) => {
      for (const [key, value] of entries) sessionStorage.setItem(key, value);
    },
    kept as [string, string][],
  );
  await second.goto(house.links.viewer);
  await expect(bar(second)).toContainText('You are on stage from another window or device.');
  await expect(bar(first)).not.toContainText('another window');

  await bar(second).getByRole('button', { name: 'Come on stage here' }).click();
  await expect(stagePicture(second)).toBeVisible();
  await expect(bar(first)).toContainText('You are on stage from another window or device.');
  await expect(stagePicture(first)).toBeHidden();
  await expect(studio.getByTestId('stage').getByText('Win', { exact: true })).toHaveCount(1);
  await leave(first);
});
