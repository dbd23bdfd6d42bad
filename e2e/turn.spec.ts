import { type Browser, type Page, expect, test } from '@playwright/test';
import { type House, launchChromium, openStudent, openStudio, startHouse } from './support/index.ts';
import { decoded, keepPeers, paths } from './support/peers.ts';
import { type TurnServer, startTurnserver, turnserverPath } from './support/turnserver.ts';

const SECRET = 'north';

let relay: TurnServer;
let house: House;
let browser: Browser;
let studio: Page;

test.skip(turnserverPath === undefined, 'needs turnserver');

test.beforeAll(async () => {
  if (turnserverPath === undefined) return;
  relay = await startTurnserver(SECRET);
  house = await startHouse({
    ROSTRUM_AV1: 'off',
    ROSTRUM_TURN_URLS: relay.url,
    ROSTRUM_TURN_SECRET: SECRET,
  });
  browser = await launchChromium();
  studio = await openStudio(browser, house, undefined, keepPeers);
});

test.afterAll(async () => {
  await browser?.close();
  await house?.close();
  await relay?.close();
});

/** In a network that lets nothing but a relay through. */
async function openBehindRelay(name: string): Promise<Page> {
  const student = await openStudent(browser, house, name, (page) => keepPeers(page, { network: 'relay' }));
  await student.getByRole('button', { name: 'Raise hand' }).click();
  await student.getByRole('button', { name: 'Camera and microphone' }).click();
  return student;
}

async function grows(page: Page): Promise<void> {
  const before = await decoded(page);
  await expect.poll(async () => (await decoded(page)).frames).toBeGreaterThan(before.frames + 10);
  await expect.poll(async () => (await decoded(page)).samples).toBeGreaterThan(before.samples + 10_000);
}

test('a guest whom only a relay reaches is seen and heard, and sees and hears the stage', async () => {
  const student = await openBehindRelay('Ada');
  await expect(student.getByText('Ready. You will be called.')).toBeVisible();
  await studio.getByRole('button', { name: 'Bring Ada on stage' }).click();
  await expect(student.getByTestId('stage-picture')).toBeVisible();
  await grows(student);
  await grows(studio);
  expect(await paths(student)).toEqual([
    { type: 'relay', protocol: 'udp' },
    { type: 'relay', protocol: 'udp' },
  ]);
  await student.context().close();
  await expect(studio.getByTestId('stage')).toBeHidden();
});

test('a guest whose relay knows another secret is told that their network lets nothing through, and may try again', async () => {
  await relay.close();
  relay = await startTurnserver('south', relay.port);
  const student = await openBehindRelay('Bob');
  const words = student.getByText(/You can’t be connected to the stage\. Your network lets neither/);
  await expect(words).toBeVisible({ timeout: 30_000 });
  await studio.getByRole('button', { name: 'Bring Bob on stage' }).click();
  const bar = student.getByRole('region', { name: 'On stage' });
  await expect(bar).toContainText('You are on stage');
  await expect(words).toBeVisible({ timeout: 30_000 });
  // What the audience sees goes on underneath.
  await expect(student.getByTestId('stage-picture')).toBeHidden();

  await relay.close();
  relay = await startTurnserver(SECRET, relay.port);
  await bar.getByRole('button', { name: 'Try again' }).click();
  await expect(student.getByTestId('stage-picture')).toBeVisible({ timeout: 30_000 });
  await expect(words).toBeHidden();
  await grows(studio);
  await student.context().close();
});
