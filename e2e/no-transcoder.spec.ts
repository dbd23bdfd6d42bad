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
    await expect(studio.getByText('Can you hear us?')).toBeVisible();
  } finally {
    await browser.close();
    await house.close();
  }
});
