import { type Browser, type Page, expect, test } from '@playwright/test';
import { violationsOn } from './support/axe.ts';
import {
  type Instructor,
  comeAsInstructor,
  isIn,
  roomChat,
  roomPage,
  sayInRoom,
  seesPictureOf,
  tabTo,
  takeRoomPictures,
  tileOf,
} from './support/breakouts-page.ts';
import {
  type House,
  PROGRAMME,
  launchChromium,
  openStudent,
  openStudio,
  startHouse,
  wasReloaded,
} from './support/index.ts';

let house: House;
let browser: Browser;
let instructor: Instructor;

test.beforeAll(async () => {
  house = await startHouse({ ROSTRUM_AV1: 'off' });
  // Three students on one machine, each with a camera that is encoded three times over.
  browser = await launchChromium({ args: ['--use-fake-device-for-media-stream=fps=5'] });
  await openStudio(browser, house, 'demo&width=320&height=180&fps=10');
  instructor = await comeAsInstructor(house.origin, house.links.studio);
});

test.afterEach(() => instructor.send({ type: 'breakouts.end' }).catch(() => undefined));

test.afterAll(async () => {
  instructor.close();
  await browser.close();
  await house.close();
});

const join = (page: Page, how: string) => page.getByRole('button', { name: how }).click();
/** Exactly: whoever listens to the page is told who wrote it as well. */
const lineIn = (page: Page, text: string) => roomChat(page).getByText(text, { exact: true });
const programme = (page: Page) => page.locator(PROGRAMME);
const isMuted = (page: Page) => programme(page).evaluate((video: HTMLVideoElement) => video.muted);
const draft = (page: Page) => page.getByPlaceholder('Write to the class');

/** A page in the class, whether anything is on air or not. */
async function openInClass(name: string): Promise<Page> {
  const page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
  await page.goto(house.links.viewer);
  await page.getByLabel(/name/i).fill(name);
  await page.keyboard.press('Enter');
  await page.getByText('Connected').first().waitFor();
  return page;
}

test('students see, hear and write to those in their own room, are moved, and find the lecture as they left it', async () => {
  test.setTimeout(240_000);
  const ada = await openStudent(browser, house, 'Ada');
  const bob = await openStudent(browser, house, 'Bob');
  const cleo = await openStudent(browser, house, 'Cleo');
  const all = [ada, bob, cleo];
  for (const page of all) await draft(page).fill('half a thought');
  const [adaId, bobId, cleoId] = await Promise.all(
    ['Ada', 'Bob', 'Cleo'].map((name) => instructor.idOf(name)),
  );

  await instructor.send({
    type: 'breakouts.open',
    rooms: [
      { name: 'Red', members: [adaId!, bobId!] },
      { name: 'Blue', members: [cleoId!] },
    ],
    mayChoose: false,
  });
  await isIn(ada, 'Red');
  await isIn(bob, 'Red');
  await isIn(cleo, 'Blue');
  for (const page of all) await expect.poll(() => isMuted(page)).toBe(true);
  for (const page of all) await join(page, 'Join with camera');
  await seesPictureOf(ada, 'Bob');
  await seesPictureOf(bob, 'Ada');
  await expect(tileOf(cleo, 'Ada')).toBeHidden();
  await expect(cleo.getByText('You are alone here')).toBeVisible();

  await sayInRoom(ada, 'What is light?');
  await expect(lineIn(bob, 'What is light?')).toBeVisible();
  await sayInRoom(bob, 'A wave.');
  await expect(lineIn(ada, 'A wave.')).toBeVisible();
  await sayInRoom(cleo, 'Nobody here?');
  await expect(lineIn(cleo, 'Nobody here?')).toBeVisible();
  await expect(lineIn(cleo, 'What is light?')).toBeHidden();
  await expect(lineIn(ada, 'Nobody here?')).toBeHidden();

  await bob.reload();
  await isIn(bob, 'Red');
  await seesPictureOf(bob, 'Ada');
  await seesPictureOf(ada, 'Bob');
  await expect(lineIn(bob, 'What is light?')).toBeVisible();

  const { breakoutId } = await instructor.roomOf('Red');
  await instructor.send({ type: 'breakouts.move', personId: cleoId!, breakoutId });
  await isIn(cleo, 'Red');
  await seesPictureOf(cleo, 'Ada');
  await seesPictureOf(ada, 'Cleo');
  await expect(lineIn(cleo, 'What is light?')).toBeVisible();
  await expect(lineIn(cleo, 'Nobody here?')).toBeHidden();

  await instructor.send({ type: 'breakouts.tell', text: 'Write down what you found.' });
  for (const page of all) await expect(roomPage(page).getByText('Write down what you found.')).toBeVisible();

  await instructor.send({ type: 'breakouts.end' });
  for (const page of all) {
    await expect(roomPage(page)).toBeHidden();
    await expect(programme(page)).toBeVisible();
    await expect(draft(page)).toHaveValue('half a thought');
    await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 40_000 });
  }
  for (const page of [ada, cleo]) {
    await expect.poll(() => isMuted(page)).toBe(false);
    expect(await wasReloaded(page)).toBe(false);
  }
  for (const page of all) await page.context().close();
});

test('somebody goes back to the class, comes again, and chooses another room where they may', async () => {
  const grace = await openInClass('Grace');
  const graceId = await instructor.idOf('Grace');
  await instructor.send({
    type: 'breakouts.open',
    rooms: [
      { name: 'Red', members: [graceId] },
      { name: 'Blue', members: [] },
    ],
    mayChoose: true,
  });
  await isIn(grace, 'Red');
  await grace.getByRole('button', { name: 'Back to the class' }).click();
  await expect(roomPage(grace)).toBeHidden();
  await expect(grace.getByText('Your room: Red')).toBeVisible();
  await grace.getByRole('button', { name: 'Go in: Red' }).click();
  await isIn(grace, 'Red');

  await grace.getByRole('button', { name: 'Back to the class' }).click();
  await expect(grace.getByRole('listitem').filter({ hasText: 'Blue' })).toContainText('12 places left');
  await grace.getByRole('button', { name: 'Go in: Blue' }).click();
  await isIn(grace, 'Blue');
  await grace.context().close();
});

test('the last minute is said once, the class’s chat stays within reach, and the whiteboard opens', async () => {
  const mary = await openInClass('Mary');
  const personId = await instructor.idOf('Mary');
  await instructor.send({
    type: 'breakouts.open',
    rooms: [{ name: 'Red', members: [personId] }],
    mayChoose: false,
    forMs: 3_600_000,
  });
  await isIn(mary, 'Red');
  await expect(mary.getByTestId('time-left')).toHaveText(/^59:\d\d left|1:00:00 left$/);
  const warning = mary.getByText('This room closes in less than a minute.');
  await expect(warning).toBeHidden();
  await instructor.send({ type: 'breakouts.limit', forMs: 45_000 });
  await expect(warning).toBeVisible();
  await instructor.send({ type: 'breakouts.limit' });
  await expect(warning).toBeHidden();
  await expect(mary.getByTestId('time-left')).toBeHidden();

  await expect(draft(mary)).toBeHidden();
  await mary.getByRole('button', { name: 'Class', exact: true }).click();
  await draft(mary).fill('From a room');
  await instructor.send({ type: 'chat.send', text: 'Are all well?' });
  await expect(mary.getByText('Are all well?', { exact: true })).toBeVisible();
  await mary.getByRole('button', { name: 'This room' }).click();
  await instructor.send({ type: 'chat.send', text: 'Good.' });
  await expect(mary.getByRole('button', { name: 'Class 1 new' })).toBeVisible();

  await mary.getByRole('button', { name: 'Whiteboard' }).click();
  await expect(roomPage(mary).getByTestId('whiteboard-surface')).toBeVisible();
  await expect.soft(await violationsOn(mary), 'with the whiteboard').toEqual([]);
  await takeRoomPictures(mary, 'room-board');
  await mary.context().close();
});

test('a room is entered, written in and left by keyboard alone, and axe finds nothing wrong with it', async () => {
  // Four looks by axe and nine pictures, beside two cameras and a lecture on air.
  test.setTimeout(300_000);
  const emmy = await openInClass('Emmy');
  const other = await openInClass('Bartholomew Featherstonehaugh');
  const names = ['Emmy', 'Bartholomew Featherstonehaugh'];
  const members = await Promise.all(names.map((name) => instructor.idOf(name)));
  await instructor.send({
    type: 'breakouts.open',
    rooms: [
      { name: 'Interference and diffraction', members },
      { name: 'Polarisation', members: [] },
    ],
    mayChoose: true,
    forMs: 720_000,
  });
  await isIn(emmy, 'Interference and diffraction');
  await expect(emmy.getByRole('heading', { level: 1 })).toBeFocused();
  await expect.soft(await violationsOn(emmy), 'before joining').toEqual([]);
  await takeRoomPictures(emmy, 'room-asked');

  await join(other, 'Join with camera');
  const button = (name: string) => emmy.getByRole('button', { name, exact: true });
  await tabTo(emmy, button('Join with camera'));
  await emmy.keyboard.press('Enter');
  await seesPictureOf(emmy, 'Bartholomew');
  await tabTo(emmy, button('Mute'));
  await emmy.keyboard.press('Space');
  await expect(button('Unmute')).toBeFocused();
  await expect(tileOf(other, 'Emmy')).toContainText('microphone off');
  await tabTo(emmy, emmy.getByPlaceholder('Write to this room'));
  await emmy.keyboard.type('By keys alone');
  await emmy.keyboard.press('Enter');
  await expect(lineIn(other, 'By keys alone')).toBeVisible();
  await instructor.send({ type: 'breakouts.tell', text: 'Five more minutes.' });
  await expect(roomPage(emmy).getByText('Five more minutes.')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await emmy.emulateMedia({ colorScheme });
    await expect.soft(await violationsOn(emmy), `in the room, ${colorScheme}`).toEqual([]);
  }
  await takeRoomPictures(emmy, 'room');

  await emmy.reload();
  await isIn(emmy, 'Interference and diffraction');
  await tabTo(emmy, button('Back to the class'));
  await emmy.keyboard.press('Enter');
  await expect(emmy.getByText('Your room: Interference and diffraction')).toBeVisible();
  await expect.soft(await violationsOn(emmy), 'back in the class').toEqual([]);
  await takeRoomPictures(emmy, 'room-offer');
  await tabTo(emmy, button('Go in: Interference and diffraction'));
  await emmy.keyboard.press('Enter');
  await isIn(emmy, 'Interference and diffraction');
  for (const page of [emmy, other]) await page.context().close();
});

test('of two windows of one person the one that was chosen last is in the room', async () => {
  const first = await openInClass('Rosa');
  const personId = await instructor.idOf('Rosa');
  // A tab keeps its own session: the other window gets a copy.
  const session = await first.evaluate(() => JSON.stringify(sessionStorage));
  const second = await first.context().newPage();
  await second.addInitScript((kept) => {
    for (const [key, value] of Object.entries(JSON.parse(kept) as Record<string, string>))
      sessionStorage.setItem(key, value);
  }, session);
  await second.goto(first.url());
  await second.getByText('Connected').first().waitFor();
  const rooms = [{ name: 'Red', members: [personId] }];
  await instructor.send({ type: 'breakouts.open', rooms, mayChoose: false });
  const elsewhere = 'You are in this room from another window or device.';
  await join(first, 'Sound only');
  await expect(first.getByRole('button', { name: 'Mute' })).toBeVisible();
  await join(second, 'Sound only');
  await expect(first.getByText(elsewhere)).toBeVisible();
  await first.getByRole('button', { name: 'Be here instead' }).click();
  await expect(second.getByText(elsewhere)).toBeVisible();
  await expect(first.getByText(elsewhere)).toBeHidden();
  await expect(first.getByRole('button', { name: 'Mute' })).toBeVisible();
  await first.context().close();
});

test('what somebody shows of their screen is seen by the others in the room, and that somebody is gone', async () => {
  const lise = await openInClass('Lise');
  const otto = await openInClass('Otto');
  const members = await Promise.all(['Lise', 'Otto'].map((name) => instructor.idOf(name)));
  await instructor.send({ type: 'breakouts.open', rooms: [{ name: 'Red', members }], mayChoose: false });
  await join(lise, 'Just listen and write');
  await join(otto, 'Sound only');
  await lise.getByRole('button', { name: 'Share screen' }).click();
  const screen = otto.getByLabel('Screen of Lise');
  await expect(screen).toBeVisible();
  await expect.poll(() => screen.evaluate((video: HTMLVideoElement) => video.videoWidth)).toBeGreaterThan(0);
  await takeRoomPictures(otto, 'room-screen');
  await lise.getByRole('button', { name: 'Stop sharing' }).click();
  await expect(screen).toBeHidden();
  await expect(roomPage(lise).getByText('2 people here')).toBeVisible();
  await otto.context().close();
  await expect(tileOf(lise, 'Otto')).toContainText('Connection lost');
  await expect(roomPage(lise).getByText('You are alone here')).toBeVisible();
  await lise.context().close();
});
