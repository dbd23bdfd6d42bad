import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launchChromium, startHouse, withQuery } from './support/index.ts';

test('without FFmpeg the class and its chat work, and everyone is told in words why there is no picture', async () => {
  const house = await startHouse({ FFMPEG_PATH: '/nowhere/ffmpeg' });
  const browser = await launchChromium();
  try {
    const dashboard = await browser.newPage();
    await dashboard.goto(house.links.dashboard);
    await expect(dashboard.getByText(/FFMPEG_PATH names \/nowhere\/ffmpeg/)).toBeVisible();

    const studio = await browser.newPage();
    await studio.goto(withQuery(house.studioUrl, 'demo&autostart&width=640&height=360&fps=30'));
    await expect(studio.getByText(/FFMPEG_PATH names/)).toBeVisible({ timeout: 20_000 });

    const student = await browser.newPage();
    await student.goto(house.links.viewer);
    await student.getByLabel(/name/i).fill('Ada');
    await student.keyboard.press('Enter');
    await student.getByRole('textbox', { name: /message/i }).fill('Can you hear us?');
    await student.keyboard.press('Enter');
    await expect(studio.getByText('Can you hear us?', { exact: true })).toBeVisible();
  } finally {
    await browser.close();
    await house.close();
  }
});

test('when FFmpeg dies at every start, nobody is told that students see anything, and the studio learns why', async () => {
  test.skip(process.platform === 'win32', 'needs a POSIX shell');
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-dying-'));
  const dying = join(folder, 'ffmpeg');
  const real = process.env['FFMPEG_PATH'] ?? 'ffmpeg';
  // It answers what it is asked about itself, and dies as soon as it is to transcode.
  await writeFile(dying, `#!/bin/sh\ncase " $* " in *" -i "*) exit 1 ;; esac\nexec "${real}" "$@"\n`);
  await chmod(dying, 0o755);
  const house = await startHouse({ FFMPEG_PATH: dying });
  const browser = await launchChromium();
  try {
    const student = await browser.newPage();
    await student.goto(house.links.viewer);
    await student.getByLabel(/name/i).fill('Ada');
    await student.keyboard.press('Enter');
    await expect(student.getByText(/not started/i)).toBeVisible();

    const studio = await browser.newPage();
    await studio.goto(withQuery(house.studioUrl, 'demo&autostart&width=640&height=360&fps=30'));
    await expect(studio.getByText('Waiting for the picture to reach students…')).toBeVisible({
      timeout: 20_000,
    });
    await expect(studio.getByTestId('on-air')).toBeHidden();
    await expect(studio.getByText(/could not transcode your picture/)).toBeVisible({ timeout: 60_000 });
    await expect(studio.getByTestId('on-air')).toBeHidden();
    await expect(studio.getByTestId('go-on-air')).toBeEnabled();
    await expect(student.getByText('The broadcast was interrupted at the server.')).toBeVisible();
  } finally {
    await browser.close();
    await house.close();
    await rm(folder, { recursive: true, force: true });
  }
});
