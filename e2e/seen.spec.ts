import { expect, test } from '@playwright/test';
import { launchChromium, openStudio, startHouse } from './support/index.ts';

test('on air the instructor sees what students see, and how far it is behind', async () => {
  const house = await startHouse({ ROSTRUM_AV1: 'off' });
  const browser = await launchChromium();
  try {
    const studio = await openStudio(browser, house);
    await studio.getByRole('button', { name: 'What students see now' }).click();
    const seen = studio.getByTestId('seen-by-students');
    await expect.poll(() => seen.evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThan(0);
    await expect(studio.getByTestId('seen-delay')).toHaveText(/^\d\.\d s behind you$/);
    await studio.getByRole('button', { name: 'Hide what students see' }).click();
    await expect(seen).toBeHidden();
  } finally {
    await browser.close();
    await house.close();
  }
});
