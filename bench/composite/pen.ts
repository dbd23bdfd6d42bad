import type { Page } from '@playwright/test';

interface PenWindow extends Window {
  inkDelaysMs?: number[];
}

const PEN_HZ = 60;
/** A hand lifts the pen now and then. */
const STROKE_STEPS = 90;

/** From now on it is kept how long after each of the pointer’s events its ink was on the page’s canvas. */
export async function watchInk(page: Page): Promise<void> {
  await page.addInitScript(install);
}

/** The whiteboard’s pen, to draw over what is shown. */
export async function takePen(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Whiteboard' }).click();
  const over = page.getByLabel('Draw over the picture');
  await over.check();
}

/** Moves the pen as a hand does, until the time is over. */
export async function draw(page: Page, forMs: number): Promise<void> {
  const box = await page.getByTestId('whiteboard-surface').boundingBox();
  if (!box) throw new Error('there is nothing to draw on');
  const at = (t: number): [number, number] => [
    box.x + box.width * (0.5 + 0.4 * Math.sin(t * 2.1)),
    box.y + box.height * (0.5 + 0.35 * Math.sin(t * 3.3)),
  ];
  const startMs = Date.now();
  for (let step = 0; Date.now() - startMs < forMs; step += 1) {
    const t = step / PEN_HZ;
    await page.mouse.move(...at(t));
    if (step % STROKE_STEPS === 0) await page.mouse.down();
    if (step % STROKE_STEPS === STROKE_STEPS - 10) await page.mouse.up();
    const waitMs = startMs + ((step + 1) * 1000) / PEN_HZ - Date.now();
    if (waitMs > 0) await page.waitForTimeout(waitMs);
  }
  await page.mouse.up();
}

export function inkDelays(page: Page): Promise<number[]> {
  return page.evaluate(() => (window as PenWindow).inkDelaysMs ?? []);
}

// Runs in the page: everything it uses must be inside it.
function install(): void {
  const delaysMs: number[] = [];
  (window as PenWindow).inkDelaysMs = delaysMs;
  let eventAtMs: number | undefined;
  window.addEventListener(
    'pointermove',
    ({ buttons, timeStamp }) => (eventAtMs = buttons > 0 ? timeStamp : undefined),
    { capture: true },
  );
  const contexts = CanvasRenderingContext2D.prototype;
  const fill = Object.getOwnPropertyDescriptor(contexts, 'fill')?.value as (...all: unknown[]) => void;
  Object.assign(contexts, {
    fill(this: CanvasRenderingContext2D, ...all: unknown[]) {
      fill.apply(this, all);
      if (eventAtMs === undefined || !this.canvas.isConnected) return;
      delaysMs.push(performance.now() - eventAtMs);
      eventAtMs = undefined;
    },
  });
}
