import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { type Browser, expect, test } from '@playwright/test';
import {
  type House,
  type SeenFrame,
  childrenOf,
  descendantsOf,
  launchChromium,
  mayMakeNetworks,
  PROGRAMME,
  openFarNetwork,
  openStudent,
  openStudio,
  startHouse,
  wasReloaded,
  watchGlass,
} from './support/index.ts';

const WORDS_LIVE = 'Students see and hear you.';

/** How long after `since` the first picture was made that got through to the student. */
function backAfterMs(frames: readonly SeenFrame[], since: number): number {
  const made = frames.map(({ composedAt }) => composedAt).filter((at) => at > since + 300);
  return made.length > 0 ? Math.min(...made) - since : Number.POSITIVE_INFINITY;
}

test('HLS-71: when the media workers are killed, the studio is back on air by itself within five seconds', async () => {
  const house = await startHouse();
  const browser = await launchChromium();
  try {
    const studio = await openStudio(browser, house);
    const student = await openStudent(browser, house);
    const { pid } = house.server.process;
    const workers = childrenOf(pid, 'mediasoup-worker');
    expect(workers.length).toBeGreaterThan(0);
    const killedAt = Date.now();
    for (const worker of workers) process.kill(worker, 'SIGKILL');
    const { frames } = await watchGlass(student, PROGRAMME, 12_000);
    const backMs = backAfterMs(frames, killedAt);
    process.stdout.write(`a worker's death: the picture is back after ${Math.round(backMs)} ms\n`);
    expect(backMs).toBeLessThan(5_000);
    await expect(studio.getByText(WORDS_LIVE)).toBeVisible();
    expect(await wasReloaded(student)).toBe(false);
    expect(childrenOf(pid, 'mediasoup-worker')).toHaveLength(workers.length);
  } finally {
    await browser.close();
    await house.close();
  }
});

test('HLS-72: a studio whose network was gone for ten seconds is on air again by itself', async () => {
  test.skip(!mayMakeNetworks, 'needs netns');
  const network = openFarNetwork();
  let house: House | undefined;
  const browsers: Browser[] = [];
  try {
    const env = { ROSTRUM_HOST: network.hereAddress, ROSTRUM_RTC_ADDRESS: network.hereAddress };
    house = await startHouse(env, network.through);
    const [far, near] = [
      await launchChromium({ executablePath: network.chromiumPath }),
      await launchChromium(),
    ];
    browsers.push(far, near);
    const studio = await openStudio(far, house);
    const student = await openStudent(near, house);
    network.cut();
    const cutAt = Date.now();
    await expect(studio.getByText(WORDS_LIVE)).toBeHidden({ timeout: 10_000 });
    // It is this long by its nature; nothing is being waited for.
    await student.waitForTimeout(10_000 - (Date.now() - cutAt));
    network.mend();
    const mendedAt = Date.now();
    const { frames } = await watchGlass(student, PROGRAMME, 12_000);
    const backMs = backAfterMs(frames, mendedAt);
    process.stdout.write(`the network back: the picture is back after ${Math.round(backMs)} ms\n`);
    expect(backMs).toBeLessThan(5_000);
    await expect(studio.getByText(WORDS_LIVE)).toBeVisible();
    expect(await wasReloaded(student)).toBe(false);
  } finally {
    for (const browser of browsers) await browser.close();
    await house?.close();
    network.close();
  }
});

test('HLS-70: where UDP does not get through, the studio goes on air over TCP, on the same ports', async () => {
  test.skip(!mayMakeNetworks, 'needs netns');
  const network = openFarNetwork();
  network.blockUdp();
  let house: House | undefined;
  const browsers: Browser[] = [];
  try {
    const env = {
      ...{ ROSTRUM_HOST: network.hereAddress, ROSTRUM_RTC_ADDRESS: network.hereAddress },
      ROSTRUM_RTC_PORT: String(await freePort()),
    };
    house = await startHouse(env, network.through);
    const [far, near] = [
      await launchChromium({ executablePath: network.chromiumPath }),
      await launchChromium(),
    ];
    browsers.push(far, near);
    const studio = await openStudio(far, house);
    const dashboard = await near.newPage();
    await dashboard.goto(house.links.dashboard);
    await expect(dashboard.getByText(/H\.264 · TCP/)).toBeVisible({ timeout: 10_000 });
    await studio.close();
  } finally {
    for (const browser of browsers) await browser.close();
    await house?.close();
    network.close();
  }
});

/** The first of some that are free together: each worker takes one, for UDP and TCP. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '0.0.0.0');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test('a studio whose computer slept is on air again by itself when it wakes', async () => {
  const house = await startHouse({ ROSTRUM_AV1: 'off' });
  const others = new Set(childrenOf(process.pid, 'chrom'));
  const asleep = await launchChromium();
  const [computer = Number.NaN] = childrenOf(process.pid, 'chrom').filter((pid) => !others.has(pid));
  let awake: Browser | undefined;
  try {
    const studio = await openStudio(asleep, house);
    awake = await launchChromium();
    const student = await openStudent(awake, house);
    // Asked for only now: a browser ends its helpers when it likes.
    const pids = [computer, ...descendantsOf(computer, /chrom/)];
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    // It is this long by its nature; nothing is being waited for.
    await student.waitForTimeout(15_000);
    for (const pid of pids) process.kill(pid, 'SIGCONT');
    const wokeAt = Date.now();
    const { frames } = await watchGlass(student, PROGRAMME, 12_000);
    const backMs = backAfterMs(frames, wokeAt);
    process.stdout.write(`awake again: the picture is back after ${Math.round(backMs)} ms\n`);
    expect(backMs).toBeLessThan(8_000);
    await expect(studio.getByText(WORDS_LIVE)).toBeVisible();
    expect(await wasReloaded(student)).toBe(false);
  } finally {
    await asleep.close();
    await awake?.close();
    await house.close();
  }
});
