import { mkdir } from 'node:fs/promises';
import { type Page, expect } from '@playwright/test';

const folder = new URL('../../test-results/pictures', import.meta.url).pathname;

/** A screenshot for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` });
}

/** Nothing is cut off at a side, and nobody has to scroll sideways. */
export async function fitsSideways(page: Page): Promise<void> {
  const { wide, cut } = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const controls = [...document.querySelectorAll<HTMLElement>('button, input, select, a, h1, h2, p')];
    const isCut = (element: HTMLElement) => {
      const { left, right, width: own } = element.getBoundingClientRect();
      const isSeen = element.checkVisibility({ visibilityProperty: true }) && own > 1;
      return isSeen && (left < -1 || right > width + 1);
    };
    return {
      wide: document.documentElement.scrollWidth - width,
      cut: controls.filter(isCut).map((element) => `${element.tagName} ${element.textContent}`),
    };
  });
  expect.soft({ wide, cut }).toEqual({ wide: 0, cut: [] });
}
