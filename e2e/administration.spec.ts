import { type Browser, type Page, expect, test } from '@playwright/test';
import { violationsOn } from './support/axe.ts';
import { type ServerAlone, launchChromium, startServerAlone } from './support/index.ts';
import { fitsSideways, picture } from './support/looks.ts';

test.describe.configure({ mode: 'serial' });

let server: ServerAlone;
let browser: Browser;
let page: Page;

test.beforeAll(async () => {
  server = await startServerAlone({ ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
  page = await openAdministration();
});

test.afterAll(async () => {
  await browser.close();
  await server.close();
});

interface Looks {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
}

async function openAdministration({ colorScheme = 'light', width = 1440 }: Looks = {}): Promise<Page> {
  const viewport = { width, height: 900 };
  const context = await browser.newContext({ colorScheme, viewport, reducedMotion: 'reduce' });
  const opened = await context.newPage();
  await opened.goto(server.links.dashboard);
  const tabs = opened.getByRole('navigation', { name: 'Dashboard' });
  await tabs.getByRole('link', { name: 'Administration' }).focus();
  await opened.keyboard.press('Enter');
  await expect(opened.getByRole('heading', { level: 2, name: 'Institution' })).toBeVisible();
  return opened;
}

/** By keyboard: the list of sections is links, and whoever arrives is at the heading. */
async function goTo(section: string, its: Page = page): Promise<void> {
  const sections = its.getByRole('navigation', { name: 'Administration' });
  await sections.getByRole('link', { name: section, exact: true }).focus();
  await its.keyboard.press('Enter');
  await expect(its.getByRole('heading', { level: 2, name: section, exact: true })).toBeFocused();
}

async function press(name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name, exact: typeof name === 'string' }).focus();
  await page.keyboard.press('Enter');
}

async function follow(name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).first().focus();
  await page.keyboard.press('Enter');
}

const roster = (...lines: string[]) => ({
  name: 'roster.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(['name,email,external id,role', ...lines].join('\n')),
});

test('a course and a class are made by keyboard, and the class is told when it begins', async () => {
  await goTo('Courses and classes');
  await press('New course');
  await expect(page.getByLabel('Title of the course')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'A title is needed.' })).toBeVisible();
  await page.keyboard.type('Optics');
  await page.keyboard.press('Enter');
  await expect(page.getByText('“Optics” is there.')).toBeVisible();

  await press('New class');
  await expect(page.getByLabel('Title', { exact: true })).toBeFocused();
  await page.keyboard.type('Mirrors and lenses');
  await page.locator('form').getByLabel('Course').selectOption('Optics');
  await page.getByLabel('Title', { exact: true }).press('Enter');
  await expect(page.getByText('“Mirrors and lenses” is there.')).toBeVisible();

  await follow('Mirrors and lenses');
  await expect(page.getByRole('heading', { level: 2, name: 'Mirrors and lenses' })).toBeVisible();
  const begins = page.getByLabel('Begins');
  await begins.fill('2030-10-07T08:15');
  await page.getByLabel('Title', { exact: true }).press('Enter');
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Begins')).toHaveValue('2030-10-07T08:15');
  await expect(page.getByRole('textbox', { name: 'Where students join' })).toHaveValue(
    new RegExp(`^${server.origin}/c/[A-Z0-9]{6}$`),
  );
});

test('a roster is looked at line by line, and imported only when all of it is right', async () => {
  await follow('Import a roster');
  await expect(page.getByRole('heading', { level: 2, name: 'Roster import' })).toBeFocused();
  const file = page.getByLabel('Roster file');
  await file.setInputFiles(roster('Ada Lovelace,ada@example.org,1,', 'Bob,bob,2,'));
  await expect(page.getByText('One line is wrong.', { exact: false }).first()).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Line 3' })).toContainText(
    '"bob" is not an email address.',
  );
  await expect(page.getByRole('button', { name: 'Import the roster' })).toBeHidden();

  await file.setInputFiles(
    roster('Ada Lovelace,ada@example.org,1,', 'Bob Bones,bob@example.org,2,assistant'),
  );
  await expect(page.getByText('2 new to the institution', { exact: false })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Bob Bones, Assistant' })).toContainText('new');
  await press('Import the roster');
  await expect(page.getByText('Imported: 2 added, 0 found and updated.')).toBeVisible();
  await follow('Go to the class');
  await expect(page.getByLabel('What Bob Bones is in this class')).toHaveValue('assistant');
});

test('a link is made, lets somebody in, is revoked, and lets nobody in any more', async () => {
  await press('Make a link for Ada Lovelace');
  const dialog = page.getByRole('dialog', { name: 'A link for Ada Lovelace' });
  await dialog.getByRole('radio', { name: /^Personal link/ }).check();
  await dialog.getByRole('button', { name: 'Make the link' }).focus();
  await page.keyboard.press('Enter');
  const link = await dialog.getByRole('textbox', { name: 'Link to the class' }).inputValue();
  await expect(dialog.getByRole('button', { name: 'Copy: Link to the class' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Make a link for Ada Lovelace' })).toBeFocused();

  const context = await browser.newContext();
  const student = await context.newPage();
  await student.goto(link);
  await expect(student.getByText('Connected').first()).toBeVisible();
  await context.close();

  await press('Revoke: Personal link, Ada Lovelace');
  await expect(page.getByText('The link is revoked.')).toBeVisible();
  await expect(page.getByText('There are none.')).toBeVisible();
  const late = await (await browser.newContext()).newPage();
  await late.goto(link);
  await expect(late.getByText('This link was withdrawn.', { exact: false })).toBeVisible();
  await late.context().close();
});

test('somebody is found and gets another role, and what is unsaved is not lost by a click', async () => {
  await goTo('People');
  await page.getByLabel('Search people').fill('lovelace ada');
  await expect(page.getByText('1 person', { exact: true })).toBeVisible();
  await follow('Ada Lovelace');
  await page.getByLabel('Role in the institution').selectOption('instructor');

  await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: 'Audit' }).click();
  const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
  await dialog.getByRole('button', { name: 'Stay here' }).click();
  await expect(page.getByLabel('Role in the institution')).toHaveValue('instructor');
  await page.getByLabel('Name', { exact: true }).press('Enter');
  await expect(page.getByText('Saved.')).toBeVisible();
});

test('what can’t be undone asks for its name first, and refusals are said in words', async () => {
  await goTo('Courses and classes');
  await follow('Waves and light');
  await press('Delete…');
  const dialog = page.getByRole('dialog', { name: 'Delete this class?' });
  await dialog.getByRole('textbox').fill('something else');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toHaveText('This is something else.');
  await dialog.getByRole('textbox').fill('Waves and light');
  await page.keyboard.press('Enter');
  await expect(page.getByText('“Waves and light” is deleted.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Courses and classes' })).toBeFocused();

  await follow('Mirrors and lenses');
  await press('Delete…');
  await dialog.getByRole('textbox').fill('Mirrors and lenses');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('This is the only class of your institution');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('the institution shows itself at the door of its classes, in colours that can be read', async () => {
  await goTo('Institution');
  await page.getByLabel('Name', { exact: true }).fill('Optical University');
  await page.getByLabel('Our own colour in place of the green').check();
  await page.getByLabel('On light paper').fill('#ffd400');
  await page.getByLabel('Name', { exact: true }).press('Enter');
  await expect(page.getByText('Choose colours in which text can be read.')).toBeVisible();
  await press(/^Take #.{6} instead$/);
  await page.getByLabel('Name', { exact: true }).press('Enter');
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.getByLabel('Choose a picture').setInputFiles({
    name: 'logo.svg',
    mimeType: 'image/svg+xml',
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  });
  await expect(page.getByRole('alert').filter({ hasText: 'This is no picture' })).toBeVisible();
});

test('each of it is in the audit', async () => {
  await goTo('Audit');
  const entries = page.getByRole('list', { name: 'All changes' }).getByRole('listitem');
  for (const [what, detail] of [
    [/made the course Optics/, undefined],
    [/made the class Mirrors and lenses/, 'Optics'],
    [/changed the class Mirrors and lenses/, 'begins'],
    [/imported a roster into Mirrors and lenses/, 'added'],
    [/made a link for Mirrors and lenses/, 'Ada Lovelace'],
    [/revoked a link of Mirrors and lenses/, 'personal'],
    [/changed Ada Lovelace/, 'student → instructor'],
    [/deleted the class Waves and light/, 'DEMO'],
    [/changed the institution Optical University/, 'Demo University → Optical University'],
  ] as const) {
    const entry = entries.filter({ hasText: what }).first();
    await expect(entry).toContainText('Demo Admin');
    if (detail !== undefined) await expect(entry).toContainText(detail);
  }
  await entries
    .filter({ hasText: /imported a roster/ })
    .getByRole('link', { name: 'Mirrors and lenses' })
    .focus();
  await page.keyboard.press('Enter');
  await follow('What was changed here');
  await expect(page.getByRole('heading', { name: 'Changes of Mirrors and lenses' })).toBeVisible();
  await expect(page.getByText('made the course')).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 390]) {
    test(`no part of it has violations or is cut off, in ${colorScheme} at ${width} px`, async () => {
      const its = await openAdministration({ colorScheme, width });
      await expect(its.getByLabel('Name', { exact: true })).toBeVisible();
      const look = async (name: string) => {
        await expect.soft(await violationsOn(its), name).toEqual([]);
        await fitsSideways(its);
        await picture(its, `administration-${name}-${colorScheme}-${width}`);
      };
      await look('institution');
      await goTo('Courses and classes', its);
      await its.getByRole('button', { name: 'New class' }).click();
      await look('classes');
      await its.getByRole('button', { name: 'Cancel' }).click();
      await its.getByRole('link', { name: 'Mirrors and lenses' }).click();
      await expect(its.getByLabel('What Bob Bones is in this class')).toBeVisible();
      await look('class');
      await its.getByRole('button', { name: 'Delete…' }).click();
      await look('delete');
      await its.keyboard.press('Escape');
      await goTo('People', its);
      await its.getByRole('link', { name: 'Bob Bones' }).click();
      await expect(its.getByLabel('New password')).toBeVisible();
      await look('person');
      await goTo('Roster import', its);
      await its.getByRole('link', { name: 'Mirrors and lenses' }).click();
      await its.getByLabel('Roster file').setInputFiles(roster('X,,,', 'Ada,ada@example.org,1,'));
      await expect(its.getByText('Line 2')).toBeVisible();
      await look('roster');
      await goTo('Audit', its);
      await expect(its.getByText('made the course')).toBeVisible();
      await look('audit');
      await its.context().close();
    });
  }
}
