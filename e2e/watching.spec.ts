import { type Browser, type Page, expect, test } from '@playwright/test';
import { attendAsStaff } from './support/attend.ts';
import { asksForItsClass } from './support/asks-for-class.ts';
import { violationsOn } from './support/axe.ts';
import { tabTo } from './support/breakouts-page.ts';
import {
  type House,
  PROGRAMME,
  launchChromium,
  openStudent,
  openStudio,
  startHouse,
} from './support/index.ts';
import { fitsSideways, picture } from './support/looks.ts';
import { takePictures } from './support/pictures.ts';
import { DESK, PHONE, ZOOMED } from './support/students-page.ts';
import {
  bar,
  behind,
  help,
  lengthOf,
  menu,
  placeOf,
  playsOn,
  settings,
  videoOf,
} from './support/watching-page.ts';

let house: House;
let browser: Browser;
let studio: Page;

test.beforeAll(async () => {
  // Which rung a student is on must not hang on whether this machine keeps up with AV1.
  house = await startHouse({ ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
  studio = await openStudio(browser, house);
});

test.afterAll(async () => {
  await browser.close();
  await house.close();
});

async function openWatcher(name: string, width = 1280, height = 800): Promise<Page> {
  const page = await openStudent(browser, house, name, (made) => made.setViewportSize({ width, height }));
  await settings(page).waitFor();
  return page;
}

test('the picture is chosen by keyboard, and chosen still after the page is loaded anew', async () => {
  const page = await openWatcher('Ada');
  await expect.poll(async () => (await videoOf(page)).videoHeight, { timeout: 40_000 }).toBe(540);
  await settings(page).focus();
  await page.keyboard.press('Enter');
  const sheet = menu(page);
  await expect(sheet.getByRole('radio', { name: /Automatic/ })).toBeChecked();
  await sheet.getByRole('radio', { name: /Automatic/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(sheet.getByRole('radio', { name: '360p' })).toBeChecked();
  await expect.poll(async () => (await videoOf(page)).videoHeight).toBe(360);
  await takePictures({ 'watching-menu': page });
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(settings(page)).toBeFocused();

  await page.reload();
  await expect.poll(async () => (await videoOf(page)).videoHeight, { timeout: 30_000 }).toBe(360);
  await settings(page).click();
  await expect(sheet.getByRole('radio', { name: '360p' })).toBeChecked();
  await page.context().close();
});

test('sound alone loads no picture any more, and the picture comes back', async () => {
  const page = await openWatcher('Ben');
  await settings(page).click();
  await menu(page).getByRole('radio', { name: 'Sound only, saves data' }).check();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('sound-only')).toContainText('Waves and light');
  await playsOn(page);

  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await expect.poll(() => asked.filter((path) => path.includes('/a32/')).length).toBeGreaterThan(8);
  expect(asked.filter((path) => /\/(?:v|av1-)\d+/.test(path))).toEqual([]);
  await takePictures({ 'watching-sound-only': page });

  await page.reload();
  await expect(page.getByTestId('sound-only')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Show the picture' }).click();
  await expect.poll(async () => (await videoOf(page)).videoHeight, { timeout: 20_000 }).toBeGreaterThan(0);
  await playsOn(page);
  await page.context().close();
});

test('a student goes back to any moment since the lecture began, and to live again', async () => {
  const page = await openWatcher('Cleo');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await bar(page).focus();
  // More than what a live playlist holds, so that all since the beginning is asked for.
  await expect.poll(() => lengthOf(page), { timeout: 40_000 }).toBeGreaterThan(26);
  const dvr = page.waitForRequest(/\/dvr\.m3u8/);
  await page.keyboard.press('Home');
  await dvr;
  await expect(page.getByRole('button', { name: 'Go to live' })).toBeVisible({ timeout: 20_000 });
  await expect(bar(page)).toHaveAttribute('aria-valuetext', /seconds ago|minute/);
  await playsOn(page);
  expect(await behind(page)).toBeGreaterThan(20);
  await takePictures({ 'watching-before': page });

  // Five seconds with each press, on a bar of whole seconds, and nobody is dragged forward.
  const before = await placeOf(page);
  await page.keyboard.press('ArrowRight');
  expect((await placeOf(page)).at - before.at).toBeGreaterThanOrEqual(4);
  await playsOn(page);
  await expect(page.getByRole('button', { name: 'Go to live' })).toBeVisible();

  await page.keyboard.press('End');
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible({ timeout: 20_000 });
  await playsOn(page);
  // The bar is measured twice a second, and the picture may be there first.
  await expect.poll(() => behind(page)).toBeLessThan(6);
  await page.context().close();
});

test('a short step back is stayed at, and a key brings live again', async () => {
  const page = await openWatcher('Dora');
  await page.locator('main').focus();
  await page.keyboard.press('j');
  await expect(page.getByRole('button', { name: 'Go to live' })).toBeVisible();
  await playsOn(page);
  await expect(page.getByRole('button', { name: 'Go to live' })).toBeVisible();
  await page.keyboard.press('e');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.context().close();
});

test('single keys work at the picture, never where somebody types, and can be turned off', async () => {
  const page = await openWatcher('Emmy');
  await page.locator('main').focus();
  await page.keyboard.press('m');
  await expect.poll(async () => (await videoOf(page)).muted).toBe(true);
  await page.keyboard.press('m');
  await expect.poll(async () => (await videoOf(page)).muted).toBe(false);
  await page.getByRole('button', { name: 'Pause' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(async () => (await videoOf(page)).volume).toBeCloseTo(0.9);

  const message = page.getByRole('textbox', { name: /message/i });
  await message.fill('');
  await message.pressSequentially('km? ');
  await expect(message).toHaveValue('km? ');
  expect(await videoOf(page)).toMatchObject({ muted: false, paused: false });
  await expect(help(page)).toBeHidden();

  await page.locator('main').focus();
  await page.keyboard.press('Shift+?');
  await expect(help(page)).toBeVisible();
  await takePictures({ 'watching-keys': page });
  await help(page).getByRole('switch', { name: 'Letters are shortcuts' }).uncheck();
  await page.keyboard.press('Escape');
  await expect(help(page)).toBeHidden();
  await page.locator('main').focus();
  await page.keyboard.press('m');
  await page.keyboard.press('Space');
  await expect.poll(async () => (await videoOf(page)).paused).toBe(true);
  expect((await videoOf(page)).muted).toBe(false);

  await page.reload();
  await settings(page).waitFor({ timeout: 30_000 });
  await expect.poll(async () => (await videoOf(page)).volume).toBeCloseTo(0.9);
  await page.getByRole('button', { name: 'Pause' }).focus();
  await page.keyboard.press('m');
  await page.keyboard.press('ArrowUp');
  await expect.poll(async () => (await videoOf(page)).volume).toBeCloseTo(1);
  expect((await videoOf(page)).muted).toBe(false);
  await page.context().close();
});

test('sound, volume, the whole screen, a step back and the sound alone are had by keyboard alone', async () => {
  const page = await openWatcher('Kay');
  const press = async (name: string, key = 'Enter') => {
    await tabTo(page, page.getByRole('button', { name, exact: true }));
    await page.keyboard.press(key);
  };
  await press('Mute');
  await expect.poll(async () => (await videoOf(page)).muted).toBe(true);
  await press('Turn sound on');
  await expect.poll(async () => (await videoOf(page)).muted).toBe(false);
  await tabTo(page, page.getByRole('slider', { name: 'Volume' }));
  await page.keyboard.press('ArrowLeft');
  await expect.poll(async () => (await videoOf(page)).volume).toBeCloseTo(0.95);
  await press('Full screen');
  const leave = page.getByRole('button', { name: 'Leave full screen' });
  await expect(leave).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(leave).toBeHidden();

  await tabTo(page, bar(page));
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowLeft');
  await press('Go to live');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  const atPicture = page.getByRole('figure').locator(':focus');
  await expect(atPicture).toHaveCount(1);

  await press('Settings');
  await tabTo(page, menu(page).getByRole('radio', { name: /Automatic/ }));
  await page.keyboard.press('ArrowUp');
  await expect(menu(page).getByRole('radio', { name: 'Sound only, saves data' })).toBeChecked();
  await page.keyboard.press('Escape');
  await press('Show the picture');
  await expect.poll(async () => (await videoOf(page)).videoHeight, { timeout: 20_000 }).toBeGreaterThan(0);
  await expect(atPicture).toHaveCount(1);
  await page.context().close();
});

test('captions are shown in the size and the colours that were chosen', async () => {
  const page = await openWatcher('Finn');
  await page.evaluate((selector) => {
    const video = document.querySelector<HTMLVideoElement>(selector);
    const track = video?.addTextTrack('captions', 'Spoken words', 'fr');
    track?.addCue(new VTTCue(0, 1e9, '<v Teacher>Waves &amp; light'));
  }, PROGRAMME);
  await settings(page).click();
  await menu(page).getByRole('radio', { name: 'Spoken words' }).check();
  await menu(page).getByRole('radio', { name: 'Large' }).check();
  await menu(page).getByRole('radio', { name: 'Yellow on black' }).check();
  const words = page.getByTestId('captions').getByText('Waves & light');
  await expect(words).toBeVisible();
  await expect(words).toHaveCSS('background-color', 'rgb(0, 0, 0)');
  await takePictures({ 'watching-captions': page });
  await page.keyboard.press('Escape');
  const button = page.getByRole('button', { name: 'Captions' });
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await button.click();
  await expect(words).toBeHidden();
  await page.context().close();
});

for (const { width, height } of [PHONE, ZOOMED, DESK]) {
  test(`watching has nothing that axe minds, and fits whichever way the words go, at ${width} pixels`, async () => {
    const page = await openWatcher('Gus', width, height);
    await bar(page).focus();
    for (const dir of ['rtl', 'ltr']) {
      await page.evaluate((way) => (document.documentElement.dir = way), dir);
      expect(await violationsOn(page)).toEqual([]);
      await fitsSideways(page);
      await picture(page, `watching-${dir}-${width}`);
    }
    for (const button of await page.getByRole('figure').getByRole('button').all()) {
      const box = await button.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }
    await settings(page).click();
    await expect(menu(page)).toBeVisible();
    expect(await violationsOn(page)).toEqual([]);
    await menu(page).getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await expect(help(page)).toBeVisible();
    await expect(menu(page)).toBeHidden();
    expect(await violationsOn(page)).toEqual([]);
    await help(page).getByRole('button', { name: 'Close' }).click();
    await expect(help(page)).toBeHidden();
    await page.context().close();
  });
}

test('what happens in the class is a chapter on the bar, said in the reader’s language', async () => {
  const page = await openWatcher('Hana');
  await bar(page).focus();
  // What happens at once is what the lecture begins with.
  await expect.poll(() => lengthOf(page), { timeout: 40_000 }).toBeGreaterThan(20);
  const staff = await attendAsStaff(house.origin, house.links.studio);
  const item = { kind: 'link', url: 'https://example.org/', title: 'The book' } as const;
  // What other tests did in this class is there already.
  const before = await page.getByTestId('chapter').count();
  // A scene is one as soon as it has stayed.
  await studio.getByLabel('Camera only').check();
  await expect(page.getByTestId('chapter')).toHaveCount(before + 1, { timeout: 40_000 });
  await page.keyboard.press('End');
  await expect(bar(page)).toHaveAttribute('aria-valuetext', /, Camera$/);
  await staff.client.send({ type: 'share.add', item });
  staff.close();
  await expect(page.getByTestId('chapter')).toHaveCount(before + 2, { timeout: 20_000 });
  await page.keyboard.press('End');
  await expect(bar(page)).toHaveAttribute('aria-valuetext', /, The book$/);
  await page.keyboard.press('Home');
  await expect(bar(page)).toHaveAttribute('aria-valuetext', /, (Beginning|Poll: Which wave is longer\?)$/);
  // Whoever rests on the bar sees what was there, with the chapter's name.
  await bar(page).hover({ position: { x: 60, y: 20 } });
  await expect(page.getByTestId('tile')).toBeVisible({ timeout: 20_000 });
  await takePictures({ 'watching-chapters': page });
  await page.context().close();
});

test('the institution’s sign stands beside the class’s name, and beside its recordings', async () => {
  const page = await openStudent(browser, house, 'Ida', async (made) => {
    await asksForItsClass(made);
    await made.route('**/api/classes/DEMO', async (route) => {
      const answer = await route.fetch();
      const info = (await answer.json()) as object;
      await route.fulfill({ response: answer, json: { ...info, branding: { logo: '/favicon.svg' } } });
    });
  });
  const sign = page.getByRole('main').getByRole('img', { name: 'Demo University' });
  await expect(sign).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);
  await page.goto(`${house.links.viewer}/recordings`);
  await expect(page.getByRole('banner').getByRole('img', { name: 'Demo University' })).toBeVisible();
  await page.context().close();
});
