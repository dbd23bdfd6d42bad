import { type Browser, expect, test } from '@playwright/test';
import { attend } from './support/attend.ts';
import { violationsOn } from './support/axe.ts';
import { type Instructor, comeAsInstructor } from './support/breakouts-page.ts';
import { type ServerAlone, launchChromium, startServerAlone } from './support/index.ts';
import { fitsSideways, picture } from './support/looks.ts';
import { DESK, PHONE, ZOOMED, draft, openInClass, openPage, typeName } from './support/students-page.ts';

let server: ServerAlone;
let browser: Browser;
let instructor: Instructor;

test.beforeAll(async () => {
  server = await startServerAlone({ ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
  instructor = await comeAsInstructor(server.origin, server.links.studio);
});

test.afterAll(async () => {
  instructor.close();
  await browser.close();
  await server.close();
});

for (const [size, viewport] of Object.entries({ phone: PHONE, zoomed: ZOOMED, desk: DESK })) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`door, lobby and the end of a class fit a ${size} in ${colorScheme}`, async () => {
      await instructor.send({ type: 'class.open' }).catch(() => undefined);
      const page = await openPage(browser, { viewport, colorScheme });
      await page.goto(server.links.viewer);
      await page.getByLabel('Your name').waitFor();
      await fitsSideways(page);
      expect(await violationsOn(page)).toEqual([]);
      await picture(page, `door-${size}-${colorScheme}`);
      await typeName(page, `Sized ${size}`);
      await page.getByRole('heading', { name: 'Before it begins' }).waitFor();
      await fitsSideways(page);
      expect(await violationsOn(page)).toEqual([]);
      await picture(page, `lobby-${size}-${colorScheme}`);
      await page.getByRole('button', { name: 'More', exact: true }).click();
      await fitsSideways(page);
      await picture(page, `menu-${size}-${colorScheme}`);
      await page.keyboard.press('Escape');
      await instructor.send({ type: 'class.end' });
      await expect(page.getByText('This class is over.')).toBeVisible();
      await fitsSideways(page);
      expect(await violationsOn(page)).toEqual([]);
      await picture(page, `ended-${size}-${colorScheme}`);
      await page.context().close();
    });
  }
}

test('a reader of German gets German unasked, and nothing of it is cut on a phone', async () => {
  await instructor.send({ type: 'class.open' }).catch(() => undefined);
  const page = await openPage(browser, { viewport: PHONE, locale: 'de-DE' });
  await page.goto(server.links.viewer);
  await page.getByLabel('Ihr Name').fill('Grete');
  await fitsSideways(page);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Bevor es losgeht' }).waitFor();
  await fitsSideways(page);
  await page.getByRole('button', { name: 'Mehr', exact: true }).click();
  await fitsSideways(page);
  await picture(page, 'lobby-german-320');
  await page.getByRole('button', { name: 'Ton und Geräte prüfen…' }).click();
  await page.getByRole('dialog', { name: 'Ton und Geräte' }).waitFor();
  await fitsSideways(page);
  expect(await violationsOn(page)).toEqual([]);
  await picture(page, 'check-german-320');
  await page.context().close();
});

test('read from right to left nothing is cut, at the door and in the class', async () => {
  for (const viewport of [PHONE, DESK]) {
    const page = await openPage(browser, { viewport });
    await page.goto(server.links.viewer);
    await page.getByLabel('Your name').waitFor();
    await page.evaluate(() => (document.documentElement.dir = 'rtl'));
    await fitsSideways(page);
    await picture(page, `door-rtl-${viewport.width}`);
    await typeName(page, 'Rachel');
    await page.getByText('Connected').first().waitFor();
    await draft(page).waitFor();
    await fitsSideways(page);
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await fitsSideways(page);
    await picture(page, `class-rtl-${viewport.width}`);
    await page.context().close();
  }
});

test('what has the focus is never beneath the picture that stays', async () => {
  const page = await openInClass(browser, server.links.viewer, 'Tab', {
    viewport: { width: 390, height: 700 },
  });
  await draft(page).waitFor();
  const covered: string[] = [];
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let i = 0; i < 25; i += 1) {
      await page.keyboard.press(key);
      const hidden = await page.evaluate(() => {
        const focused = document.activeElement;
        const beneath = document.querySelector('.programme');
        if (!focused || !beneath || focused === document.body || beneath.contains(focused)) return undefined;
        const [its, over] = [focused.getBoundingClientRect(), beneath.getBoundingClientRect()];
        const isBeneath = its.bottom > over.top + 1 && its.bottom <= over.bottom + 1;
        return isBeneath ? focused.outerHTML.slice(0, 120) : undefined;
      });
      if (hidden !== undefined) covered.push(hidden);
    }
  }
  expect(covered).toEqual([]);
  await page.context().close();
});

test('people who come and go, and hands, are not read aloud to everybody', async () => {
  await instructor.send({ type: 'class.open' }).catch(() => undefined);
  const page = await openInClass(browser, server.links.viewer, 'Listener');
  await draft(page).waitFor();
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const live = '[role=status], [role=alert], [role=log], [aria-live=polite], [aria-live=assertive]';
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const around = (target instanceof Element ? target : target.parentElement)?.closest(live);
        if (around) said.push(`${around.outerHTML.slice(0, 80)}: ${around.textContent}`);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const others = await Promise.all(
    Array.from({ length: 5 }, (_, i) => attend(server.origin, `Other ${i + 1}`)),
  );
  const [first] = others;
  for (const { client } of others) await client.send({ type: 'hand.raise' });
  const people = page.getByText(/^\d+ (person|people) here$/);
  await expect.poll(async () => Number.parseInt((await people.textContent()) ?? '', 10)).toBeGreaterThan(5);
  await first!.client.send({ type: 'chat.send', text: 'All of us are here.' });
  await expect(page.getByText('All of us are here.').first()).toBeVisible();
  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
  expect(said.filter((words) => !words.includes('All of us are here.'))).toEqual([]);
  for (const other of others) other.close();
  await page.context().close();
});

test('on paper there is the class and what was written in it, and no control', async () => {
  const page = await openInClass(browser, server.links.viewer, 'Prints');
  await draft(page).fill('Is there a handout?');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Is there a handout?').first()).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  const printed = page.getByTestId('printed');
  await expect(printed.getByRole('heading', { name: 'Waves and light' })).toBeVisible();
  await expect(printed.getByText('Is there a handout?')).toBeVisible();
  expect(await page.getByRole('button').count()).toBe(0);
  await picture(page, 'printed');
  await page.emulateMedia({ media: null });
  await expect(printed).toBeHidden();
  await page.context().close();
});
