import { type Browser, type Page, expect, test } from '@playwright/test';
import { type House, SMALL_PICTURE, launchChromium, startHouse, withQuery } from './support/index.ts';
import { takeGuidePicture } from './support/pictures.ts';

test.describe.configure({ mode: 'serial' });

let house: House;
let browser: Browser;
let studio: Page;

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

const tab = (name: string) => studio.getByRole('tab', { name: new RegExp(`^${name}`) });

async function openStudentWith(name: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(house.links.viewer);
  await page.getByLabel(/name/i).fill(name);
  await page.keyboard.press('Enter');
  await page.getByText('Connected').first().waitFor();
  return page;
}

test('the instructor goes through the panels by keyboard, and each says what is in it', async () => {
  await tab('Chat').focus();
  for (const [panel, words] of [
    ['Questions', 'No questions yet'],
    ['Polls', 'No polls yet'],
    ['People', 'Instructor'],
    ['Rooms', 'No breakout rooms are open'],
    ['Class', 'Begin class'],
  ] as const) {
    await studio.keyboard.press('ArrowRight');
    await expect(tab(panel)).toBeFocused();
    await expect(studio.getByRole('tabpanel').getByText(words).first()).toBeVisible();
  }
});

test('a poll is written, opened, closed and shown to students, with what is missing said in words', async () => {
  await tab('Polls').click();
  await studio.getByRole('button', { name: 'New poll' }).click();
  await studio.getByRole('button', { name: 'Open now' }).click();
  await expect(studio.getByRole('alert')).toHaveText('Write the question first.');
  await studio.getByLabel('Question', { exact: true }).fill('Which wave is longer?');
  await studio.getByLabel('Option 1', { exact: true }).fill('Red');
  await studio.getByRole('button', { name: 'Open now' }).click();
  await expect(studio.getByRole('alert')).toHaveText('Give at least two options.');
  await studio.getByLabel('Option 2', { exact: true }).fill('Blue');
  await studio.getByLabel('Option 1 is right').check();
  await studio.getByRole('button', { name: 'Open now' }).click();
  const poll = studio.getByRole('listitem').filter({ hasText: 'Which wave is longer?' });
  await expect(poll.getByText('Open', { exact: true })).toBeVisible();
  await poll.getByRole('button', { name: /^Close/ }).click();
  await poll.getByRole('button', { name: 'Show results to students' }).click();
  await expect(poll.getByText('Students see the results.')).toBeVisible();
  const show = poll.getByRole('button', { name: 'Show in the picture' });
  await show.click();
  const take = poll.getByRole('button', { name: 'Take out of the picture' });
  await expect(take).toHaveAttribute('aria-pressed', 'true');
  await takeGuidePicture('poll', studio);
  await take.click();
  await expect(show).toHaveAttribute('aria-pressed', 'false');
});

test('a person is found, muted, removed after a second word, and let in again', async () => {
  const student = await openStudentWith('Grace Hopper');
  await tab('People').click();
  await studio.getByLabel('Find a person').fill('hopper');
  await studio.getByRole('button', { name: 'What to do with Grace Hopper' }).click();
  await studio.getByRole('button', { name: 'Mute in chat' }).click();
  await expect(studio.getByText('muted in chat')).toBeVisible();
  await studio.getByRole('button', { name: 'What to do with Grace Hopper' }).click();
  await studio.getByRole('button', { name: 'Remove from class' }).click();
  await expect(studio.getByText('Remove Grace Hopper?', { exact: false })).toBeVisible();
  await studio.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(studio.getByText('removed')).toBeVisible();
  await expect(student.getByText(/removed/i).first()).toBeVisible();
  await studio.getByRole('button', { name: 'What to do with Grace Hopper' }).click();
  await studio.getByRole('button', { name: 'Let in again' }).click();
  await expect(studio.getByText('removed')).toBeHidden();
  await student.context().close();
});

test('class begins, takes a break, goes on and ends after a second word, and students read each', async () => {
  const student = await openStudentWith('Ada');
  await tab('Class').click();
  await studio.getByRole('button', { name: 'Begin class' }).click();
  await expect(studio.getByText('Class is on')).toBeVisible();
  await studio.getByLabel('Announcement to everyone').fill('The lab moves to room 4.');
  await studio.getByRole('button', { name: 'Announce' }).click();
  await expect(student.getByText('The lab moves to room 4.').first()).toBeVisible();
  await studio.getByRole('button', { name: 'Take a break' }).click();
  await expect(student.getByText(/pause/i).first()).toBeVisible();
  await studio.getByRole('button', { name: 'Go on', exact: true }).click();
  await studio.getByRole('button', { name: 'End class' }).click();
  await expect(studio.getByText('End the class?', { exact: false })).toBeVisible();
  await studio.getByRole('button', { name: 'End class' }).click();
  await expect(studio.getByText('Class has ended')).toBeVisible();
  await expect(student.getByText(/ended/i).first()).toBeVisible();
  await student.context().close();
});

test('a file and a link are shared, found by students, and taken back; what can’t be shared says why', async () => {
  await tab('Class').click();
  const files = studio.getByTestId('shared-files');
  const choose = (name: string, mimeType: string, text: string) =>
    files
      .getByLabel('Share a file', { exact: true })
      .first()
      .setInputFiles({ name, mimeType, buffer: Buffer.from(text) });
  await choose('run.exe', 'application/x-msdownload', 'MZ');
  await expect(files.getByRole('alert')).toContainText('“run.exe” was not shared.');
  await choose('waves.pdf', 'application/pdf', 'no PDF at all');
  await expect(files.getByRole('alert')).toContainText('“waves.pdf” was not shared.');
  await choose('marks.csv', 'text/csv', 'name,marks\nAda,5\n');
  await expect(files.getByRole('status')).toHaveText('“marks.csv” is shared.');
  await files.getByLabel('Address').fill('example.org');
  await files.getByRole('button', { name: 'Share this link' }).click();
  await expect(files.getByText('A link begins with https:// or http://')).toBeVisible();
  await files.getByLabel('Address').fill('https://example.org/waves');
  await files.getByLabel('Name of the link').fill('More on waves');
  await studio.keyboard.press('Enter');
  await expect(files.getByRole('listitem')).toHaveCount(2);

  const student = await openStudentWith('Cleo');
  await student.getByRole('tab', { name: /^Files/ }).click();
  await expect(student.getByTestId('shared')).toHaveCount(2);
  await files.getByRole('button', { name: 'Take “marks.csv” back' }).click();
  await expect(student.getByTestId('shared')).toHaveCount(1);
  await student.context().close();
});
