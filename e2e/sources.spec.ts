import { type Browser, type Page, expect, test } from '@playwright/test';
import { type House, SMALL_PICTURE, launchChromium, startHouse, withQuery } from './support/index.ts';

interface SourcesWindow extends Window {
  /** What the camera shows: noise as a lens gives it, or again and again the same. */
  camera?: 'noise' | 'hangs';
  shared?: MediaStream;
}

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

/** A studio whose camera does as it is told, and whose shared screen can be ended from outside. */
async function openDesk(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript(install);
  await page.goto(withQuery(house.studioUrl, SMALL_PICTURE));
  await expect(page.getByRole('button', { name: 'Turn off' }).first()).toBeVisible();
  return page;
}

// Runs in the page: everything it uses must be inside it.
function install(): void {
  const its = window as SourcesWindow;
  const devices = navigator.mediaDevices;
  const [ask, share] = [devices.getUserMedia.bind(devices), devices.getDisplayMedia.bind(devices)];
  devices.getUserMedia = async (wanted) => {
    if (!wanted?.video) return ask(wanted);
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
    const context = canvas.getContext('2d');
    setInterval(() => {
      if (!context) return;
      const shade = () => (its.camera === 'hangs' ? 90 : Math.floor(Math.random() * 200));
      context.fillStyle = `rgb(${shade()} ${shade()} ${shade()})`;
      context.fillRect(0, 0, canvas.width, canvas.height);
    }, 100);
    return canvas.captureStream(10);
  };
  devices.getDisplayMedia = async (wanted) => (its.shared = await share(wanted));
}

test('a camera that stands still is said wherever one is, and opened anew', async () => {
  const page = await openDesk();
  const frozen = page.getByRole('alert').filter({ hasText: 'The camera’s picture stands still' });
  const setCamera = (camera: SourcesWindow['camera']) =>
    page.evaluate((how) => void ((window as SourcesWindow).camera = how), camera);
  await setCamera('hangs');
  await expect(frozen).toBeVisible({ timeout: 30_000 });
  await page.getByRole('tab', { name: 'Whiteboard' }).click();
  await expect(frozen).toBeVisible();
  await setCamera('noise');
  await expect(frozen).toBeHidden();

  await setCamera('hangs');
  await expect(frozen).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Open the camera anew' }).click();
  await expect(frozen).toBeHidden();
  await page.close();
});

test('a shared screen that the system ended is said, and shared again', async () => {
  const page = await openDesk();
  const ended = page.getByRole('alert').filter({ hasText: 'The screen is shared no longer' });
  await page.getByRole('button', { name: 'Share a screen' }).click();
  await expect(page.getByRole('button', { name: 'Stop sharing' })).toBeVisible();
  await page.getByRole('tab', { name: 'Whiteboard' }).click();
  await page.evaluate(() => {
    const [track] = (window as SourcesWindow).shared?.getVideoTracks() ?? [];
    // A page that stops its own track is not told so: this is what the browser says when it was somebody else.
    track?.stop();
    track?.dispatchEvent(new Event('ended'));
  });
  await expect(ended).toBeVisible();
  await page.getByRole('button', { name: 'Share a screen' }).click();
  await expect(ended).toBeHidden();
  await page.getByRole('tab', { name: 'Sources' }).click();
  await page.getByRole('button', { name: 'Stop sharing' }).click();
  await expect(ended).toBeHidden();
  await page.close();
});
