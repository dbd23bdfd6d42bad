import { readFile } from 'node:fs/promises';
import { sessionSchema } from '@rostrum/protocol/http';
import { type Browser, type BrowserContext, type Page, expect, test } from '@playwright/test';
import * as v from 'valibot';
import { violationsOn } from './support/axe.ts';
import { type House, SMALL_PICTURE, launchChromium, startHouse, withQuery } from './support/index.ts';
import { type WhiteboardPage, startWhiteboardPage } from './support/whiteboard-page.ts';

interface Seen {
  pictures: number;
  inks: number;
  hasInk: boolean;
  latencies: number[];
}
interface Handle {
  whiteboard: { seen: Seen; setOver(what: string | undefined): void };
}

let server: House;
let pages: WhiteboardPage;
let browser: Browser;

test.beforeAll(async () => {
  pages = await startWhiteboardPage();
  server = await startHouse({ ROSTRUM_ORIGINS: pages.origin, ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
});

test.afterAll(async () => {
  await browser.close();
  await server.close();
  await pages.close();
});

interface Person {
  readonly context: BrowserContext;
  readonly address: string;
}

async function come(path: string, body: object): Promise<Person> {
  const answer = await fetch(`${server.origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { token } = v.parse(sessionSchema, await answer.json());
  const address = `${pages.origin}/#${new URLSearchParams({ server: server.origin, token }).toString()}`;
  return { context: await browser.newContext({ viewport: { width: 1280, height: 760 } }), address };
}

const asInstructor = () =>
  come('/api/session/link', { key: new URL(server.links.studio).searchParams.get('key') });
const asStudent = (name: string) => come('/api/join', { code: 'DEMO', name });

async function open({ context, address }: Person): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => expect(String(error)).toBe('no error'));
  await page.goto(address);
  await expect(surface(page)).toBeVisible();
  return page;
}

const surface = (page: Page) => page.getByTestId('whiteboard-surface');
const says = (page: Page, text: string | RegExp) => expect(page.getByRole('status')).toHaveText(text);
const describes = (page: Page, text: string | RegExp, timeout = 15_000) =>
  expect(page.getByTestId('whiteboard-content')).toHaveText(text, { timeout });
const seen = (page: Page) => page.evaluate(() => (window as unknown as Handle).whiteboard.seen);
const press = async (page: Page, keys: string) => {
  await surface(page).focus();
  await page.keyboard.press(keys);
};

/** In parts of the board's width and height. */
async function drag(page: Page, ...points: [number, number][]): Promise<void> {
  const box = (await surface(page).boundingBox())!;
  const at = ([x, y]: [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
  const [first, ...others] = points;
  await page.mouse.move(...at(first!));
  await page.mouse.down();
  for (const point of others) await page.mouse.move(...at(point), { steps: 8 });
  await page.mouse.up();
}

/** Until the server has it: whoever comes next finds nothing. */
async function clear(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Clear this page' }).click();
  await describes(page, 'Page 1 of 1. Nothing is on it.');
  await says(page, /Undo brings it back/);
  // The next touch, which leaves nothing, takes that word away; behind it is what is saved.
  await press(page, 'x');
  await drag(page, [0.4, 0.4], [0.5, 0.5]);
  await says(page, 'Saved');
}

/** How many changes of the board the page's browser keeps. */
const kept = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('rostrum-board');
        opening.onerror = () => reject(new Error('there is no copy', { cause: opening.error }));
        opening.onsuccess = () => {
          const database = opening.result;
          const counting = database.transaction('updates').objectStore('updates').count();
          counting.onsuccess = () => {
            database.close();
            resolve(counting.result);
          };
        };
      }),
  );

/** How many pixels of a picture are not paper and not nothing. */
const inked = (page: Page, id: 'programme' | 'ink') =>
  page.evaluate((canvasId) => {
    const canvas = document.querySelector<HTMLCanvasElement>(`#${canvasId}`)!;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i + 3]! > 0 && data[i]! < 128) count += 1;
    return count;
  }, id);

test('a line is in the picture and with a student who may draw, and undo takes away one’s own', async () => {
  const grace = await open(await asInstructor());
  await describes(grace, 'Page 1 of 1. Nothing is on it.');
  const ada = await open(await asStudent('Ada'));
  await says(ada, /Only staff see and draw on the board/);
  await grace.getByLabel('Everyone may draw').check();
  // The board opens by itself to whoever may see it now.
  await says(ada, 'Saved');

  await drag(grace, [0.2, 0.2], [0.4, 0.5], [0.6, 0.2]);
  await describes(grace, /1 line, 0 shapes/);
  await expect.poll(() => inked(grace, 'programme')).toBeGreaterThan(1_000);
  await describes(ada, /1 line, 0 shapes/);
  await says(grace, 'Saved');

  await press(ada, 'r');
  await drag(ada, [0.7, 0.6], [0.9, 0.9]);
  await describes(grace, /1 line, 1 shape\./);
  await press(grace, 'Control+z');
  await describes(ada, /0 lines, 1 shape\./);
  await press(grace, 'Control+y');
  await describes(ada, /1 line, 1 shape\./);
  await expect(grace.getByRole('button', { name: 'Undo' })).toBeEnabled();

  await grace.screenshot({ path: test.info().outputPath('board-light.png') });
  await grace.emulateMedia({ colorScheme: 'dark' });
  await grace.screenshot({ path: test.info().outputPath('board-dark.png') });

  await grace.getByLabel('Everyone may draw').uncheck();
  await says(ada, /Only staff see and draw on the board/);
  await drag(ada, [0.1, 0.1], [0.2, 0.2]);
  await describes(ada, /1 line, 1 shape\./);
  await clear(grace);
  for (const page of [grace, ada]) await page.context().close();
});

test('the rubbers, text, pages and paper do what they say, and the board is saved as files', async () => {
  const grace = await open(await asInstructor());
  await describes(grace, 'Page 1 of 1. Nothing is on it.');
  await drag(grace, [0.1, 0.5], [0.9, 0.5]);
  await press(grace, 'Shift+E');
  await drag(grace, [0.5, 0.4], [0.5, 0.6]);
  await describes(grace, /2 lines/);
  await press(grace, 'e');
  await drag(grace, [0.2, 0.4], [0.2, 0.6]);
  await describes(grace, /1 line,/);
  await press(grace, 'Control+z');
  await describes(grace, /2 lines/);

  await press(grace, 't');
  await surface(grace).click({ position: { x: 200, y: 80 } });
  await grace.getByLabel('Text on the board').fill('Optik');
  // A click elsewhere ends the one text and begins another.
  await surface(grace).click({ position: { x: 300, y: 200 } });
  await describes(grace, /Text: Optik/);
  await expect(grace.getByLabel('Text on the board')).toHaveValue('');
  await grace.getByLabel('Text on the board').fill('Licht ist eine Welle — свет');
  await grace.keyboard.press('Control+Enter');
  await describes(grace, /Text: Optik; Licht ist eine Welle — свет/);
  await grace.getByLabel('Paper').selectOption('grid');
  await grace.getByRole('button', { name: 'New page' }).click();
  await describes(grace, 'Page 2 of 2. Nothing is on it.');
  await press(grace, 'o');
  await drag(grace, [0.3, 0.3], [0.6, 0.7]);
  await press(grace, 'PageUp');
  await describes(grace, /Page 1 of 2/);

  const [png] = await Promise.all([
    grace.waitForEvent('download'),
    grace.getByRole('button', { name: 'Save page (PNG)' }).click(),
  ]);
  expect((await readFile(await png.path())).subarray(1, 4).toString()).toBe('PNG');
  const [pdf] = await Promise.all([
    grace.waitForEvent('download'),
    grace.getByRole('button', { name: 'Save all (PDF)' }).click(),
  ]);
  await pdf.saveAs(test.info().outputPath('board.pdf'));
  const written = await readFile(await pdf.path(), 'latin1');
  expect(written).toMatch(/^%PDF-1\.7/);
  expect(written).toContain('/Count 2');
  await press(grace, 'PageDown');
  await grace.getByRole('button', { name: 'Remove page' }).click();
  await describes(grace, /Page 1 of 1/);
  await clear(grace);
  await grace.context().close();
});

test('ink over a slide comes as a see-through picture, and each slide has its own', async () => {
  const grace = await open(await asInstructor());
  const setOver = (what?: string) =>
    grace.evaluate((one) => (window as unknown as Handle).whiteboard.setOver(one), what);
  await describes(grace, /Page 1 of 1/);
  await expect(grace.getByLabel('Draw over the picture')).toBeDisabled();
  await setOver('deck/1');
  await grace.getByLabel('Draw over the picture').check();
  await drag(grace, [0.2, 0.2], [0.8, 0.8]);
  await expect.poll(() => inked(grace, 'ink')).toBeGreaterThan(1_000);
  await setOver('deck/2');
  await expect.poll(() => inked(grace, 'ink')).toBe(0);
  await setOver('deck/1');
  await expect.poll(() => inked(grace, 'ink')).toBeGreaterThan(1_000);
  await grace.getByLabel('Draw over the picture').uncheck();
  await expect.poll(async () => (await seen(grace)).hasInk).toBe(false);
  await describes(grace, 'Page 1 of 1. Nothing is on it.');
  await grace.context().close();
});

test('a student who may draw does so on their own page, a phone’s too, and no longer when it is taken back', async () => {
  const studio = await browser.newPage();
  await studio.goto(withQuery(server.studioUrl, `demo&${SMALL_PICTURE}`));
  await studio.getByRole('tab', { name: 'Whiteboard' }).click();
  await describes(studio, 'Page 1 of 1. Nothing is on it.');

  const phone = await browser.newContext({ viewport: { width: 320, height: 640 }, hasTouch: true });
  const student = await phone.newPage();
  student.on('pageerror', (error) => expect(String(error)).toBe('no error'));
  await student.goto(server.links.viewer);
  await student.getByLabel(/name/i).fill('Emmy');
  await student.keyboard.press('Enter');
  await student.getByText('Connected').first().waitFor();
  await expect(student.getByTestId('class-board')).toBeHidden();

  const setAllowed = async (word: string) => {
    await studio.getByRole('tab', { name: /^People/ }).click();
    await studio.getByRole('button', { name: 'What to do with Emmy' }).click();
    await studio.getByRole('button', { name: word, exact: true }).click();
  };
  await setAllowed('May draw');
  await expect(student.getByText('You may draw on the whiteboard', { exact: false })).toBeVisible();
  await student.getByRole('button', { name: 'Open the whiteboard' }).click();
  await expect(surface(student)).toBeVisible();
  await expect(student.getByTestId('class-board').getByRole('status').last()).toHaveText('Saved');
  expect(await student.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  // What is of the programme, or staff's to say, is not there.
  await expect(student.getByLabel('Draw over the picture')).toBeHidden();
  await expect(student.getByLabel('Everyone may draw')).toBeHidden();

  await surface(student).scrollIntoViewIfNeeded();
  await drag(student, [0.2, 0.2], [0.5, 0.7], [0.8, 0.3]);
  await describes(studio, /1 line, 0 shapes/, 1_000);
  await surface(student).tap();
  await describes(studio, /2 lines, 0 shapes/, 1_000);
  await drag(studio, [0.1, 0.9], [0.9, 0.9]);
  await describes(student, /3 lines, 0 shapes/);
  expect(await violationsOn(student)).toEqual([]);
  await student.screenshot({ path: test.info().outputPath('student-320.png') });
  await student.setViewportSize({ width: 1280, height: 800 });
  await student.getByRole('button', { name: 'Close the whiteboard' }).click();
  await expect(surface(student)).toBeHidden();
  await student.getByRole('button', { name: 'Open the whiteboard' }).click();
  await describes(student, /3 lines, 0 shapes/);
  await student.screenshot({ path: test.info().outputPath('student-1280.png') });

  await setAllowed('May no longer draw');
  await expect(surface(student)).toBeHidden();
  await expect(
    student.getByText('You can’t draw on the whiteboard any more.', { exact: false }),
  ).toBeVisible();
  await describes(studio, /3 lines, 0 shapes/);
  await setAllowed('May draw');
  await student.getByRole('button', { name: 'Open the whiteboard' }).click();
  await describes(student, /3 lines, 0 shapes/);
  await student.getByRole('button', { name: 'Clear this page' }).click();
  await describes(studio, 'Page 1 of 1. Nothing is on it.');
  for (const page of [studio, student]) await page.context().close();
});

test('what is drawn while the server is away outlives the page, and comes to the others', async () => {
  const person = await asInstructor();
  const before = await open(person);
  await describes(before, 'Page 1 of 1. Nothing is on it.');
  await says(before, 'Saved');
  await server.server.kill();
  await says(before, /The server is away/);
  await drag(before, [0.2, 0.2], [0.8, 0.3]);
  await describes(before, /1 line/);
  // Its last change is on the disk before the page is closed, behind the one that all before it is kept as.
  await expect.poll(() => kept(before)).toBe(2);
  await before.close({ runBeforeUnload: false });
  await server.restartServer();
  const after = await open(person);
  await describes(after, /1 line/);
  await says(after, 'Saved');
  // Another browser, which has no copy of its own.
  const elsewhere = await open({ ...person, context: await browser.newContext() });
  await describes(elsewhere, /1 line/);
  await elsewhere.getByRole('button', { name: 'Clear this page' }).click();
  await describes(after, 'Page 1 of 1. Nothing is on it.');
  for (const page of [after, elsewhere]) await page.context().close();
});
