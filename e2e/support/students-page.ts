import type { Browser, BrowserContextOptions, Locator, Page } from '@playwright/test';

export const PHONE = { width: 320, height: 640 };
/** 1280 by 720 at twice the size. */
export const ZOOMED = { width: 640, height: 360 };
export const DESK = { width: 1440, height: 900 };

/** A page of its own browser profile, at nothing yet. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  return (await browser.newContext({ viewport: DESK, reducedMotion: 'reduce', ...options })).newPage();
}

export async function typeName(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name').fill(name);
  await page.keyboard.press('Enter');
}

/** In the class at this address, whether anything is on air or not. */
export async function openInClass(
  browser: Browser,
  address: string,
  name: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await openPage(browser, options);
  await page.goto(address);
  await typeName(page, name);
  await page.getByText('Connected').first().waitFor();
  return page;
}

export const draft = (page: Page): Locator => page.getByRole('textbox', { name: /message/i });
