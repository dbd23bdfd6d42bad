import { readFile } from 'node:fs/promises';
import { type Browser, type Locator, type Page, expect, test } from '@playwright/test';
import { FILE_TITLE_HEADER, fileResponseSchema } from '@rostrum/protocol/http';
import type { PollId } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { type Attendee, attend, attendAsStaff } from './support/attend.ts';
import { violationsOn } from './support/axe.ts';
import { tabTo } from './support/breakouts-page.ts';
import { type ServerAlone, launchChromium, startServerAlone } from './support/index.ts';
import { draft, openPage } from './support/students-page.ts';

// On the students' pages nothing is pressed by a pointer here, nor focused or filled in by anything but keys.
let server: ServerAlone;
let browser: Browser;
let staff: Attendee;
let bob: Attendee;

test.beforeAll(async () => {
  server = await startServerAlone({ ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
  staff = await attendAsStaff(server.origin, server.links.studio);
  bob = await attend(server.origin, 'Bob');
});

test.afterAll(async () => {
  staff.close();
  bob.close();
  await browser.close();
  await server.close();
});

async function enter(name: string): Promise<Page> {
  const page = await openPage(browser);
  await page.goto(server.links.viewer);
  await tabTo(page, page.getByLabel('Your name'));
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await page.getByText('Connected').first().waitFor();
  await draft(page).waitFor();
  return page;
}

const button = (within: Page | Locator, name: string | RegExp) =>
  within.getByRole('button', { name, exact: true });
const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) });

async function press(page: Page, what: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, what);
  await page.keyboard.press(key);
}

/** From the tab that is open, with the arrows. */
async function openPanel(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('tab', { selected: true }));
  const isOpen = async () => (await tab(page, name).getAttribute('aria-selected')) === 'true';
  for (let presses = 0; presses < 5 && !(await isOpen()); presses += 1)
    await page.keyboard.press('ArrowRight');
  await expect(tab(page, name)).toBeFocused();
}

test('the lecture is skipped to, a hand goes up and down, a reaction is sent, an announcement is closed', async () => {
  const page = await enter('Hanna');
  const main = page.locator('#main');
  await press(page, page.getByRole('link', { name: 'Skip to the lecture' }));
  await expect(main).toBeFocused();

  await bob.client.send({ type: 'hand.raise' });
  await press(page, button(page, 'Raise hand'));
  await staff.reaches(({ room }) => room.hands.length === 2);
  await expect(page.getByText('You are number 2 in line.')).toBeVisible();
  await bob.client.send({ type: 'hand.lower' });
  await expect(page.getByText('You are next.')).toBeVisible();
  const lower = button(page, 'Lower hand');
  await expect(lower).toBeFocused();
  await expect(lower).not.toHaveAttribute('aria-busy');
  await page.keyboard.press('Enter');
  await staff.reaches(({ room }) => room.hands.length === 0);
  await expect(button(page, 'Raise hand')).toBeFocused();

  await press(page, button(page, 'React'));
  await press(page, button(page, 'Applause'), 'Space');
  await expect(page.getByText('Sent: Applause')).toBeVisible();

  await staff.client.send({ type: 'announcement.make', text: 'We begin at ten past.' });
  await expect(page.getByTestId('announcement')).toContainText('We begin at ten past.');
  expect(await violationsOn(page)).toEqual([]);
  await press(page, button(page, 'Close the announcement'));
  await expect(page.getByTestId('announcement')).toBeHidden();
  await expect(main).toBeFocused();
  await page.context().close();
});

test('a message is written, reacted to, answered and deleted', async () => {
  await bob.client.send({ type: 'chat.send', text: 'Who wants to answer?' });
  const page = await enter('Karl');
  const rows = page.getByRole('log').locator('li[data-row]');
  const [asked, answer] = [rows.first(), rows.nth(1)];
  const more = (row: Locator) => button(row, /^Actions for the message of/);
  await expect(asked).toContainText('Who wants to answer?');
  await press(page, more(asked));
  await expect(button(asked, /^React with/).first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button(asked, / from 1$/)).toBeVisible();
  await expect(more(asked)).toBeFocused();

  await page.keyboard.press('Enter');
  expect(await violationsOn(page)).toEqual([]);
  await press(page, button(asked, 'Reply'));
  await expect(draft(page)).toBeFocused();
  expect(await violationsOn(page)).toEqual([]);
  await page.keyboard.type('I do, by keys.');
  await page.keyboard.press('Enter');
  await expect(answer).toContainText('I do, by keys.');
  await expect(button(answer, 'Show what Bob wrote')).toBeVisible();
  await expect(draft(page)).toHaveValue('');

  await tabTo(page, more(asked));
  await page.keyboard.press('ArrowDown');
  await expect(more(answer)).toBeFocused();
  await page.keyboard.press('Enter');
  await press(page, button(answer, 'Delete'));
  await expect(button(answer, 'Delete for everyone?')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(answer).toContainText('Message deleted');
  await expect(page.getByRole('log')).toBeFocused();
  await page.context().close();
});

test('a question is asked without a name, and another is wanted too', async () => {
  await bob.client.send({ type: 'question.ask', text: 'Why is the sky blue?', anonymous: false });
  const page = await enter('Quinn');
  await openPanel(page, 'Questions');
  const field = page.getByLabel('Ask a question');
  await press(page, button(page, 'Ask'));
  await expect(field).toBeFocused();
  await page.keyboard.type('Is light a wave?');
  await press(page, page.getByLabel('Without my name', { exact: false }), 'Space');
  await press(page, button(page, 'Ask'));
  await expect(field).toHaveValue('');
  await expect(button(page, 'Ask')).toBeFocused();
  const own = page.getByRole('listitem').filter({ hasText: 'Is light a wave?' });
  await expect(own).toContainText('You');

  const vote = button(page, /^I want to know this too, .*: Why is the sky blue\?$/);
  await press(page, vote);
  await expect(vote).toHaveAttribute('aria-pressed', 'true');
  await expect(vote).toBeFocused();
  await press(page, page.getByLabel('Order'), 'ArrowDown');
  await expect(page.getByLabel('Order')).toHaveValue('newest');
  await page.context().close();
});

test('a poll is gone to, answered and changed, and closes without taking the keyboard’s place', async () => {
  const page = await enter('Paula');
  await staff.client.send({
    type: 'poll.draft',
    draft: {
      question: 'Which wave is longer?',
      form: { kind: 'single', options: ['Red', 'Blue'] },
      anonymous: false,
    },
  });
  await staff.reaches(({ room }) => Object.keys(room.polls).length === 1);
  const pollId = Object.keys(staff.client.room.polls)[0] as PollId;
  await staff.client.send({ type: 'poll.open', pollId });

  await expect(page.getByText('Your instructor asks: Which wave is longer?')).toBeVisible();
  await press(page, button(page, 'Answer'));
  await expect(tab(page, 'Polls')).toBeFocused();
  const poll = page.getByTestId('poll');
  await press(page, poll.getByLabel('Red'), 'Space');
  await page.keyboard.press('ArrowDown');
  await expect(poll.getByLabel('Blue')).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(poll.getByText('Your answer: Blue')).toBeVisible();
  await expect(button(poll, 'Change my answer')).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(poll.getByLabel('Blue')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await press(page, button(poll, 'Send the change'));
  await expect(poll.getByText('Your answer: Red')).toBeVisible();
  await expect(button(poll, 'Change my answer')).toBeFocused();
  await staff.client.send({ type: 'poll.close', pollId });
  await expect(poll.getByText('The results have not been shown.')).toBeVisible();
  await expect(poll).toBeFocused();
  await page.context().close();
});

test('a file is taken along, and a link is reached', async () => {
  const stored = await fetch(`${server.origin}/api/classes/${staff.classId}/files`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${staff.token}`,
      'content-type': 'text/csv',
      [FILE_TITLE_HEADER]: encodeURIComponent('Marks.csv'),
    },
    body: 'name,marks\nAda,5\n',
  });
  const file = v.parse(fileResponseSchema, await stored.json());
  await staff.client.send({ type: 'share.add', item: { kind: 'file', title: 'Marks.csv', ...file } });
  await staff.client.send({
    type: 'share.add',
    item: { kind: 'link', url: 'https://example.org/waves', title: 'More on waves' },
  });
  const page = await enter('Fritz');
  await openPanel(page, 'Files');
  await tabTo(page, page.getByRole('link', { name: 'Open More on waves in a new tab' }));
  const coming = page.waitForEvent('download');
  await press(page, button(page, 'Download Marks.csv'));
  expect(await readFile(await (await coming).path(), 'utf8')).toBe('name,marks\nAda,5\n');
  await page.context().close();
});

test('sound and devices are checked, and the language is changed', async () => {
  const page = await enter('Mona');
  const more = button(page, 'More');
  await press(page, more);
  await press(page, button(page, 'Check sound and devices…'));
  const dialog = page.getByRole('dialog', { name: 'Sound and devices' });
  await press(page, button(dialog, 'Play a tone'));
  await press(page, button(dialog, 'I hear it'));
  await expect(dialog.getByText('Good: you will hear the lecture.')).toBeVisible();
  await press(page, button(dialog, 'Check microphone only'));
  await expect(dialog.getByLabel('How loud you are')).toBeVisible();
  await press(page, button(dialog, 'Done'));
  await expect(dialog).toBeHidden();
  await expect(more).toBeFocused();

  await page.keyboard.press('Enter');
  await press(page, page.getByRole('combobox', { name: 'Language' }), 'd');
  await expect(button(page, 'Melden')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(button(page, 'Mehr')).toBeFocused();
  await page.context().close();
});
