import { mkdir } from 'node:fs/promises';
import type { Page } from '@playwright/test';

const SIZES = [
  { name: '1440', width: 1440, height: 900 },
  { name: '390', width: 390, height: 844 },
] as const;

const root = new URL('../../', import.meta.url).pathname;

async function folderOfPictures(): Promise<string> {
  const folder = process.env['ROSTRUM_PICTURES'] ? `${root}docs/pictures` : `${root}test-results/pictures`;
  await mkdir(folder, { recursive: true });
  return folder;
}

/** One picture for a guide, of a page as large as a small notebook shows it. */
export async function takeGuidePicture(name: string, page: Page): Promise<void> {
  const folder = await folderOfPictures();
  const before = page.viewportSize();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.screenshot({ path: `${folder}/guide-${name}.png` });
  if (before) await page.setViewportSize(before);
}

/**
 * Screenshots of each page at a desk's and a phone's size, in light and dark. With ROSTRUM_PICTURES set they are
 * the README's and the guides' own (docs/pictures), so that these never show what the product no longer is.
 */
export async function takePictures(pages: Readonly<Record<string, Page>>): Promise<void> {
  const folder = await folderOfPictures();
  for (const [name, page] of Object.entries(pages)) {
    const before = page.viewportSize();
    for (const { name: size, width, height } of SIZES) {
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: `${folder}/${name}-${size}.png` });
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.screenshot({ path: `${folder}/${name}-1440-dark.png` });
    await page.emulateMedia({ colorScheme: null });
    if (before) await page.setViewportSize(before);
  }
}
