import { type Browser, type Page, expect, test } from '@playwright/test';
import { type House, launchChromium, startHouse, withQuery } from './support/index.ts';

let house: House;
let browser: Browser;

test.beforeAll(async () => {
  house = await startHouse({ ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
});

test.afterAll(async () => {
  await browser.close();
  await house.close();
});

async function openDesk(query = 'demo&width=640&height=360&fps=30'): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  await page.goto(withQuery(house.studioUrl, query));
  await expect(page.getByText('Connected').first()).toBeVisible();
  return page;
}

/** How dark the programme is there, from 0 (black) to 255. */
function lightAt(page: Page, x: number, y: number): Promise<number> {
  return page.evaluate(
    ({ x, y }) => {
      const video = document.querySelector<HTMLVideoElement>('[data-testid="programme-preview"]');
      const context = new OffscreenCanvas(1, 1).getContext('2d');
      if (!video || video.videoWidth === 0 || !context) return 128;
      context.drawImage(video, x * video.videoWidth, y * video.videoHeight, 4, 4, 0, 0, 1, 1);
      return Math.max(...context.getImageData(0, 0, 1, 1).data.slice(0, 3));
    },
    { x, y },
  );
}

const isDark = (page: Page, x: number, y: number) => expect.poll(() => lightAt(page, x, y)).toBeLessThan(70);
const isPaper = (page: Page, x: number, y: number) =>
  expect.poll(() => lightAt(page, x, y)).toBeGreaterThan(225);

const BLACK_LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="32"><path d="M0 0h64v32H0Z"/></svg>';
const TOP_RIGHT = [0.9, 0.1] as const;
/** Slides leave it free, for the presenter. */
const BOTTOM_RIGHT = [0.91, 0.9] as const;

test('the logo stands where it stood when the studio is opened anew, until it is removed', async () => {
  const page = await openDesk();
  await page.getByLabel('Slides only').check();
  await page.getByRole('button', { name: 'Overlays' }).click();
  await page.getByLabel('Picture of the logo').setInputFiles({
    ...{ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(BLACK_LOGO) },
  });
  await isDark(page, ...TOP_RIGHT);
  await page.getByLabel('Corner').selectOption('Bottom right');
  await isDark(page, ...BOTTOM_RIGHT);
  await isPaper(page, ...TOP_RIGHT);

  await page.reload();
  await page.getByLabel('Slides only').check();
  await isDark(page, ...BOTTOM_RIGHT);
  await page.getByRole('button', { name: 'Overlays' }).click();
  await expect(page.getByLabel('Corner')).toHaveValue('bottom-right');
  await page.getByRole('button', { name: 'Remove the logo' }).click();
  await expect(page.getByLabel('Picture of the logo')).toBeFocused();
  await isPaper(page, ...BOTTOM_RIGHT);

  await page.reload();
  await page.getByRole('button', { name: 'Overlays' }).click();
  await expect(page.getByRole('button', { name: 'Show: Logo' })).toBeDisabled();
  await page.close();
});

/** Takes what this handle moves to the middle of that one, as a hand does. */
async function drag(page: Page, name: RegExp, over: RegExp): Promise<void> {
  const from = await page.getByRole('button', { name }).boundingBox();
  const to = await page.getByRole('button', { name: over }).boundingBox();
  if (!from || !to) throw new Error('there is nothing to drag');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2 + Math.sign(to.y - from.y) * 4, {
    steps: 6,
  });
  await page.mouse.up();
}

test('scenes of one’s own are put into an order by hand and by keys, which is kept', async () => {
  const page = await openDesk();
  await page.getByRole('button', { name: 'Own scenes' }).click();
  for (const name of ['Alpha', 'Beta', 'Gamma']) {
    await page.getByRole('button', { name: 'New scene' }).click();
    await page.getByLabel('Name of the scene').fill(name);
    await page.getByRole('button', { name: 'All scenes' }).click();
  }
  const listed = () => page.getByRole('radio', { name: /^(Alpha|Beta|Gamma)/ }).evaluateAll(namesOf);
  await expect.poll(listed).toEqual(['Alpha', 'Beta', 'Gamma']);
  const handle = (name: string, place: number) =>
    page.getByRole('button', { name: `Move ${name}, place ${place} of 3` });
  await handle('Gamma', 3).focus();
  await page.keyboard.press('Home');
  await expect(handle('Gamma', 1)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(handle('Gamma', 2)).toBeFocused();
  await expect.poll(listed).toEqual(['Alpha', 'Gamma', 'Beta']);
  await drag(page, /^Move Beta/, /^Move Alpha/);
  await expect.poll(listed).toEqual(['Beta', 'Alpha', 'Gamma']);

  await page.reload();
  await expect(page.getByText('Connected').first()).toBeVisible();
  await expect.poll(listed).toEqual(['Beta', 'Alpha', 'Gamma']);
  await page.close();
});

test('prepared polls are put into an order by hand and by keys, which is kept', async () => {
  const page = await openDesk();
  const openPolls = () => page.getByRole('tab', { name: /^Polls/ }).click();
  await openPolls();
  for (const question of ['Alpha?', 'Beta?', 'Gamma?']) {
    await page.getByRole('button', { name: 'New poll' }).click();
    await page.getByLabel('Question', { exact: true }).fill(question);
    await page.getByLabel('Option 1', { exact: true }).fill('Yes');
    await page.getByLabel('Option 2', { exact: true }).fill('No');
    await page.getByRole('button', { name: 'Keep for later' }).click();
    await expect(page.getByRole('button', { name: `Open the poll: ${question}` })).toBeVisible();
  }
  const listed = async () =>
    (await page.getByRole('button', { name: /^Open the poll: / }).all()).length === 3
      ? page.getByText(/^(Alpha|Beta|Gamma)\?$/).allTextContents()
      : [];
  await expect.poll(listed).toEqual(['Alpha?', 'Beta?', 'Gamma?']);
  const handle = (name: string, place: number) =>
    page.getByRole('button', { name: `Move ${name}, place ${place} of 3` });
  await handle('Alpha?', 1).focus();
  await page.keyboard.press('End');
  await expect(handle('Alpha?', 3)).toBeFocused();
  await expect.poll(listed).toEqual(['Beta?', 'Gamma?', 'Alpha?']);
  await drag(page, /^Move Alpha/, /^Move Gamma/);
  await expect.poll(listed).toEqual(['Beta?', 'Alpha?', 'Gamma?']);

  await page.reload();
  await openPolls();
  await expect.poll(listed).toEqual(['Beta?', 'Alpha?', 'Gamma?']);
  // What is asked leaves the prepared ones, and what is prepared then comes behind them.
  await page.getByRole('button', { name: 'Open the poll: Alpha?' }).click();
  await expect(page.getByRole('button', { name: 'Close the poll: Alpha?' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Move Beta?, place 1 of 2' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Move Gamma?, place 2 of 2' })).toBeVisible();
  await page.close();
});

test('a camera that can’t be blurred from here is said to be one, with what to do instead', async () => {
  const page = await openDesk('width=640&height=360&fps=30');
  await page.getByRole('button', { name: 'Turn off' }).first().waitFor();
  await page.getByRole('button', { name: 'Picture', exact: true }).click();
  const blur = page.getByRole('switch', { name: 'Blur what is behind you' });
  await expect(blur).toBeDisabled();
  await expect(blur).toHaveAccessibleDescription(/your system’s own camera settings/);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Turn off' }).first().click();
  await page.getByRole('button', { name: 'Picture', exact: true }).click();
  await expect(blur).toHaveAccessibleDescription(/Turn your camera on under Sources/);
  await page.close();
});

/** In the page: what is written beside each of these round buttons. */
function namesOf(inputs: Element[]): string[] {
  return inputs.map((input) => input.closest('label')?.querySelector('span')?.textContent ?? '');
}
