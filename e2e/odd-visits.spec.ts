import { type Browser, type Page, expect, test } from '@playwright/test';
import { attend } from './support/attend.ts';
import { type ClassDesk, openClassDesk } from './support/class-desk.ts';
import {
  type House,
  PROGRAMME,
  launchChromium,
  openStudent,
  openStudio,
  startHouse,
} from './support/index.ts';

const MINUTE_MS = 60_000;

let house: House;
let browser: Browser;
let desk: ClassDesk;

test.beforeAll(async () => {
  house = await startHouse({ ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
  desk = await openClassDesk(house);
});

test.afterAll(async () => {
  await browser.close();
  await house.close();
});

const connected = (page: Page) => page.getByText('Connected').first();
const draft = (page: Page) => page.getByRole('textbox', { name: /message/i });

async function joinAt(page: Page, name: string): Promise<void> {
  await page.goto(house.links.viewer);
  await page.getByLabel('Your name').fill(name);
  await page.keyboard.press('Enter');
  await expect(connected(page)).toBeVisible();
}

/** What goes wrong in the page without anybody seeing it. */
function errorsIn(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  return errors;
}

test('a browser that keeps nothing, neither storage nor cookies, takes part all the same', async () => {
  const page = await (await browser.newContext()).newPage();
  const errors = errorsIn(page);
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    for (const area of ['localStorage', 'sessionStorage', 'indexedDB']) {
      Object.defineProperty(window, area, { get: refuse });
    }
    Object.defineProperty(navigator, 'cookieEnabled', { get: () => false });
  });
  await page.goto(house.origin);
  await page.getByLabel('Class code').fill('DEMO');
  await page.getByLabel('Your name').fill('Ada');
  const asked = page.waitForRequest('**/api/join');
  await page.keyboard.press('Enter');
  expect((await asked).headers()['x-rostrum-session']).toBe('body');
  // Asked once: what nobody keeps is remembered for the visit.
  await expect(connected(page)).toBeVisible();
  await draft(page).fill('I am here.');
  await page.keyboard.press('Enter');
  await expect(page.getByText('I am here.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Raise hand' }).click();
  await page.getByRole('button', { name: 'Lower hand' }).click();
  await expect(page.getByRole('button', { name: 'Raise hand' })).toBeVisible();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
  await expect(page.getByRole('button', { name: 'Melden', exact: true })).toBeVisible();
  expect(errors).toEqual([]);
  await page.context().close();
});

for (const hours of [-5, 5]) {
  test(`a device whose clock is ${hours} hours off knows how long it is until the class begins`, async () => {
    await desk.beginAt(Date.now() + 30.5 * MINUTE_MS);
    const page = await (await browser.newContext()).newPage();
    await page.addInitScript((offMs) => {
      const Right = Date;
      window.Date = class extends Right {
        constructor(...given: unknown[]) {
          super(...((given.length > 0 ? given : [Right.now() + offMs]) as [number]));
        }

        static override now(): number {
          return Right.now() + offMs;
        }
      } as unknown as DateConstructor;
    }, hours * 3_600_000);
    await joinAt(page, 'Off');
    await expect(page.getByText('in 31 minutes')).toBeVisible();
    await page.context().close();
    await desk.beginAt(null);
  });
}

test('somebody in two tabs is one person, and the one that stays loses nothing when the other goes', async () => {
  const context = await browser.newContext();
  const [one, two] = [await context.newPage(), await context.newPage()];
  await joinAt(one, 'Twin');
  await two.goto(house.links.viewer);
  await expect(two.getByLabel('Your name')).toHaveValue('Twin');
  await two.getByRole('button', { name: 'Join the lecture' }).click();
  await expect(connected(two)).toBeVisible();
  await one.getByRole('button', { name: 'Raise hand' }).click();
  await expect(two.getByRole('button', { name: 'Lower hand' })).toBeVisible();
  await draft(two).fill('From the second one.');
  await two.keyboard.press('Enter');
  await expect(one.getByText('From the second one.').first()).toBeVisible();

  await one.close();
  const other = await attend(house.origin, 'Witness');
  await other.client.send({ type: 'chat.send', text: 'One tab has gone.' });
  await expect(two.getByText('One tab has gone.').first()).toBeVisible();
  await expect(two.getByRole('button', { name: 'Lower hand' })).toBeVisible();
  await expect(connected(two)).toBeVisible();
  other.close();
  await context.close();
});

test('back leads to the door and forward into the class again, as the same person', async () => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(house.origin);
  await page.getByLabel('Class code').fill('DEMO');
  await page.getByLabel('Your name').fill('Walker');
  await page.keyboard.press('Enter');
  await expect(connected(page)).toBeVisible();
  await draft(page).fill('Before I went.');
  await page.keyboard.press('Enter');
  await page.goBack();
  await expect(page.getByLabel('Class code')).toBeVisible();
  await page.goForward();
  await expect(connected(page)).toBeVisible();
  await expect(page.getByText('Before I went.').first()).toBeVisible();

  await page.goto(`${house.origin}/healthz`);
  await page.goBack();
  await expect(connected(page)).toBeVisible();
  await page.context().close();
});

test('a page that is put away lets go of its line, and is in again as soon as it is shown', async () => {
  const page = await (await browser.newContext()).newPage();
  await joinAt(page, 'Away');
  const again = page.waitForEvent('websocket');
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  await again;
  await expect(connected(page)).toBeVisible();
  await draft(page).fill('Back again.');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Back again.').first()).toBeVisible();
  await page.context().close();
});

test.describe('while a lecture is on air', () => {
  let studio: Page;

  test.beforeAll(async () => {
    studio = await openStudio(browser, house, 'demo&width=640&height=360&fps=15');
  });

  test.afterAll(() => studio.close());

  const timeOf = (page: Page) =>
    page.evaluate(
      (selector) => document.querySelector<HTMLVideoElement>(selector)?.currentTime ?? 0,
      PROGRAMME,
    );
  const isMuted = (page: Page) => page.locator(PROGRAMME).evaluate((video: HTMLVideoElement) => video.muted);
  const delayOf = async (page: Page) =>
    Number.parseFloat(
      (await page
        .getByTestId('delay')
        .textContent({ timeout: 500 })
        .catch(() => null)) ?? '',
    );

  test('a tab that slept is in the class and at live within seconds of waking', async () => {
    const [sleeper, awake] = [
      await openStudent(browser, house, 'Sleeper'),
      await openStudent(browser, house, 'Awake'),
    ];
    const session = await sleeper.context().newCDPSession(sleeper);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    const before = await timeOf(awake);
    const other = await attend(house.origin, 'Speaker');
    await other.client.send({ type: 'chat.send', text: 'While you slept.' });
    await expect.poll(() => timeOf(awake), { timeout: 40_000 }).toBeGreaterThan(before + 20);
    await session.send('Page.setWebLifecycleState', { state: 'active' });

    await expect(sleeper.getByText('While you slept.').first()).toBeVisible({ timeout: 5_000 });
    await expect.poll(() => delayOf(sleeper), { timeout: 5_000 }).toBeLessThan(6);
    await expect(connected(sleeper)).toBeVisible();
    other.close();
    for (const page of [sleeper, awake]) await page.context().close();
  });

  test('where sound isn’t played unasked the picture comes, and one press brings the sound', async () => {
    const student = await (await browser.newContext()).newPage();
    // As browsers do by themselves; this one takes each look of the test at the page for a person's press.
    await student.addInitScript(() => {
      let isPressed = false;
      window.addEventListener('pointerdown', () => (isPressed = true), { capture: true });
      const play = HTMLMediaElement.prototype.play;
      HTMLMediaElement.prototype.play = function () {
        if (this.muted || isPressed) return play.call(this);
        return Promise.reject(new DOMException('Nobody has pressed anything.', 'NotAllowedError'));
      };
    });
    // By a link: whoever types a name has pressed something, and is played to.
    await student.goto(`${house.links.viewer}#key=${await desk.linkKey()}`);
    const sound = student.getByRole('button', { name: 'Turn sound on' }).first();
    await expect(sound).toBeVisible({ timeout: 30_000 });
    await expect.poll(() => timeOf(student)).toBeGreaterThan(1);
    expect(await isMuted(student)).toBe(true);
    await sound.click();
    await expect.poll(() => isMuted(student)).toBe(false);
    await student.context().close();
  });
});
