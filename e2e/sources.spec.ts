import { type Browser, type Page, expect, test } from '@playwright/test';
import { type House, SMALL_PICTURE, launchChromium, startHouse, withQuery } from './support/index.ts';
import { violationsOn } from './support/axe.ts';
import {
  giveMicrophones,
  keepMicrophones,
  plugMicrophones,
  refuseDevices,
  unplugMicrophone,
} from './support/own-devices.ts';

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

test('a studio without camera and microphone says what is missing, and what goes without', async () => {
  const page = await browser.newPage();
  await refuseDevices(page, 'NotFoundError');
  await page.goto(withQuery(house.studioUrl, SMALL_PICTURE));
  await expect(page.getByRole('alert').filter({ hasText: 'No camera found' })).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: 'No microphone found' })).toBeVisible();
  await expect(page.getByTestId('go-on-air')).toBeEnabled();
  await page.close();
});

test('a studio whose devices were refused says where to allow them', async () => {
  const page = await browser.newPage();
  await refuseDevices(page, 'NotAllowedError');
  await page.goto(withQuery(house.studioUrl, SMALL_PICTURE));
  for (const device of ['camera', 'microphone']) {
    const refused = page.getByRole('alert').filter({ hasText: `The ${device} isn’t allowed` });
    await expect(refused).toContainText('beside the page’s address');
  }
  // No shell of a browser can open the system's settings.
  await expect(page.getByRole('button', { name: 'Open the system’s settings' })).toHaveCount(0);
  await page.close();
});

test('a microphone that is unplugged is said beside the whiteboard, and comes back', async () => {
  const page = await browser.newPage();
  await keepMicrophones(page);
  await page.goto(withQuery(house.studioUrl, SMALL_PICTURE));
  await expect(page.getByRole('button', { name: 'Mute', exact: true })).toBeVisible();
  await page.getByRole('tab', { name: 'Whiteboard' }).click();
  const level = page.getByRole('meter', { name: 'Loudness of the microphone' });
  await expect(level).toBeVisible();
  await unplugMicrophone(page);
  const unplugged = page.getByRole('alert').filter({ hasText: 'The microphone was unplugged' });
  await expect(unplugged).toBeVisible();
  await expect(level).toBeHidden();
  await page.evaluate(() => navigator.mediaDevices.dispatchEvent(new Event('devicechange')));
  await expect(unplugged).toBeHidden();
  await expect(level).toBeVisible();
  await page.close();
});

/** The mixer of a studio with two microphones, the second of which is in the mix. */
async function openMixerOfTwo(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await giveMicrophones(page, 'Lapel', 'Hall');
  await page.goto(withQuery(house.studioUrl, SMALL_PICTURE));
  await page.getByRole('tab', { name: 'Sound', exact: true }).click();
  await expect(page.getByRole('slider', { name: 'Microphone: volume', exact: true })).toBeVisible();
  const add = page.getByRole('button', { name: 'Add a second microphone' });
  await expect(add.or(volumeOfSecond(page))).toBeVisible();
  if (await add.isVisible()) await add.click();
  await expect(volumeOfSecond(page)).toBeVisible();
  return page;
}

const volumeOfSecond = (page: Page) => page.getByRole('slider', { name: 'Second microphone: volume' });

test('a second microphone has its own place in the mix, and one key mutes both', async () => {
  const page = await openMixerOfTwo();
  const choice = page.getByRole('combobox', { name: 'Second microphone' });
  await expect(choice.locator('option')).toHaveText(['Hall']);
  await page.getByText('Lip-sync delays').click();
  await expect(
    page.getByRole('spinbutton', { name: 'Second microphone: held back, in milliseconds' }),
  ).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);

  const muteFirst = page.getByRole('checkbox', { name: 'Mute microphone', exact: true });
  const muteSecond = page.getByRole('checkbox', { name: 'Mute second microphone', exact: true });
  const pressM = async () => {
    await page.getByRole('tab', { name: 'Sound', exact: true }).focus();
    await page.keyboard.press('m');
  };
  await pressM();
  await expect(muteFirst).toBeChecked();
  await expect(muteSecond).toBeChecked();
  await pressM();
  await expect(muteFirst).not.toBeChecked();
  await expect(muteSecond).not.toBeChecked();

  // Muted by itself, it stays so when the first one is heard again.
  await muteSecond.check();
  await pressM();
  await expect(muteFirst).toBeChecked();
  await pressM();
  await expect(muteFirst).not.toBeChecked();
  await expect(muteSecond).toBeChecked();
  await page.close();
});

test('a second microphone that is unplugged is said and waited for; it is kept until it is removed', async () => {
  const page = await openMixerOfTwo();
  const unplugged = page.getByRole('alert').filter({ hasText: 'The second microphone is unplugged' });
  await plugMicrophones(page, 'Lapel');
  await expect(unplugged).toBeVisible();
  await expect(volumeOfSecond(page)).toBeHidden();
  await page.getByRole('tab', { name: 'Whiteboard' }).click();
  await expect(unplugged).toBeVisible();
  await plugMicrophones(page, 'Lapel', 'Hall');
  await expect(unplugged).toBeHidden();
  await page.getByRole('tab', { name: 'Sound', exact: true }).click();
  await expect(volumeOfSecond(page)).toBeVisible();

  // It stands in for the first one, and must not be in the mix twice.
  await plugMicrophones(page, 'Hall');
  const taken = page.getByRole('alert').filter({ hasText: 'is your first one just now' });
  await expect(taken).toBeVisible();
  await expect(volumeOfSecond(page)).toBeHidden();
  await plugMicrophones(page, 'Lapel', 'Hall');
  await expect(taken).toBeHidden();
  await expect(volumeOfSecond(page)).toBeVisible();

  await page.reload();
  await page.getByRole('tab', { name: 'Sound', exact: true }).click();
  await expect(volumeOfSecond(page)).toBeVisible();
  await page.getByRole('button', { name: 'Remove the second microphone' }).click();
  await expect(volumeOfSecond(page)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Add a second microphone' })).toBeVisible();
  await page.close();
});
