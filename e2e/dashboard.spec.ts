import { type Browser, type Locator, type Page, expect, test } from '@playwright/test';
import { violationsOn } from './support/axe.ts';
import { fitsSideways } from './support/looks.ts';
import {
  type House,
  PROGRAMME,
  launchChromium,
  openStudent,
  openStudio,
  startHouse,
  takeReloads,
  watchGlass,
} from './support/index.ts';
import { takePictures } from './support/pictures.ts';

const TITLE = 'Waves and light';
const TABS = ['Classes', 'Alerts', 'Server', 'Ended', 'Administration', 'Cost'] as const;
const PLOTS = 7;

let house: House;
let browser: Browser;
let studio: Page;
let student: Page;
/** Let in once, by the link: every test goes on in it. */
let dashboard: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  house = await startHouse({ ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
  studio = await openStudio(browser, house);
  student = await openStudent(browser, house);
  const context = await browser.newContext({
    ...{ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' },
  });
  dashboard = await context.newPage();
  await dashboard.goto(house.links.dashboard);
});

test.afterAll(async () => {
  await browser.close();
  await house.close();
});

const row = () => dashboard.getByRole('row').filter({ hasText: TITLE });

async function openTab(name: (typeof TABS)[number]): Promise<void> {
  await dashboard
    .getByRole('navigation')
    .getByRole('link', { name: new RegExp(`^${name}`) })
    .click();
  await expect(dashboard).toHaveTitle(new RegExp(`^(\\(\\d+\\) )?${name} · `));
  await dashboard.getByRole('main').getByRole('heading').first().waitFor();
}

async function openClass(): Promise<void> {
  await openTab('Classes');
  await row().getByRole('link', { name: TITLE }).click();
  await expect(dashboard.getByRole('heading', { name: TITLE, level: 2 })).toBeVisible();
}

/** Something was drawn on it. */
async function isDrawn(canvas: Locator): Promise<boolean> {
  return canvas.evaluate((element: HTMLCanvasElement) => {
    const { width, height } = element;
    const pixels = element.getContext('2d')?.getImageData(0, 0, width, height).data;
    return pixels?.some((value, i) => i % 4 === 3 && value > 0) ?? false;
  });
}

/** The clock in the studio's picture can be read: it is the lecture that is shown, not our own picture. */
async function readable(): Promise<number> {
  return (await watchGlass(student, PROGRAMME, 1_500)).frames.length;
}

test('a class on air is a row with its picture and its figures', async () => {
  await expect(row()).toContainText('On air');
  await expect(row()).toContainText(/[\d.]+ [kM]bit\/s/);
  await expect(row()).toContainText(/\d+ fps/);
  await expect(row()).toContainText(/(360|540)p/);
  await expect(row().getByRole('img')).toBeVisible({ timeout: 30_000 });
  await expect(dashboard).toHaveTitle(/Classes · Demo University$/);
});

test('a class is opened and left by keyboard, and its curves are drawn', async () => {
  await row().getByRole('link', { name: TITLE }).focus();
  await dashboard.keyboard.press('Enter');
  await expect(dashboard).toHaveURL(/#\/classes\/[\w-]+$/);
  await expect(dashboard).toHaveTitle(new RegExp(`${TITLE} · `));
  await expect(dashboard.getByRole('main')).toBeFocused();

  const plots = dashboard.locator('.uplot canvas');
  await expect(plots).toHaveCount(PLOTS);
  for (const plot of await plots.all()) await expect.poll(() => isDrawn(plot)).toBe(true);
  const comesIn = dashboard.getByRole('img', { name: /^Comes in, the last 10 min\. Picture: between/ });
  await expect(comesIn).toBeVisible();
  await dashboard.getByRole('radio', { name: '1 h' }).check();
  await expect(dashboard.getByRole('img', { name: /^Comes in, the last 1 h\./ })).toBeVisible();

  const people = dashboard.getByRole('table', { name: 'People' });
  await expect(people.getByRole('row').filter({ hasText: 'Ada' })).toContainText(/Student|Guest/);
  await expect(dashboard.getByRole('region', { name: 'What happened' })).toContainText('On air');

  await dashboard.goBack();
  await expect(row()).toBeVisible();
  await dashboard.goForward();
  await expect(dashboard.getByRole('heading', { name: TITLE, level: 2 })).toBeVisible();
});

test('our own picture goes out and the lecture again, as an admin chooses', async () => {
  await openClass();
  await expect.poll(readable, { timeout: 30_000 }).toBeGreaterThan(0);
  await dashboard.getByRole('button', { name: 'Show our own picture' }).click();
  await expect.poll(readable, { timeout: 30_000 }).toBe(0);
  await dashboard.getByRole('button', { name: 'Show the lecture again' }).click();
  await expect.poll(readable, { timeout: 30_000 }).toBeGreaterThan(0);
});

test('the transcoder is started again after a second word, and no student’s page begins anew', async () => {
  await openClass();
  await takeReloads(student);
  await dashboard.getByRole('button', { name: 'Restart the transcoder' }).click();
  await expect(dashboard.getByText('Students may see a gap of up to two seconds.')).toBeVisible();
  await dashboard.getByRole('button', { name: 'Restart it now' }).click();
  await expect(dashboard.getByText('The transcoder is starting again.')).toBeVisible();
  await expect.poll(readable, { timeout: 30_000 }).toBeGreaterThan(0);
  expect(await takeReloads(student)).toBe(0);
});

test('the staff of a class read what an admin writes', async () => {
  await openClass();
  const text = 'The fire alarm in your building is tested at noon.';
  await dashboard.getByLabel('Message to the staff of this class').fill(text);
  await dashboard.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(dashboard.getByText('Sent to the staff of the class.')).toBeVisible();
  await expect(dashboard.getByLabel('Message to the staff of this class')).toHaveValue('');
  await studio.getByRole('tab', { name: /^Class/ }).click();
  await expect(studio.getByText(text)).toBeVisible();
});

for (const colors of ['light', 'dark'] as const) {
  test(`no place has violations in ${colors}, nor has to be scrolled sideways on a phone`, async () => {
    // Some fifty looks by axe, beside a lecture on air.
    test.setTimeout(300_000);
    await dashboard.emulateMedia({ colorScheme: colors });
    const looks = [
      ...TABS.map((name) => ({ name: name.toLowerCase(), open: () => openTab(name) })),
      { name: 'class', open: openClass },
    ];
    for (const { name, open } of looks) {
      await open();
      if (name === 'class') await expect(dashboard.locator('.uplot canvas')).toHaveCount(PLOTS);
      await expect.soft(await violationsOn(dashboard), name).toEqual([]);
      for (const width of [390, 320]) {
        await dashboard.setViewportSize({ width, height: 844 });
        await fitsSideways(dashboard);
        await expect.soft(await violationsOn(dashboard), `${name} at ${width} px`).toEqual([]);
      }
      await dashboard.setViewportSize({ width: 1440, height: 900 });
      if (colors === 'light') await takePictures({ [`dashboard-${name}`]: dashboard });
    }
    await dashboard.emulateMedia({ colorScheme: null });
  });
}

test('whoever comes without a key is told what to do', async () => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${house.origin}/dashboard/#/alerts`);
  await expect(page.getByText('This link doesn’t open the dashboard')).toBeVisible();
  await page.context().close();
});

test('a server that is away leaves the figures on the page, with their age, and is found again', async () => {
  await openTab('Server');
  await house.server.kill();
  await expect(dashboard.getByText(/can’t be reached\. These figures are \d+ s old/)).toBeVisible();
  await expect(dashboard.getByText('Not up to date')).toBeVisible();
  await house.restartServer();
  await expect(dashboard.getByText('Up to date', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(dashboard).toHaveURL(/#\/server$/);
});

test('a class is ended after its code was typed', async () => {
  await openClass();
  await dashboard.getByRole('button', { name: 'End the class…' }).click();
  const dialog = dashboard.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'End the class' })).toBeDisabled();
  await dialog.getByRole('textbox').fill('demo');
  expect(await violationsOn(dashboard)).toEqual([]);
  await dialog.getByRole('textbox').press('Enter');
  await expect(dashboard.getByText('The class has ended.')).toBeVisible();
  await expect(student.getByText(/has ended/).first()).toBeVisible({ timeout: 20_000 });
});
