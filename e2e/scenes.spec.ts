import { type Browser, type Page, expect, test } from '@playwright/test';
import { type House, launchChromium, startHouse, withQuery } from './support/index.ts';

let house: House;
let browser: Browser;

test.beforeAll(async () => {
  house = await startHouse();
  browser = await launchChromium();
});

test.afterAll(async () => {
  await browser.close();
  await house.close();
});

/** The desk with the demonstration's camera and slides, neither on air nor heard. */
async function openDesk(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(withQuery(house.studioUrl, 'demo&width=640&height=360&fps=30'));
  await expect(page.getByLabel('Slides and you')).toBeChecked();
  await expect.poll(() => looks(page, ...ABOVE)).toBe('paper');
  return page;
}

/** What the programme shows around there: slides are on light paper, the room behind the camera is blueish grey, cards are dark. */
function looks(page: Page, x: number, y: number): Promise<string> {
  return page.evaluate(
    ({ x, y }) => {
      const video = document.querySelector<HTMLVideoElement>('[data-testid="programme-preview"]');
      const context = new OffscreenCanvas(1, 1).getContext('2d');
      if (!video || video.videoWidth === 0 || !context) return 'nothing';
      const { videoWidth: width, videoHeight: height } = video;
      context.drawImage(video, x * width, y * height, width / 64, height / 64, 0, 0, 1, 1);
      const [red = 0, , blue = 0] = context.getImageData(0, 0, 1, 1).data;
      if (red < 70 && blue < 70) return 'dark';
      if (red > 225 && red >= blue) return 'paper';
      return blue > red ? 'room' : 'something else';
    },
    { x, y },
  );
}

/** Above everything that slides write and the speaker moves. */
const ABOVE = [0.58, 0.02] as const;

test('a scene is chosen by its picture or by its key, and no key works while somebody types', async () => {
  const page = await openDesk();
  await page.getByLabel('Camera only').check();
  await expect.poll(() => looks(page, ...ABOVE)).toBe('room');
  await page.keyboard.press('3');
  await expect(page.getByLabel('Slides only')).toBeChecked();
  await expect.poll(() => looks(page, ...ABOVE)).toBe('paper');

  await page.getByRole('textbox', { name: /message/i }).click();
  await page.keyboard.type('4');
  await expect(page.getByLabel('Slides only')).toBeChecked();
  await page.getByRole('radio', { name: 'Whiteboard' }).check();
  await expect(page.getByText('Open the whiteboard to fill this scene.')).toBeVisible();
  await expect.poll(() => looks(page, ...ABOVE)).toBe('dark');
  await page.close();
});

test('a prepared scene is seen by the instructor alone, until it is cut or faded in', async () => {
  const page = await openDesk();
  await page.getByRole('switch', { name: 'Prepare before showing' }).check();
  await page.keyboard.press('4');
  await expect(page.getByLabel('Camera only')).toBeChecked();
  await expect(page.getByTestId('prepared-picture')).toBeVisible();
  await page.waitForFunction(() => {
    const canvas = document.querySelector('[data-testid="prepared-picture"]');
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    if (!(canvas instanceof HTMLCanvasElement) || !context) return false;
    context.drawImage(canvas, 0.58 * canvas.width, 0.02 * canvas.height, 8, 4, 0, 0, 1, 1);
    const [red = 0, , blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return red > 70 && blue > red;
  });
  expect(await looks(page, ...ABOVE)).toBe('paper');

  await page.keyboard.press('Enter');
  await expect.poll(() => looks(page, ...ABOVE)).toBe('room');
  // What was on air before stands ready to come back.
  await expect(page.getByLabel('Slides and you')).toBeChecked();
  await page.getByRole('button', { name: 'Fade' }).click();
  await expect.poll(() => looks(page, ...ABOVE)).toBe('paper');

  await page.getByRole('switch', { name: 'Prepare before showing' }).uncheck();
  await expect(page.getByTestId('prepared-picture')).toBeHidden();
  await page.close();
});

test('the instructor’s picture goes where it is dragged or sent by keys, and into corners', async () => {
  const page = await openDesk();
  const inset = page.getByTestId('inset');
  const corner = [0.96, 0.7] as const;
  await expect.poll(() => looks(page, ...corner)).toBe('room');

  const box = await inset.boundingBox();
  const video = await page.getByTestId('programme-preview').boundingBox();
  if (!box || !video) throw new Error('nothing to drag');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  // Nearly to the left edge: it goes the rest of the way by itself.
  await page.mouse.move(x - video.width * 0.7, y + 3, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => looks(page, ...corner)).toBe('paper');
  await expect(page.getByText('bottom left, 24 % wide')).toBeAttached();

  await inset.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('top left, 24 % wide')).toBeAttached();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('+');
  await expect(page.getByText('top left, 26 % wide')).toBeAttached();
  const grip = await page.getByTestId('inset-grip').boundingBox();
  if (!grip) throw new Error('no grip');
  await page.mouse.move(grip.x + 8, grip.y + 8);
  await page.mouse.down();
  await page.mouse.move(grip.x + 8 + video.width * 0.1, grip.y + 30, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByText('top left, 36 % wide')).toBeAttached();
  await page.close();
});

test('a name, a timer, a logo and a pause card are laid over the picture, and taken off again', async () => {
  const page = await openDesk();
  await page.getByLabel('Slides only').check();
  await page.getByRole('button', { name: 'Overlays' }).click();
  const show = (name: string) => page.getByRole('button', { name: `Show: ${name}` });
  await expect(show('Name banner')).toBeDisabled();
  await page.getByLabel('Name', { exact: true }).fill('Lise Meitner');
  await show('Name banner').click();
  await expect.poll(() => looks(page, 0.045, 0.922)).toBe('dark');
  await show('Timer').click();
  await expect.poll(() => looks(page, 0.435, 0.1)).toBe('dark');

  const file = page.getByLabel('Picture of the logo');
  await file.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await expect(page.getByText('This file is no picture that can be shown.')).toBeVisible();
  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="32"><path d="M0 0h64v32H0Z"/></svg>';
  await file.setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(drawing) });
  await expect.poll(() => looks(page, 0.9, 0.1)).toBe('dark');

  await show('Pause card').click();
  await expect.poll(() => looks(page, ...ABOVE)).toBe('dark');
  for (const name of ['Pause card', 'Logo', 'Timer', 'Name banner']) {
    await page.getByRole('button', { name: `Hide: ${name}` }).click();
  }
  await expect.poll(() => looks(page, ...ABOVE)).toBe('paper');
  await expect.poll(() => looks(page, 0.9, 0.1)).toBe('paper');
  await page.close();
});

test('a scene of one’s own is put together, named, shown and deleted', async () => {
  const page = await openDesk();
  await page.getByRole('button', { name: 'Own scenes' }).click();
  await page.getByRole('button', { name: 'New scene' }).click();
  await page.getByLabel('Name of the scene').fill('Debate');
  const camera = page.getByRole('group', { name: 'Camera' });
  await camera.getByLabel('Width %').fill('80');
  await camera.getByLabel('Width %').press('Tab');
  await expect(camera.getByLabel('Left %')).toHaveValue('20');
  await page.getByRole('button', { name: 'Remove Slides' }).click();
  await page.getByRole('button', { name: 'All scenes' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: 'Debate' }).check();
  await expect.poll(() => looks(page, 0.1, 0.5)).toBe('dark');
  await expect.poll(() => looks(page, 0.73, 0.53)).toBe('room');

  const place = page.getByRole('button', { name: 'Camera: arrow keys move it' });
  const [box, video] = [await place.boundingBox(), await page.getByTestId('programme-preview').boundingBox()];
  if (!box || !video) throw new Error('nothing to drag');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  // Nearly to the left edge: it goes the rest of the way by itself.
  await page.mouse.move(x - video.width * 0.19, y, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByText('0 % from the left, 50 % from the top, 80 % wide, 50 % high')).toBeAttached();
  await place.focus();
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('-');
  await expect(page.getByText('0 % from the left, 40 % from the top, 78 % wide, 49 % high')).toBeAttached();
  const grip = await page.getByTestId('place-grip').boundingBox();
  if (!grip) throw new Error('no grip');
  await page.mouse.move(grip.x + 8, grip.y + 8);
  await page.mouse.down();
  await page.mouse.move(grip.x + 8 - video.width * 0.2, grip.y + 8, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByText('0 % from the left, 40 % from the top, 58 % wide')).toBeAttached();

  await page.getByRole('button', { name: 'Own scenes' }).click();
  await page.getByRole('button', { name: 'Delete Debate' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('Slides and you')).toBeChecked();
  await expect(page.getByRole('radio', { name: 'Debate' })).toHaveCount(0);
  await page.close();
});
