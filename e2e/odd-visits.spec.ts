import { type Browser, type Page, type WebSocketRoute, expect, test } from '@playwright/test';
import type { PollId } from '@rostrum/protocol/room';
import { attend, attendAsStaff } from './support/attend.ts';
import { tabTo } from './support/breakouts-page.ts';
import { type ClassDesk, openClassDesk } from './support/class-desk.ts';
import {
  type House,
  PROGRAMME,
  launchChromium,
  openStudent,
  openStudio,
  startHouse,
} from './support/index.ts';
import { errorsIn, keepNothing, setClockOff } from './support/odd-browsers.ts';

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

test('a browser that keeps nothing, neither storage nor cookies, takes part all the same', async () => {
  const page = await (await browser.newContext()).newPage();
  const errors = errorsIn(page);
  await keepNothing(page);
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

const HOURS_OFF = [-5, 5] as const;

for (const hours of HOURS_OFF) {
  test(`a device whose clock is ${hours} hours off knows how long it is until the class begins`, async () => {
    await desk.beginAt(Date.now() + 30.5 * MINUTE_MS);
    const page = await (await browser.newContext()).newPage();
    await setClockOff(page, hours);
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

  test('a browser that keeps nothing plays the lecture, and what is chosen holds for the visit', async () => {
    let errors: string[] = [];
    const page = await openStudent(browser, house, 'Forgets', async (made) => {
      errors = errorsIn(made);
      await keepNothing(made);
    });
    await connected(page).waitFor();
    await page.getByRole('button', { name: 'Settings' }).click();
    const menu = page.getByRole('dialog', { name: 'Settings' });
    await menu.getByRole('radio', { name: 'Sound only, saves data' }).check();
    await page.keyboard.press('Escape');
    const picture = page.getByRole('button', { name: 'Show the picture' });
    await expect(picture).toBeVisible();
    const before = await timeOf(page);
    await expect.poll(() => timeOf(page)).toBeGreaterThan(before + 1);
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect(menu.getByRole('radio', { name: 'Sound only, saves data' })).toBeChecked();
    await page.keyboard.press('Escape');
    await picture.click();
    await draft(page).fill('I see it.');
    await page.keyboard.press('Enter');
    await expect(page.getByText('I see it.').first()).toBeVisible();
    await expect.poll(() => delayOf(page)).toBeLessThan(6);
    expect(errors).toEqual([]);
    await page.context().close();
  });

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

  test('a tab whose token ran out while it slept is let in with a new one, and at live', async () => {
    const fresh = new Set<string>();
    let isLater = false;
    let refused = 0;
    const lines: WebSocketRoute[] = [];
    const sleeper = await openStudent(browser, house, 'Hours', async (page) => {
      await page.route('**/api/session/refresh', async (route) => {
        const answer = await route.fetch();
        fresh.add(((await answer.json()) as { token: string }).token);
        await route.fulfill({ response: answer });
      });
      await page.routeWebSocket(/\/socket$/, (route) => {
        lines.push(route);
        const onwards = route.connectToServer();
        route.onMessage((data) => {
          const { t, token = '' } = JSON.parse(String(data)) as { t: string; token?: string };
          if (t !== 'hello' || !isLater || fresh.has(token)) {
            onwards.send(data);
            return;
          }
          refused += 1;
          const refusal = { code: 'expired-token', text: 'This token has run out.' };
          route.send(JSON.stringify({ t: 'bye', refusal, again: false }));
        });
      });
    });
    await connected(sleeper).waitFor();
    await draft(sleeper).fill('Before I fell asl');
    const session = await sleeper.context().newCDPSession(sleeper);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    isLater = true;
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await lines.at(-1)?.close();
    const other = await attend(house.origin, 'Waker');
    await other.client.send({ type: 'chat.send', text: 'An hour later.' });

    await expect(sleeper.getByText('An hour later.').first()).toBeVisible();
    expect(refused).toBeGreaterThan(0);
    await expect(draft(sleeper)).toHaveValue('Before I fell asl');
    await expect.poll(() => delayOf(sleeper)).toBeLessThan(6);
    other.close();
    await sleeper.context().close();
  });

  for (const hours of HOURS_OFF) {
    test(`on a device whose clock is ${hours} hours off the delay is the right one, and polls come in their time`, async () => {
      const student = await openStudent(browser, house, 'Off', (page) => setClockOff(page, hours));
      const delay = student.getByTestId('delay');
      const few = /^(?!0\.0)\d\.\d s behind$/;
      await expect(delay).toHaveText(few);
      // From then on nothing told this page how late it is before the class itself does.
      await student.reload();
      await expect(delay).toHaveText(few, { timeout: 30_000 });

      const staff = await attendAsStaff(house.origin, house.links.studio);
      const question = `What time is it, ${hours}?`;
      await staff.client.send({
        type: 'poll.draft',
        draft: { question, form: { kind: 'single', options: ['Early', 'Late'] }, anonymous: false },
      });
      const asked = () =>
        Object.values(staff.client.room.polls).find((poll) => poll.draft.question === question);
      await staff.reaches(() => asked() !== undefined);
      await staff.client.send({ type: 'poll.open', pollId: asked()?.pollId as PollId });
      await expect(student.getByText(`Your instructor asks: ${question}`)).toBeVisible();
      await staff.client.send({ type: 'poll.close', pollId: asked()?.pollId as PollId });
      staff.close();
      await student.context().close();
    });
  }

  test('a browser that plays HLS by itself is given the lecture’s address, and no choice that it makes itself', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.addInitScript(() => {
      for (const name of ['MediaSource', 'ManagedMediaSource']) Reflect.deleteProperty(window, name);
      HTMLMediaElement.prototype.canPlayType = () => 'maybe';
    });
    await joinAt(page, 'Safari');
    const addressOf = () => page.locator(PROGRAMME).evaluate((video: HTMLVideoElement) => video.src);
    await expect.poll(addressOf, { timeout: 30_000 }).toMatch(/\/live\/.+\/main\.m3u8$/);
    // A Chromium that can’t do it after all says so in words, and goes on trying.
    const words = page.getByText('The picture isn’t arriving.');
    const isTold = async () => (await timeOf(page)) > 0 || (await words.isVisible());
    await expect.poll(isTold, { timeout: 40_000 }).toBe(true);
    await page.getByRole('button', { name: 'Settings' }).click();
    const menu = page.getByRole('dialog', { name: 'Settings' });
    await expect(menu.getByRole('button', { name: 'Keyboard shortcuts' })).toBeVisible();
    await expect(menu.getByRole('radio', { name: /Automatic|Sound only/ })).toHaveCount(0);
    await page.context().close();
  });

  test('where nothing at all is played unasked, one press by keyboard brings picture and sound', async () => {
    const student = await (await browser.newContext()).newPage();
    await student.addInitScript(() => {
      let isPressed = false;
      window.addEventListener('keydown', () => (isPressed = true), { capture: true });
      const play = HTMLMediaElement.prototype.play;
      HTMLMediaElement.prototype.play = function () {
        if (isPressed) return play.call(this);
        return Promise.reject(new DOMException('Nobody has pressed anything.', 'NotAllowedError'));
      };
    });
    await student.goto(`${house.links.viewer}#key=${await desk.linkKey()}`);
    const press = student.getByRole('button', { name: 'Press to play' });
    await expect(press).toBeVisible({ timeout: 30_000 });
    await tabTo(student, press);
    await student.keyboard.press('Enter');
    await expect.poll(() => timeOf(student)).toBeGreaterThan(1);
    expect(await isMuted(student)).toBe(false);
    await expect(press).toBeHidden();
    await student.context().close();
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
