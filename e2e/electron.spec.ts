import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import { launchChromium, startHouse } from './support/index.ts';

const root = new URL('../', import.meta.url).pathname;

/** Named, or brought by the package's own download. */
function electronBinary(): string | undefined {
  const given = process.env['ELECTRON_PATH'];
  if (given) return existsSync(given) ? given : undefined;
  const names = ['electron', 'electron.exe', 'Electron.app/Contents/MacOS/Electron'];
  return names.map((name) => join(root, 'node_modules/electron/dist', name)).find(existsSync);
}

const electron = electronBinary();
const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

/** Set-up builds the shell only where it is to be started; here it is always that of this source. */
async function buildShell(): Promise<void> {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', '--app', '--config', 'vite.main.config.ts', '--logLevel', 'error'];
  const child = spawn(process.execPath, args, { cwd: join(root, 'studio'), stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(0);
}

test('in the desktop app, too, the instructor goes on air and a student hears of it', async () => {
  test.skip(electron === undefined, 'needs electron');
  test.skip(!hasDisplay, 'needs a display');
  await buildShell();
  const data = await mkdtemp(join(tmpdir(), 'rostrum-electron-'));
  const house = await startHouse();
  const browser = await launchChromium();
  const app = await _electron.launch({
    ...(electron ? { executablePath: electron } : {}),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-features=WebRtcHideLocalIpsWithMdns',
      root,
    ],
    env: { ...process.env, ROSTRUM_DATA: data, ROSTRUM_STUDIO_LINK: house.links.studio },
  });
  try {
    const student = await browser.newPage();
    await student.goto(house.links.viewer);
    await student.getByLabel(/name/i).fill('Ada');
    await student.keyboard.press('Enter');
    await expect(student.getByText(/not started/i)).toBeVisible();

    const studio = await app.firstWindow();
    await studio.goto('app://studio/?demo&width=640&height=360&fps=30');
    await studio.getByTestId('go-on-air').click();
    await expect(studio.getByTestId('on-air')).toBeVisible({ timeout: 30_000 });
    await expect(student.getByText(/not started/i)).toBeHidden();
    await studio.getByTestId('end-broadcast').click();
    await studio.getByTestId('confirm-end').click();
    await expect(student.getByText('The lecture has ended.')).toBeVisible({ timeout: 20_000 });
  } finally {
    await app.close();
    await browser.close();
    await house.close();
    await rm(data, { recursive: true, force: true });
  }
});
