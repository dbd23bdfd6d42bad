import type { Page } from '@playwright/test';

/** What goes wrong in the page without anybody seeing it. */
export function errorsIn(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  return errors;
}

/** A browser that keeps neither storage nor cookies. */
export const keepNothing = (page: Page) =>
  page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    for (const area of ['localStorage', 'sessionStorage', 'indexedDB']) {
      Object.defineProperty(window, area, { get: refuse });
    }
    Object.defineProperty(navigator, 'cookieEnabled', { get: () => false });
  });

/** A device whose clock is so much off. */
export async function setClockOff(page: Page, hours: number): Promise<void> {
  await page.addInitScript((offMs) => {
    const Right = Date;
    window.Date = class extends Right {
      constructor(...given: unknown[]) {
        super(...((given.length > 0 ? given : [Right.now() + offMs]) as [number]));
      }

      static override now(): number {
        return Right.now() + offMs;
      }
    } as unknown as DateConstructor;
  }, hours * 3_600_000);
}
