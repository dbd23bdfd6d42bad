import { type Browser, type Page, expect, test } from '@playwright/test';
import { SESSION_HEADER, accountSchema, sessionSchema } from '@rostrum/protocol/http';
import * as v from 'valibot';
import {
  type House,
  PROGRAMME,
  SMALL_PICTURE,
  launchChromium,
  openStudent,
  startHouse,
  wasReloaded,
  withQuery,
} from './support/index.ts';
import { streamAsTold } from './support/whip-page.ts';

test.describe.configure({ mode: 'serial' });

let house: House;
let browser: Browser;
let studio: Page;

const password = 'correct horse battery';

test.beforeAll(async () => {
  house = await startHouse({ ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
  studio = await browser.newPage();
  await studio.goto(withQuery(house.studioUrl, `demo&${SMALL_PICTURE}`));
});

test.afterAll(async () => {
  await browser.close();
  await house.close();
});

const heading = (name: string) => studio.getByRole('heading', { level: 1, name });
const focused = () => studio.locator(':focus');

/** The class's name on the desk; its menu opens by Enter, and Tab leads through it. */
async function chooseInMenu(name: string): Promise<void> {
  const button = studio.getByRole('heading', { level: 1 }).getByRole('button');
  await button.focus();
  await studio.keyboard.press('Enter');
  const item = studio.getByRole('button', { name });
  await expect(item).toBeVisible();
  for (let i = 0; i < 3; i++) {
    await studio.keyboard.press('Tab');
    if ((await focused().textContent())?.trim() === name) break;
  }
  await expect(item).toBeFocused();
  await studio.keyboard.press('Enter');
}

test('who came by a link gives themselves a login and a password', async () => {
  await expect(heading('Waves and light')).toBeVisible();
  await chooseInMenu('Login and password…');
  const dialog = studio.getByRole('dialog', { name: 'Login and password' });
  await expect(dialog.getByLabel('Login', { exact: true })).toBeFocused();
  await studio.keyboard.type('ada');
  await studio.keyboard.press('Tab');
  await studio.keyboard.type('short');
  await studio.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toHaveText('A password has at least 10 characters.');
  await expect(dialog.getByLabel('New password')).toBeFocused();
  await studio.keyboard.press('Control+a');
  await studio.keyboard.type(password);
  await studio.keyboard.press('Enter');
  await expect(dialog.getByText('Saved.', { exact: false })).toBeVisible();
  await studio.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(studio.getByRole('heading', { level: 1 }).getByRole('button')).toBeFocused();
});

test('they sign out, are refused in words with a wrong password, and come in by the right one', async () => {
  await chooseInMenu('Sign out');
  await expect(heading('Open your studio')).toBeVisible();
  await expect(studio.getByLabel('Server', { exact: true })).toHaveValue(house.origin);
  await studio.getByLabel('Server', { exact: true }).focus();
  await studio.keyboard.press('Control+a');
  await studio.keyboard.type('localhost:65500');
  await studio.keyboard.press('Tab');
  await studio.keyboard.type('ada');
  await studio.keyboard.press('Tab');
  await studio.keyboard.type('wrong');
  await studio.keyboard.press('Enter');
  await expect(studio.getByRole('alert')).toContainText('http://localhost:65500 can’t be reached.');
  await expect(studio.getByLabel('Server', { exact: true })).toBeFocused();
  await studio.keyboard.press('Control+a');
  await studio.keyboard.type(`${new URL(house.origin).host}/`);
  await studio.keyboard.press('Enter');
  await expect(studio.getByRole('alert')).toHaveText('The login or the password is wrong.');
  await expect(studio.getByLabel('Password')).toBeFocused();
  await studio.keyboard.press('Control+a');
  await studio.keyboard.type(password);
  await studio.keyboard.press('Enter');
  await expect(heading('Choose a class')).toBeFocused();
  await expect(studio.getByText('Demo Instructor, Demo University')).toBeVisible();
});

test('they make a class, open it, and go back to the other one', async () => {
  await studio.keyboard.press('Tab');
  await expect(studio.getByRole('button', { name: 'New class' })).toBeFocused();
  await studio.keyboard.press('Enter');
  await expect(studio.getByLabel('Title', { exact: true })).toBeFocused();
  await studio.keyboard.press('Enter');
  await expect(studio.getByRole('alert')).toHaveText('Give the class a title.');
  await studio.keyboard.type('Mirrors and lenses');
  await studio.keyboard.press('Tab');
  await expect(studio.getByLabel('Course', { exact: true })).toBeFocused();
  await studio.keyboard.press('End');
  await studio.keyboard.press('Tab');
  await studio.keyboard.type('Optics');
  await studio.keyboard.press('Enter');
  await expect(
    studio.getByText(/“Mirrors and lenses” is there\. Students join by the code \w{6}\./),
  ).toBeVisible();
  const made = studio.getByRole('button', { name: /^Mirrors and lenses Optics/ });
  await expect(made).toBeFocused();
  await studio.keyboard.press('Enter');
  await expect(heading('Mirrors and lenses')).toBeVisible();
  await expect(studio.getByText('Connected').first()).toBeVisible();

  await chooseInMenu('Change class…');
  await expect(heading('Choose a class')).toBeVisible();
  await expect(made.getByText('Last opened')).toBeVisible();
  await studio.getByRole('button', { name: /^Waves and light/ }).focus();
  await studio.keyboard.press('Enter');
  await expect(heading('Waves and light')).toBeVisible();
  await expect(studio.getByText('Connected').first()).toBeVisible();
});

test('a class that is on air is not left', async () => {
  await studio.getByRole('button', { name: 'Go on air' }).click();
  await chooseInMenu('Change class…');
  await expect(studio.getByRole('alert')).toHaveText('You are on air. End the broadcast first.');
  await expect(heading('Waves and light')).toBeVisible();
});

async function post<S extends v.GenericSchema>(
  path: string,
  body: object,
  schema: S,
): Promise<v.InferOutput<S>> {
  const answered = await fetch(`${house.origin}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [SESSION_HEADER]: 'body' },
    body: JSON.stringify(body),
  });
  return v.parse(schema, await answered.json());
}

/** As an admin does it: every way in that the instructor has had ends. */
async function withdrawInstructor(): Promise<void> {
  const key = new URLSearchParams(new URL(house.links.dashboard).hash.slice(1)).get('key');
  const admin = await post('/session/link', { key }, sessionSchema);
  const { personId } = await post('/session/account', { login: 'ada', password }, accountSchema);
  const revoked = await fetch(`${house.origin}/api/people/${personId}/revoke`, {
    method: 'POST',
    headers: { authorization: `Bearer ${admin.token}` },
  });
  expect(revoked.status).toBe(204);
}

async function streamNow(): Promise<string> {
  const { token } = await post('/join', { code: 'DEMO', name: 'Hall screen' }, sessionSchema);
  const stream = await streamAsTold(house.origin, token);
  if (stream.status !== 'live') throw new Error('the class is not on air');
  return stream.streamId;
}

const timeSeen = (student: Page) =>
  student.evaluate(
    (selector) => document.querySelector<HTMLVideoElement>(selector)?.currentTime ?? 0,
    PROGRAMME,
  );

test('whose sign-in ends in mid-lecture stays at the desk, signs in again, and the lecture goes on', async () => {
  await expect(studio.getByText('Students see and hear you.')).toBeVisible({ timeout: 30_000 });
  const student = await openStudent(browser, house);
  const before = await streamNow();

  await withdrawInstructor();
  await expect(studio.getByText('Your way in was withdrawn.').first()).toBeVisible();
  await expect(studio.getByText('Students see a still picture until you have signed in again')).toBeVisible();
  await expect(studio.getByText('Nothing gets through while you are signed out.')).toBeVisible();
  expect(await streamNow()).toBe(before);

  await studio.getByRole('button', { name: 'Sign in again' }).click();
  const dialog = studio.getByRole('dialog', { name: 'Sign in again' });
  await expect(dialog.getByLabel('Login')).toBeFocused();
  await studio.keyboard.type('ada');
  await studio.keyboard.press('Tab');
  await studio.keyboard.type('wrong');
  await studio.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toHaveText('The login or the password is wrong.');
  await expect(dialog.getByLabel('Password')).toBeFocused();
  await studio.keyboard.press('Control+a');
  await studio.keyboard.type(password);
  await studio.keyboard.press('Enter');

  await expect(dialog).toBeHidden();
  await expect(studio.getByText('Students see and hear you.')).toBeVisible({ timeout: 30_000 });
  expect(await streamNow()).toBe(before);
  const seenAt = await timeSeen(student);
  await expect.poll(() => timeSeen(student), { timeout: 30_000 }).toBeGreaterThan(seenAt + 5);
  expect(await wasReloaded(student)).toBe(false);

  await student.getByRole('textbox', { name: /message/i }).fill('Are you back?');
  await student.keyboard.press('Enter');
  await expect(studio.getByText('Are you back?', { exact: true })).toBeVisible();
  await studio.getByRole('textbox', { name: /message/i }).fill('I am.');
  await studio.keyboard.press('Enter');
  await expect(student.getByText('I am.', { exact: true })).toBeVisible();
  await studio.getByTestId('end-broadcast').click();
  await studio.getByTestId('confirm-end').click();
  await expect(student.getByText(/has ended/i)).toBeVisible();
});
