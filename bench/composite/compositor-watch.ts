import type { Page } from '@playwright/test';

/** What the compositor's worker told each second, as far as it is measured by. */
export interface Second {
  dropped: number;
  composeTimesMs: number[];
}

interface WatchedWindow extends Window {
  compositor?: Worker;
  seconds?: Second[];
}

/** From now on what the page's compositor says is kept, and it can be spoken to. */
export async function watchCompositor(page: Page): Promise<void> {
  await page.addInitScript(install);
}

/** All seconds since this was asked last. */
export function takeSeconds(page: Page): Promise<Second[]> {
  return page.evaluate(() => (window as WatchedWindow).seconds?.splice(0) ?? []);
}

// Runs in the page: everything it uses must be inside it.
function install(): void {
  const watched = window as WatchedWindow;
  watched.seconds = [];
  const Plain = Worker;
  window.Worker = class extends Plain {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      if (options?.name !== 'compositor') return;
      watched.compositor = this;
      this.addEventListener('message', ({ data }: MessageEvent<{ type: string; stats: Second }>) => {
        if (data.type !== 'stats') return;
        const { dropped, composeTimesMs } = data.stats;
        watched.seconds?.push({ dropped, composeTimesMs });
      });
    }
  };
}
