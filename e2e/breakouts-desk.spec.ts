import { type Browser, type Page, expect, test } from '@playwright/test';
import { breakoutOf } from '@rostrum/protocol/room';
import { type Attendee, attend } from './support/attend.ts';
import { violationsOn } from './support/axe.ts';
import { type House, SMALL_PICTURE, launchChromium, startHouse, withQuery } from './support/index.ts';

// Each goes on where the one before has led.
test.describe.configure({ mode: 'serial' });

let house: House;
let browser: Browser;
let studio: Page;
let students: Attendee[];

test.beforeAll(async () => {
  house = await startHouse({ ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
  studio = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await studio.goto(withQuery(house.studioUrl, `demo&${SMALL_PICTURE}`));
  students = await Promise.all(['Ada', 'Bob', 'Cem'].map((name) => attend(house.origin, name)));
  await studio.getByRole('tab', { name: /^Rooms/ }).click();
});

test.afterAll(async () => {
  for (const student of students) student.close();
  await browser.close();
  await house.close();
});

const panel = () => studio.getByTestId('breakouts');
const room = (name: string) =>
  panel().getByRole('list', { name: 'Rooms' }).locator(':scope > li', { hasText: name });
const bar = () => studio.getByTestId('visit');

const roomNameOf = ({ client: { room: state, you } }: Attendee) => {
  const breakoutId = you && breakoutOf(state.breakouts, you.personId);
  return state.breakouts.rooms.find((one) => one.breakoutId === breakoutId)?.name;
};
const isInRoom = (student: Attendee) => student.reaches(() => roomNameOf(student) !== undefined);

/** What somebody is told that their room, or the stage, has of the instructor's voice. */
async function hearsInstructor({ client }: Attendee): Promise<boolean> {
  const { streams } = await client.ask({ type: 'media.stage.watch' });
  return streams.some(({ source, isLive }) => source === 'microphone' && isLive);
}

/** As the desk's meter has it: of what the class gets. */
const loudness = () => studio.getByRole('meter', { name: 'Loudness' }).getAttribute('aria-valuetext');

interface ListeningWindow extends Window {
  readings?: Map<HTMLAudioElement, AnalyserNode>;
}

/** Of all that the page plays at this moment, from 0 to 1. Runs in the page: everything it uses must be inside it. */
function readLoudest(): number {
  const readings = ((window as ListeningWindow).readings ??= new Map());
  for (const audio of document.querySelectorAll('audio')) {
    if (readings.has(audio) || !(audio.srcObject instanceof MediaStream)) continue;
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(audio.srcObject).connect(analyser);
    readings.set(audio, analyser);
  }
  const loudest = [...readings.values()].map((analyser) => {
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    return Math.max(...samples.map(Math.abs));
  });
  return Math.max(0, ...loudest);
}

test('students are split at random into rooms that have a name and an end', async () => {
  await expect(panel().getByRole('heading', { name: 'No breakout rooms are open' })).toBeVisible();
  await panel().getByRole('button', { name: 'Plan breakout rooms' }).click();
  await expect(panel().getByRole('spinbutton', { name: 'Rooms' })).toHaveValue('2');
  await expect(panel().getByText('2 people', { exact: true })).toBeVisible();
  await expect(panel().getByText('1 person', { exact: true })).toBeVisible();
  await panel().getByLabel('Name of room 1').fill('Red');
  await panel().getByLabel('Name of room 2').fill('Blue');
  expect(await violationsOn(studio)).toEqual([]);

  await panel().getByLabel('For how long').selectOption('Another time');
  await panel().getByLabel('Minutes').fill('soon');
  await panel().getByRole('button', { name: 'Open the rooms' }).click();
  await expect(panel().getByRole('alert')).toContainText('a number of minutes');
  await panel().getByLabel('For how long').selectOption('10 minutes');
  await panel().getByRole('button', { name: 'Open the rooms' }).click();

  await expect(panel().getByText('3 of 3 are in a room')).toBeVisible();
  await Promise.all(students.map(isInRoom));
  const sizes = ['Red', 'Blue'].map(
    (name) => students.filter((student) => roomNameOf(student) === name).length,
  );
  expect(sizes.toSorted()).toEqual([1, 2]);
  for (const student of students) await expect(room(roomNameOf(student) ?? '')).toContainText(student.name);
  await expect(panel().getByRole('timer')).toHaveText(/^(10:00|9:\d\d) left$/);
  expect(await violationsOn(studio)).toEqual([]);
});

test('somebody is moved to another room by keyboard, which stays with them', async () => {
  const [ada] = students;
  if (!ada) throw new Error('nobody is here');
  const [from, to] = roomNameOf(ada) === 'Red' ? ['Red', 'Blue'] : ['Blue', 'Red'];
  const move = panel().getByRole('button', { name: 'Move Ada' });
  await room(from).getByRole('button', { name: 'Move Ada' }).focus();
  await studio.keyboard.press('Enter');
  await studio.keyboard.press('Tab');
  await expect(panel().getByRole('combobox', { name: 'Room for Ada' })).toBeFocused();
  await studio.keyboard.press('Tab');
  await studio.keyboard.press('Enter');
  await expect(room(to).getByRole('button', { name: 'Move Ada' })).toBeVisible();
  await expect(move).toBeFocused();
  await expect(panel().getByText(`Ada is in ${to}.`)).toBeAttached();
  await ada.reaches(() => roomNameOf(ada) === to);

  await studio.keyboard.press('Enter');
  await panel().getByRole('button', { name: 'Back to the class' }).click();
  await expect(panel().getByRole('button', { name: 'Choose a room for Ada' })).toBeFocused();
  await expect(studio.getByRole('tab', { name: 'Rooms, 1 to look at' })).toBeVisible();
  await ada.reaches(() => roomNameOf(ada) === undefined);
  await studio.keyboard.press('Enter');
  await panel().getByRole('combobox', { name: 'Room for Ada' }).selectOption('Red');
  await panel().getByRole('button', { name: 'Put into the room' }).click();
  await ada.reaches(() => roomNameOf(ada) === 'Red');
});

test('every room reads a message, and the time is prolonged or taken away', async () => {
  await panel().getByLabel('Message to all rooms').fill('Five more minutes.');
  await studio.keyboard.press('Enter');
  await expect(panel().getByText('Five more minutes.')).toBeVisible();
  await expect(panel().getByLabel('Message to all rooms')).toHaveValue('');
  await Promise.all(
    students.map((one) =>
      one.reaches(({ room: { breakouts } }) => breakouts.notice?.text === 'Five more minutes.'),
    ),
  );
  await panel().getByRole('button', { name: '+5 min' }).click();
  await expect(panel().getByRole('timer')).toHaveText(/^1[45]:\d\d left$/);
  await panel().getByRole('button', { name: 'No limit' }).click();
  await expect(panel().getByRole('timer')).toHaveText('No time limit');
});

test('the instructor visits a room: heard and read there, and not by the class until they are back', async () => {
  const inRed = students.filter((student) => roomNameOf(student) === 'Red');
  const inBlue = students.filter((student) => roomNameOf(student) === 'Blue');
  const [ada] = inRed;
  if (!ada) throw new Error('nobody is in the room');
  const read: string[] = [];
  ada.client.breakout.open((told) => {
    if (told.is === 'said') read.push(told.message.text);
  });
  await expect.poll(loudness).not.toBe('Silent');

  await room('Red').getByRole('button', { name: 'Visit Red' }).click();
  await expect(bar()).toContainText('You are in Red. The class does not hear you.');
  await expect(studio.getByText('Only the breakout room hears you.')).toBeVisible();
  await expect.poll(loudness, { timeout: 30_000 }).toBe('Silent');
  for (const student of inRed) await expect.poll(() => hearsInstructor(student)).toBe(true);
  for (const student of inBlue) expect(await hearsInstructor(student)).toBe(false);
  const visited = studio.getByTestId('visited-room');
  for (const { name } of inRed) await expect(visited).toContainText(name);

  await ada.client.send({ type: 'breakouts.say', text: 'Is this right?' });
  await expect(visited.getByRole('log')).toContainText('Is this right?');
  await visited.getByLabel('To this room').fill('Quite right.');
  await studio.keyboard.press('Enter');
  await expect(visited.getByRole('log')).toContainText('Quite right.');
  await expect.poll(() => read).toContain('Quite right.');
  expect(await violationsOn(studio)).toEqual([]);

  await bar().getByRole('button', { name: 'Back to the class' }).click();
  await expect(bar()).not.toContainText('You are in');
  await expect(visited).toBeHidden();
  await expect(studio.getByText('Only the breakout room hears you.')).toBeHidden();
  await expect.poll(loudness, { timeout: 30_000 }).not.toBe('Silent');
  await expect.poll(() => hearsInstructor(ada)).toBe(false);
});

test('whoever was muted in the programme is heard in a room, and muted again afterwards', async () => {
  const muted = studio.getByText('Muted: students hear nothing.');
  await studio.keyboard.press('Escape');
  await studio.getByRole('tab', { name: 'Sources' }).focus();
  await studio.keyboard.press('m');
  await expect(muted).toBeVisible();
  await room('Blue').getByRole('button', { name: 'Visit Blue' }).click();
  await expect(bar()).toContainText('You are in Blue.');
  await expect(bar()).not.toContainText('You are muted here too.');
  await studio.getByRole('tab', { name: 'Sources' }).focus();
  await studio.keyboard.press('m');
  await expect(bar()).toContainText('You are muted here too.');
  await room('Blue').getByRole('button', { name: 'Leave Blue' }).click();
  await expect(bar()).not.toContainText('You are in');
  await expect(muted).toBeVisible();
});

test('who is in a room with camera and microphone is seen by whoever visits, and not in the programme', async () => {
  const student = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
  await student.goto(house.links.viewer);
  await student.getByLabel(/name/i).fill('Dora');
  await student.keyboard.press('Enter');
  await panel().getByRole('button', { name: 'Choose a room for Dora' }).click();
  await panel().getByRole('combobox', { name: 'Room for Dora' }).selectOption('Blue');
  await panel().getByRole('button', { name: 'Put into the room' }).click();
  await student.getByRole('button', { name: 'Join with camera' }).click();
  await room('Blue').getByRole('button', { name: 'Visit Blue' }).click();

  const picture = studio.getByTestId('visited-room').getByLabel('Dora', { exact: true });
  await expect
    .poll(() => picture.evaluate((video: HTMLVideoElement) => video.videoWidth > 0 && video.currentTime > 0))
    .toBe(true);
  await studio.getByRole('tab', { name: 'Sound', exact: true }).click();
  await expect(studio.getByRole('slider', { name: 'Microphone: volume' })).toBeVisible();
  await expect(studio.getByRole('slider', { name: 'Guests: volume' })).toBeHidden();
  await expect(student.getByText('Demo Instructor').first()).toBeVisible();
  await expect.poll(() => student.evaluate(readLoudest)).toBeGreaterThan(0.01);
  expect(await violationsOn(studio)).toEqual([]);

  await bar().getByRole('button', { name: 'Back to the class' }).click();
  await expect(picture).toBeHidden();
  await student.context().close();
});

test('the rooms end for all after a second word, and everybody is back in the class', async () => {
  await room('Blue').getByRole('button', { name: 'Visit Blue' }).click();
  await expect(bar()).toContainText('You are in Blue.');
  await panel().getByRole('button', { name: 'End for all' }).click();
  await expect(panel().getByRole('alert')).toContainText('Everybody is back with the class at once.');
  await panel().getByRole('button', { name: 'Cancel' }).click();
  await expect(panel().getByRole('alert')).toBeHidden();
  await panel().getByRole('button', { name: 'End for all' }).click();
  await panel().getByRole('button', { name: 'End for all now' }).click();
  await expect(panel().getByRole('heading', { name: 'No breakout rooms are open' })).toBeVisible();
  await expect(bar()).not.toContainText('You are in');
  await Promise.all(students.map((one) => one.reaches(({ room: { breakouts } }) => !breakouts.open)));
});
