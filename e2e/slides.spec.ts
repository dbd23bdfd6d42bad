import { type Browser, type Page, expect, test } from '@playwright/test';
import type { Desktop } from '../studio/services/index.ts';
import { launchChromium } from './support/index.ts';
import { makePdf } from './support/make-pdf.ts';
import { type SlidesPage, startSlidesPage } from './support/slides-page.ts';

interface Seen {
  commands: { type: string; page?: number; title?: string; text?: string; pages?: number }[];
  pictures: ([number, number] | undefined)[];
}

test.describe.configure({ mode: 'serial' });

let its: SlidesPage;
/** What Electron would say of the desktop. */
let screens: Awaited<ReturnType<Desktop['screens']>>;
const chosen: string[] = [];
const desktop: Desktop = {
  screens: async () => screens,
  chooseScreen: (id) => chosen.push(id) > 0,
  permissions: () => ({ camera: 'granted', microphone: 'granted', screen: 'denied' }),
  openPrivacy: (kind) => chosen.push(`settings of the ${kind}`),
  setUnderWay: () => {},
};
let browser: Browser;

test.beforeAll(async () => {
  its = await startSlidesPage(desktop);
  browser = await launchChromium();
});

test.afterAll(async () => {
  await browser.close();
  await its.close();
});

const waves = makePdf([
  { title: 'Waves', text: 'They move.', note: 'Show the spring.' },
  { title: 'Light', text: 'It is a wave too.' },
  { title: 'Sound' },
  { title: 'Water', text: 'Surf.' },
]);

async function openPage(): Promise<{ page: Page; broken: string[] }> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 1000 } })).newPage();
  const broken: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') broken.push(message.text());
  });
  page.on('pageerror', (error) => broken.push(String(error)));
  await page.goto(its.url);
  await expect(page.getByTestId('slides')).toBeVisible();
  return { page, broken };
}

async function open(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel('Open a PDF').setInputFiles({ name, mimeType: 'application/pdf', buffer });
}

const slides = (page: Page) => page.getByTestId('slides');
const where = (page: Page, text: string) =>
  expect(slides(page).getByText(text, { exact: true })).toBeVisible();
const seen = (page: Page): Promise<Seen> =>
  page.evaluate(() => (window as unknown as { slides: { seen: Seen } }).slides.seen);

/** How much of the programme's picture is dark: black, white with text on it, or nothing at all. */
const darkPart = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('#programme');
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return undefined;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let dark = 0;
    for (let i = 0; i < data.length; i += 4) if ((data[i] ?? 0) < 100 && data[i + 3] === 255) dark += 1;
    return dark / (data.length / 4);
  });

test('a PDF is opened, turned by a clicker, drawn for the programme, and told to the class', async () => {
  const { page, broken } = await openPage();
  await open(page, 'waves_and_light.pdf', waves);
  await where(page, 'Page 1 of 4');
  await expect(slides(page).getByRole('heading', { name: 'waves and light' })).toBeVisible();
  await expect.poll(async () => (await seen(page)).pictures.at(-1)).toEqual([1280, 720]);
  const dark = await darkPart(page);
  expect(dark).toBeGreaterThan(0.05);
  expect(dark).toBeLessThan(0.3);

  await page.keyboard.press('PageDown');
  await where(page, 'Page 2 of 4');
  await expect
    .poll(async () => (await seen(page)).commands)
    .toMatchObject([
      { type: 'slides.open', title: 'waves and light', pages: 4, page: 1 },
      { type: 'slides.turn', page: 2, title: 'Light', text: 'Light\nIt is a wave too.' },
    ]);

  await page.keyboard.press('.');
  await expect.poll(() => darkPart(page)).toBe(1);
  await page.keyboard.press('PageDown');
  await where(page, 'Page 2 of 4');
  await expect.poll(() => darkPart(page)).toBeLessThan(0.3);

  await page.keyboard.press('End');
  await where(page, 'Page 4 of 4');
  await page.keyboard.press('ArrowRight');
  await where(page, 'Page 4 of 4');
  await page.keyboard.press('Home');
  await where(page, 'Page 1 of 4');

  await page.locator('#field').fill('');
  await page.locator('#field').press('PageDown');
  await page.locator('#field').press('.');
  await where(page, 'Page 1 of 4');

  await slides(page).getByRole('button', { name: 'Page 1' }).focus();
  await page.keyboard.type('3');
  await expect(slides(page).getByText('Go to page 3: press Enter')).toBeVisible();
  await page.keyboard.press('Enter');
  await where(page, 'Page 3 of 4');
  await expect(slides(page).getByRole('button', { name: 'Page 3' })).toBeFocused();
  // In a window that nobody sees the browser asks for no frames, and the lecture goes on.
  await page.evaluate(() => {
    window.requestAnimationFrame = () => 0;
  });
  const before = (await seen(page)).pictures.length;
  await page.keyboard.press('PageDown');
  await expect.poll(async () => (await seen(page)).pictures.length).toBeGreaterThan(before);
  await expect
    .poll(async () => (await seen(page)).commands.at(-1))
    .toMatchObject({ page: 4, title: 'Water' });
  expect(broken).toEqual([]);
  await page.context().close();
});

test('notes of the file and one’s own stand in the presenter view, and neither is in the picture', async () => {
  const { page, broken } = await openPage();
  const noted = makePdf([{ title: 'Waves', note: 'Show the spring.' }, { title: 'Light' }]);
  const plain = makePdf([{ title: 'Waves' }, { title: 'Light' }]);
  await open(page, 'noted.pdf', noted);
  const presenter = page.getByTestId('presenter');
  await expect(presenter.getByText('Show the spring.')).toBeVisible();
  await expect.poll(async () => (await seen(page)).pictures.length).toBeGreaterThan(0);
  const withNote = await darkPart(page);
  await presenter.getByLabel('Your notes for this page').fill('Ask who surfs.');
  await presenter.getByLabel('Your notes for this page').press('PageDown');
  await where(page, 'Page 1 of 2');
  await slides(page).getByRole('button', { name: 'Next' }).click();
  await expect(presenter.getByText('This was the last page.')).toBeVisible();
  await expect(presenter.getByLabel('Your notes for this page')).toHaveValue('');
  await slides(page).getByRole('button', { name: 'Back' }).click();
  await expect(presenter.getByLabel('Your notes for this page')).toHaveValue('Ask who surfs.');
  await open(page, 'plain.pdf', plain);
  await expect(slides(page).getByRole('heading', { name: 'plain' })).toBeVisible();
  await expect(presenter.getByText('Show the spring.')).toBeHidden();
  await expect.poll(() => darkPart(page)).toBe(withNote);
  expect(broken).toEqual([]);
  await page.context().close();
});

test('slides are there again at their page, with their notes, after the studio was ended', async () => {
  const { page } = await openPage();
  await open(page, 'water.pdf', makePdf([{ title: 'Water' }, { title: 'Ice' }, { title: 'Steam' }]));
  await where(page, 'Page 1 of 3');
  await page.keyboard.press('End');
  await where(page, 'Page 3 of 3');
  await page.getByLabel('Your notes for this page').fill('Thank them.');
  await expect.poll(() => its.written()).toMatch(/"page": 3[^]*Thank them\.|Thank them\.[^]*"page": 3/);
  await page.context().close();
  await its.restart();

  const { page: later } = await openPage();
  await where(later, 'Page 3 of 3');
  await expect(later.getByLabel('Your notes for this page')).toHaveValue('Thank them.');
  await expect
    .poll(async () => (await seen(later)).commands[0])
    .toMatchObject({ type: 'slides.open', page: 3 });
  await slides(later).getByRole('button', { name: 'Put away' }).click();
  await slides(later).getByRole('button', { name: 'Delete water' }).click();
  await later.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(slides(later).getByRole('button', { name: 'Open water' })).toBeHidden();
  await later.context().close();
});

test('a password is asked for, a wrong one is said to be wrong, and the right one opens', async () => {
  const { page } = await openPage();
  await open(page, 'secret.pdf', makePdf([{ title: 'Exam' }], 'sesame'));
  await expect(slides(page).getByText('“secret” is protected by a password.')).toBeVisible();
  await slides(page).getByLabel('Password of the PDF').fill('open');
  await slides(page).getByRole('button', { name: 'Open', exact: true }).click();
  await expect(slides(page).getByText('That isn’t the password. Try again.')).toBeVisible();
  await slides(page).getByLabel('Password of the PDF').fill('sesame');
  await page.keyboard.press('Enter');
  await where(page, 'Page 1 of 1');
  await slides(page).getByRole('button', { name: 'Put away' }).click();
  await page.context().close();
});

test('what can’t be opened says why, and what was open stays', async () => {
  const { page } = await openPage();
  await open(page, 'optics.pdf', makePdf([{ title: 'Optics' }, { title: 'Lenses' }]));
  await where(page, 'Page 1 of 2');
  const refusals: [string, Buffer, RegExp][] = [
    ['empty.pdf', Buffer.alloc(0), /has no pages/],
    ['broken.pdf', Buffer.from('%PDF-1.7\nthis is all that came'), /is broken/],
    ['noise.pdf', Buffer.from('no PDF at all'.repeat(99)), /is broken/],
  ];
  for (const [name, body, words] of refusals) {
    await open(page, name, body);
    await expect(slides(page).getByRole('alert').getByText(words)).toBeVisible();
    await where(page, 'Page 1 of 2');
  }
  await slides(page).getByRole('button', { name: 'OK' }).click();
  await expect(slides(page).getByRole('alert')).toBeHidden();
  await slides(page).getByRole('button', { name: 'Put away' }).click();
  await page.context().close();
});

test('of three hundred pages only those in sight are drawn, and any of them is found by its words', async () => {
  const { page, broken } = await openPage();
  const many = Array.from({ length: 300 }, (_, i) => ({ title: `Chapter ${i + 1}`, text: `word${i + 1}` }));
  await open(page, 'long.pdf', makePdf(many));
  await where(page, 'Page 1 of 300');
  const strip = slides(page).getByRole('list', { name: 'All pages' });
  await expect(strip.getByRole('listitem')).toHaveCount(300);
  await expect.poll(() => strip.locator('canvas').count()).toBeGreaterThan(3);
  expect(await strip.locator('canvas').count()).toBeLessThan(30);
  await page.keyboard.press('End');
  await where(page, 'Page 300 of 300');
  await expect.poll(() => strip.locator('[data-page="300"] canvas').count()).toBe(1);
  await expect.poll(() => strip.locator('[data-page="1"] canvas').count()).toBe(0);

  await slides(page).getByLabel('Find in the slides').fill('word217');
  await expect(slides(page).getByText('On one page:')).toBeVisible();
  await strip.getByRole('button', { name: 'Page 217' }).click();
  await where(page, 'Page 217 of 300');
  expect(broken).toEqual([]);
  await page.context().close();
});

test('a screen is chosen by its picture; without permission it says what to do, and in a browser nothing is asked', async () => {
  const { page, broken } = await openPage();
  const pick = () =>
    page.evaluate(() =>
      (window as unknown as { slides: { picker: { pick(): Promise<boolean> } } }).slides.picker.pick(),
    );
  const picture = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg"/>')}`;
  screens = {
    is: 'list',
    screens: [
      { id: 'screen:1:0', name: 'Entire screen', kind: 'screen', thumbnail: picture },
      { id: 'window:8:0', name: 'Editor', kind: 'window' },
    ],
    canShareSound: true,
  };
  const picking = pick();
  const dialog = page.getByRole('dialog', { name: 'What do you want to share?' });
  await expect(dialog.getByRole('group', { name: 'Screens' }).locator('img')).toHaveCount(1);
  await dialog.getByRole('radio', { name: 'Editor' }).check();
  await dialog.getByRole('button', { name: 'Share' }).click();
  expect(await picking).toBe(true);
  expect(chosen).toEqual(['window:8:0']);

  const leaving = pick();
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await leaving).toBe(false);

  screens = { is: 'not-allowed', why: 'denied' };
  const refused = pick();
  await expect(dialog.getByText(/macOS doesn’t let the studio see the screen/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Open the system’s settings' }).click();
  await expect.poll(() => chosen.at(-1)).toBe('settings of the screen');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await refused).toBe(false);

  screens = { is: 'by-browser' };
  expect(await pick()).toBe(true);
  await expect(dialog).toBeHidden();
  expect(broken).toEqual([]);
  await page.context().close();
});
