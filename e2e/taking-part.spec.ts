import { type Browser, type Page, expect, test } from '@playwright/test';
import { violationsOn } from './support/axe.ts';
import { type House, SMALL_PICTURE, launchChromium, startHouse, withQuery } from './support/index.ts';
import { fitsSideways } from './support/looks.ts';
import { takePictures } from './support/pictures.ts';

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

async function openStudentWith(name: string, viewport = { width: 1280, height: 800 }): Promise<Page> {
  const page = await (await browser.newContext({ viewport })).newPage();
  await page.goto(house.links.viewer);
  await page.getByLabel(/name/i).fill(name);
  await page.keyboard.press('Enter');
  await page.getByText('Connected').first().waitFor();
  return page;
}

async function ask(question: string, options: readonly [string, string]): Promise<void> {
  await studio.getByRole('tab', { name: /^Polls/ }).click();
  await studio.getByRole('button', { name: 'New poll' }).click();
  await studio.getByLabel('Question', { exact: true }).fill(question);
  await studio.getByLabel('Option 1', { exact: true }).fill(options[0]);
  await studio.getByLabel('Option 2', { exact: true }).fill(options[1]);
  await studio.getByLabel('Option 1 is right').check();
  await studio.getByRole('button', { name: 'Open now' }).click();
}

const pollIn = (page: Page, question: string) => page.getByTestId('poll').filter({ hasText: question });

test('a poll is announced, answered and changed by keyboard, and its results come with one’s own', async () => {
  const student = await openStudentWith('Ada', { width: 390, height: 780 });
  await ask('Which wave is longer?', ['Red', 'Blue']);
  const answer = student.getByRole('button', { name: 'Answer', exact: true });
  await expect(student.getByText('Your instructor asks: Which wave is longer?')).toBeVisible();
  await answer.focus();
  await student.keyboard.press('Enter');
  const poll = pollIn(student, 'Which wave is longer?');
  await expect(poll.getByRole('button', { name: 'Send answer' })).toBeDisabled();
  await fitsSideways(student);
  await takePictures({ 'student-poll': student });
  await poll.getByLabel('Red').focus();
  await student.keyboard.press('ArrowDown');
  await expect(poll.getByLabel('Blue')).toBeChecked();
  await student.keyboard.press('Enter');
  await expect(poll.getByText('Your answer is counted.', { exact: false })).toBeVisible();
  await expect(studio.getByText('1 answer', { exact: true })).toBeVisible();

  await poll.getByRole('button', { name: 'Change my answer' }).click();
  await poll.getByLabel('Red').check();
  await poll.getByRole('button', { name: 'Send the change' }).click();
  await expect(poll.getByText('Your answer: Red')).toBeVisible();
  await expect(studio.getByText('1 answer', { exact: true })).toBeVisible();
  expect(await violationsOn(student)).toEqual([]);

  await student.reload();
  await student.getByRole('tab', { name: 'Polls' }).click();
  await expect(poll.getByText('Your answer: Red')).toBeVisible();

  await studio.getByRole('button', { name: /^Close the poll/ }).click();
  await expect(poll.getByText('The results have not been shown.')).toBeVisible();
  await studio.getByRole('button', { name: 'Show results to students' }).click();
  const red = poll.getByRole('listitem').filter({ hasText: 'Red' });
  await expect(red).toContainText('right');
  await expect(red).toContainText('your answer');
  await expect(red).toContainText('1 person, 100 %');
  await expect(poll.getByText('Your answer is right.')).toBeVisible();
  expect(await violationsOn(student)).toEqual([]);
  await takePictures({ 'student-poll-results': student });
  await student.context().close();
});

test('a question is asked without a name, wanted by another, and answered', async () => {
  const [ada, bob] = await Promise.all([openStudentWith('Ada'), openStudentWith('Bob')]);
  for (const page of [ada, bob]) await page.getByRole('tab', { name: 'Questions' }).click();
  await ada.getByLabel('Ask a question').fill('Why is the sky blue?');
  await ada.reload();
  await ada.getByRole('tab', { name: 'Questions' }).click();
  await expect(ada.getByLabel('Ask a question')).toHaveValue('Why is the sky blue?');
  await ada.getByLabel('Without my name', { exact: false }).check();
  await ada.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(ada.getByLabel('Ask a question')).toHaveValue('');

  const seenByBob = bob.getByRole('listitem').filter({ hasText: 'Why is the sky blue?' });
  await expect(seenByBob).toContainText('Somebody');
  await seenByBob.getByRole('button', { name: /I want to know this too/ }).click();
  await expect(seenByBob.getByRole('button', { pressed: true })).toHaveText('▲ 1');
  await expect(ada.getByRole('button', { name: /1 vote:/ })).toBeVisible();

  await studio.getByRole('tab', { name: /^Questions/ }).click();
  await studio.getByRole('button', { name: /^Answer in words: / }).click();
  await studio.getByLabel('Your answer').fill('Short waves scatter more.');
  await studio.getByRole('button', { name: 'Send the answer', exact: true }).click();
  await expect(ada.getByText('Short waves scatter more.')).toBeVisible();
  expect(await violationsOn(ada)).toEqual([]);
  await takePictures({ 'student-questions': ada });
  await Promise.all([ada.context().close(), bob.context().close()]);
});
