import { type Browser, type Page, expect, test } from '@playwright/test';
import { NAME_MAX } from '@rostrum/protocol/room';
import { asksForItsClass } from './support/asks-for-class.ts';
import { violationsOn } from './support/axe.ts';
import { type Instructor, comeAsInstructor, tabTo } from './support/breakouts-page.ts';
import { type ClassDesk, openClassDesk } from './support/class-desk.ts';
import { type ServerAlone, launchChromium, startServerAlone } from './support/index.ts';
import { fitsSideways, picture } from './support/looks.ts';
import { DESK, PHONE, draft, openPage, typeName } from './support/students-page.ts';

const MINUTE_MS = 60_000;

let server: ServerAlone;
let browser: Browser;
let instructor: Instructor;
let desk: ClassDesk;

test.beforeAll(async () => {
  server = await startServerAlone({ ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
  instructor = await comeAsInstructor(server.origin, server.links.studio);
  desk = await openClassDesk(server);
});

test.afterAll(async () => {
  instructor.close();
  await browser.close();
  await server.close();
});

/** For everyone, and on a phone as well. */
async function expectPlain(page: Page, name: string): Promise<void> {
  expect(await violationsOn(page)).toEqual([]);
  const before = page.viewportSize() ?? DESK;
  await page.setViewportSize(PHONE);
  await fitsSideways(page);
  await picture(page, `${name}-320`);
  await page.setViewportSize(before);
  await picture(page, `${name}-${before.width}`);
}

test('with the code and a name somebody is in, by keyboard alone, and is told what is wrong until then', async () => {
  const page = await openPage(browser);
  await page.goto(server.origin);
  await page.getByLabel('Class code').focus();
  await page.keyboard.type('NOPE99');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('Please type a name.');
  await expect(page.getByLabel('Your name')).toBeFocused();
  await page.keyboard.type('Ada');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('NOPE99');
  await expect(page.getByLabel('Class code')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('de mo');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Connected').first()).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/c/DEMO');
  await page.context().close();
});

test('a name of two hundred emoji is cut between them, and one that nobody could see is asked for again', async () => {
  const astronaut = '👩🏽‍🚀';
  const page = await openPage(browser, { viewport: PHONE });
  await page.goto(server.links.viewer);
  const name = page.getByLabel('Your name');
  await name.fill('\u200b\u2060\u200d');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText(/A name is needed/);
  await expect(name).toBeFocused();

  await name.fill('');
  await page.keyboard.insertText(astronaut.repeat(200));
  await expect(name).toHaveValue(astronaut.repeat(Math.floor(NAME_MAX / astronaut.length)));
  await fitsSideways(page);
  await page.keyboard.press('Enter');
  await page.getByText('Connected').first().waitFor();
  await draft(page).fill('From space.');
  await page.keyboard.press('Enter');
  const row = page.getByRole('log').locator('li[data-row]').filter({ hasText: 'From space.' });
  await expect(row).toContainText(astronaut);
  await expect(row).not.toContainText('\ufffd');
  await fitsSideways(page);
  await page.context().close();
});

test('the language is chosen at the door, holds in the class and through a reload, and is changed there too', async () => {
  const page = await openPage(browser);
  await page.goto(server.links.viewer);
  await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.getByLabel('Ihr Name').fill('Ada');
  await page.getByRole('button', { name: 'Teilnehmen' }).click();
  await expect(page.getByRole('button', { name: 'Melden', exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Melden', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Mehr', exact: true }).click();
  await page.getByRole('combobox', { name: 'Sprache' }).selectOption('en');
  await expect(page.getByRole('button', { name: 'Raise hand' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'More', exact: true })).toBeFocused();
  await page.context().close();
});

test('whoever is early reads how long it is, checks sound and devices, and leaves nothing on', async () => {
  await desk.beginAt(Date.now() + 12.5 * MINUTE_MS);
  await instructor.send({ type: 'class.open' });
  const page = await openPage(browser, { viewport: { width: 390, height: 844 } });
  await page.addInitScript(() => {
    const given: MediaStreamTrack[] = [];
    Object.assign(window, { given });
    const media = navigator.mediaDevices;
    const ask = media.getUserMedia.bind(media);
    media.getUserMedia = async (wanted) => {
      const stream = await ask(wanted);
      given.push(...stream.getTracks());
      return stream;
    };
  });
  await page.goto(server.links.viewer);
  await expect(page.getByText(/^Begins: /)).toBeVisible();
  await typeName(page, 'Early');
  await expect(page.getByRole('heading', { name: 'Before it begins' })).toBeVisible();
  await expect(page.getByText('in 13 minutes')).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);

  const opener = page.getByRole('button', { name: 'Check sound and devices' });
  await opener.click();
  const dialog = page.getByRole('dialog', { name: 'Sound and devices' });
  await dialog.getByRole('button', { name: 'Play a tone' }).click();
  await dialog.getByRole('button', { name: 'I don’t' }).click();
  await expect(dialog.getByText('Turn up the sound of your device', { exact: false })).toBeVisible();
  await dialog.getByRole('button', { name: 'Play it again' }).click();
  await dialog.getByRole('button', { name: 'I hear it' }).click();
  await expect(dialog.getByText('Good: you will hear the lecture.')).toBeVisible();

  await dialog.getByRole('button', { name: 'Check camera and microphone' }).click();
  await expect(dialog.getByLabel('Your camera')).toBeVisible();
  await expect(dialog.getByLabel('How loud you are')).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);
  await picture(page, 'lobby-check-390');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
  const left = await page.evaluate(() =>
    (window as unknown as { given: MediaStreamTrack[] }).given.map(({ readyState }) => readyState),
  );
  expect(left).toEqual(['ended', 'ended']);
  await page.context().close();
  await desk.beginAt(null);
});

test('devices that the browser refuses are told of in words, and the class goes on', async () => {
  const page = await openPage(browser);
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
  });
  await page.goto(server.links.viewer);
  await typeName(page, 'Refused');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: 'Check sound and devices…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sound and devices' });
  await dialog.getByRole('button', { name: 'Check microphone only' }).click();
  await expect(dialog.getByRole('alert')).toContainText('doesn’t let this page use your microphone');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();
  await page.context().close();
});

test('a link that is forged, or for another class, says so and leaves a way in', async () => {
  const page = await openPage(browser);
  await page.goto(`${server.links.viewer}#key=${'x'.repeat(43)}`);
  await expect(page.getByText('This link is not valid here.', { exact: false })).toBeVisible();
  await expectPlain(page, 'link-not-valid');
  await expect(page.getByLabel('Your name')).toBeVisible();
  expect(page.url()).not.toContain('key');

  const other = await desk.makeClass('Mirrors and lenses');
  await page.goto(`${server.origin}/c/${other}#key=${await desk.linkKey()}`);
  await expect(page.getByText('This link is for another class: Waves and light.')).toBeVisible();
  await expectPlain(page, 'link-elsewhere');
  await page.getByRole('button', { name: 'Go to that class' }).click();
  await expect(page.getByText('Connected').first()).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/c/DEMO');
  await page.context().close();
});

test('a full server is told of with when it is tried again, and lets them in by itself', async () => {
  const page = await openPage(browser);
  let isFull = true;
  await page.routeWebSocket('**/socket', (socket) => {
    if (isFull) void socket.close();
    else socket.connectToServer();
  });
  const refusal = { code: 'full', text: 'The server is full. Try again in a moment.', retryAfterMs: 2000 };
  await page.route('**/socket', (route) => route.fulfill({ status: 503, json: { refusal } }));
  await page.goto(server.links.viewer);
  await typeName(page, 'Late');
  await expect(page.getByRole('heading', { name: 'There is no place at the moment' })).toBeVisible();
  await expect(page.getByText('The server is full.', { exact: false })).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);
  await picture(page, 'full-1440');
  isFull = false;
  await expect(page.getByText('Connected').first()).toBeVisible({ timeout: 20_000 });
  await page.context().close();
});

test('who has to wait at the door comes in by themselves', async () => {
  const page = await openPage(browser);
  let asked = 0;
  await page.route('**/api/join', async (route) => {
    asked += 1;
    if (asked > 1) return route.continue();
    const refusal = { code: 'too-fast', text: 'That was too often.', retryAfterMs: 1500 };
    return route.fulfill({ status: 429, json: { refusal } });
  });
  await page.goto(server.links.viewer);
  await typeName(page, 'Waits');
  await expect(page.getByText(/^You come in by yourself in \d s\.$/)).toBeVisible();
  await expect(page.getByText('Connected').first()).toBeVisible();
  expect(asked).toBe(2);
  await page.context().close();
});

test('whom staff removed reads so, and the page doesn’t try to come back', async () => {
  const page = await openPage(browser);
  let sockets = 0;
  page.on('websocket', () => (sockets += 1));
  await page.goto(server.links.viewer);
  await typeName(page, 'Rowdy');
  await page.getByText('Connected').first().waitFor();
  const personId = await instructor.idOf('Rowdy');
  await instructor.send({ type: 'person.remove', personId, reason: 'Shouting.' });
  const heading = page.getByRole('heading', { name: 'You were removed from this class' });
  await expect(heading).toBeVisible();
  await expect(page.getByText('Shouting.', { exact: false })).toBeVisible();
  await expectPlain(page, 'removed');
  expect(sockets).toBe(1);
  await page.reload();
  await expect(heading).toBeVisible();
  expect(sockets).toBe(2);
  await page.context().close();
});

test('a server that can’t be reached, and being offline, are told of, and it goes on by itself', async () => {
  const page = await openPage(browser);
  await asksForItsClass(page);
  await page.route('**/api/classes/**', (route) => route.abort());
  await page.goto(server.links.viewer);
  await expect(page.getByRole('heading', { name: 'The server can’t be reached' })).toBeVisible();
  await expectPlain(page, 'unreachable');
  await page.unroute('**/api/classes/**');
  await expect(page.getByLabel('Your name')).toBeVisible();

  await page.goto(server.origin);
  await page.getByLabel('Class code').fill('DEMO');
  await page.context().setOffline(true);
  await typeName(page, 'Ada');
  await expect(page.getByRole('alert')).toHaveText('The server can’t be reached.');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Join the lecture' }).click();
  await expect(page.getByText('Connected').first()).toBeVisible();
  await page.context().close();
});

test('a browser that can’t do it reads what can, and one that lacks only the picture comes in', async () => {
  const page = await openPage(browser);
  await page.route('**/assets/index-*.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'class { not this language' }),
  );
  await page.goto(server.links.viewer);
  await expect(page.getByRole('heading', { name: 'This page could not be started.' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Diese Seite ließ sich nicht starten.' })).toBeVisible();
  await expectPlain(page, 'not-started');
  await page.context().close();

  const unfit = await openPage(browser);
  await unfit.addInitScript(() => Reflect.deleteProperty(window, 'WebSocket'));
  await unfit.goto(server.links.viewer);
  await expect(unfit.getByRole('heading', { name: 'This browser is too old for the lecture' })).toBeVisible();
  await expectPlain(unfit, 'too-old');
  await unfit.context().close();

  const blind = await openPage(browser);
  await blind.addInitScript(() => {
    for (const name of ['MediaSource', 'ManagedMediaSource']) Reflect.deleteProperty(window, name);
    HTMLMediaElement.prototype.canPlayType = () => '';
  });
  await blind.goto(server.links.viewer);
  await expect(blind.getByText('the chat works', { exact: false })).toBeVisible();
  await expectPlain(blind, 'no-picture');
  await typeName(blind, 'Blind');
  await expect(blind.getByText('Connected').first()).toBeVisible();
  await blind.context().close();
});

// Last: a new password ends every other session of the instructor's.
test('a class for its participants takes a login, and refuses a wrong one in words', async () => {
  const code = await desk.makeClass('Seminar', { guestsAllowed: false });
  await desk.givePassword('ada', 'correct horse battery');
  const page = await openPage(browser, { viewport: PHONE });
  await page.goto(`${server.origin}/c/${code}`);
  await expect(page.getByText('This class is for its participants.', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'I have a login' }).click();
  await expect(page.getByLabel('Login')).toBeFocused();
  await page.keyboard.type('ada');
  await page.keyboard.press('Tab');
  await page.keyboard.type('wrong');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('The login or the password is wrong');
  await expect(page.getByLabel('Password')).toBeFocused();
  expect(await violationsOn(page)).toEqual([]);
  await fitsSideways(page);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('correct horse battery');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Connected').first()).toBeVisible();
  await page.context().close();

  // Where guests come too, whoever has a login is themself by it.
  const known = await openPage(browser, { viewport: PHONE });
  await known.goto(server.links.viewer);
  await tabTo(known, known.getByRole('button', { name: 'I have a login' }));
  await known.keyboard.press('Enter');
  await expect(known.getByLabel('Login')).toBeFocused();
  expect(await violationsOn(known)).toEqual([]);
  await fitsSideways(known);
  await known.keyboard.type('ada');
  await known.keyboard.press('Tab');
  await known.keyboard.type('correct horse battery');
  await known.keyboard.press('Enter');
  await expect(known.getByText('Connected').first()).toBeVisible();
  await known.context().close();
});
