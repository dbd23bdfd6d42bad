import type { Page } from '@playwright/test';
import { PROGRAMME } from '@rostrum/e2e/support';

/** Something that the page asked for, and got; times since the page was opened. */
export interface Fetched {
  readonly url: string;
  readonly fromMs: number;
  readonly untilMs: number;
  /** As they came over the line, compressed or not. */
  readonly bytes: number;
}

interface NotingWindow extends Window {
  firstPictureMs?: number;
}

const COMES_WITHIN_MS = 60_000;

/**
 * To be called before the page is opened: types a name the moment that one is asked for, as nobody can, and notes when
 * the first picture of the programme is shown.
 */
export async function noteFirstPicture(page: Page, name: string): Promise<void> {
  await page.addInitScript(install, { programme: PROGRAMME, name });
}

/** When it was shown, since the page was opened. */
export async function firstPictureMs(page: Page): Promise<number> {
  const noted = await page.waitForFunction(() => (window as NotingWindow).firstPictureMs, undefined, {
    // Looking each time that the page paints would take from what is measured.
    ...{ polling: 200, timeout: COMES_WITHIN_MS },
  });
  return (await noted.jsonValue()) ?? Number.NaN;
}

export function fetchedBy(page: Page): Promise<Fetched[]> {
  return page.evaluate(() =>
    performance.getEntriesByType('resource').map((entry) => {
      const { name: url, startTime, responseEnd, encodedBodySize } = entry as PerformanceResourceTiming;
      return { url, fromMs: startTime, untilMs: responseEnd, bytes: encodedBodySize };
    }),
  );
}

// Runs in the page: everything it uses must be inside it.
function install({ programme, name }: { programme: string; name: string }): void {
  let isTyped = false;
  const type = (field: HTMLInputElement) => {
    field.value = name;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.form?.requestSubmit();
  };
  const watched = new WeakSet<HTMLVideoElement>();
  const looking = new MutationObserver(() => {
    const field = document.querySelector<HTMLInputElement>('input[name="name"]');
    if (field && !isTyped) {
      isTyped = true;
      // The form is there a moment before it listens.
      setTimeout(() => type(field));
    }
    const video = document.querySelector<HTMLVideoElement>(programme);
    if (!video || watched.has(video)) return;
    watched.add(video);
    video.requestVideoFrameCallback((_, { expectedDisplayTime }) => {
      (window as NotingWindow).firstPictureMs ??= expectedDisplayTime;
      looking.disconnect();
    });
  });
  looking.observe(document, { childList: true, subtree: true });
}
