import { type Browser, type Page, expect, test } from '@playwright/test';
import { type House, SMALL_PICTURE, launchChromium, startHouse, withQuery } from './support/index.ts';

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

const language = () => studio.locator('html').getAttribute('lang');

test('the instructor changes the language by keyboard, and everything on the desk follows without a reload', async () => {
  await expect(studio.getByRole('heading', { name: 'Hands' })).toBeVisible();
  expect(await language()).toBe('en');
  // Lost with the page, if it were loaded anew.
  await studio.evaluate(() => document.body.setAttribute('data-same-page', ''));
  await studio.getByRole('tab', { name: 'Slides' }).click();
  await expect(studio.getByRole('heading', { name: 'Slides', exact: true })).toBeVisible();

  await studio.getByRole('combobox', { name: 'Language' }).focus();
  await studio.keyboard.press('D');
  await expect(studio.getByRole('combobox', { name: 'Sprache' })).toBeFocused();
  await expect(studio.getByRole('heading', { name: 'Meldungen' })).toBeVisible();
  await expect(studio.getByRole('heading', { name: 'Folien', exact: true })).toBeVisible();
  await expect(studio.getByRole('tab', { name: 'Umfragen' })).toBeVisible();
  await expect(studio.getByRole('button', { name: 'Auf Sendung gehen' })).toBeVisible();
  await expect(studio.getByRole('radio', { name: 'Folien und Sie' })).toBeChecked();
  expect(await language()).toBe('de');
  await expect(studio.locator('body[data-same-page]')).toBeAttached();
});

test('what was open before the change is in the new language too, and so is what is said from then on', async () => {
  await studio.getByRole('tab', { name: 'Ablauf' }).click();
  await expect(studio.getByRole('button', { name: 'Veranstaltung beginnen' })).toBeVisible();
  await studio.getByRole('tab', { name: 'Umfragen' }).click();
  await studio.getByRole('button', { name: 'Neue Umfrage' }).click();
  await studio.getByRole('button', { name: 'Jetzt öffnen' }).click();
  await expect(studio.getByRole('alert')).toHaveText('Schreiben Sie zuerst die Frage.');
});

test('the words of the card for the break follow, until the instructor has written others', async () => {
  const title = studio.getByLabel('Titel', { exact: true });
  await expect(title).toHaveValue('Gleich geht es weiter');
  await studio.getByRole('button', { name: 'Einblendungen' }).click();
  await studio.getByLabel('Hinweis', { exact: true }).fill('Um elf');
  await studio.keyboard.press('Escape');
  await studio.getByRole('combobox', { name: 'Sprache' }).selectOption('en');
  await expect(studio.getByLabel('Title', { exact: true })).toHaveValue('Back soon');
  await expect(studio.getByLabel('Note', { exact: true })).toHaveValue('Um elf');
  await studio.getByRole('combobox', { name: 'Language' }).selectOption('de');
  await expect(title).toHaveValue('Gleich geht es weiter');
});

test('it is there at the next start, and English again as soon as that is chosen', async () => {
  await studio.reload();
  await expect(studio.getByRole('heading', { name: 'Meldungen' })).toBeVisible();
  expect(await language()).toBe('de');
  await studio.getByRole('combobox', { name: 'Sprache' }).focus();
  await studio.keyboard.press('E');
  await expect(studio.getByRole('heading', { name: 'Hands' })).toBeVisible();
  await expect(studio.getByRole('tab', { name: 'Polls' })).toBeVisible();
  expect(await language()).toBe('en');
});
