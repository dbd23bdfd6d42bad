import type { Browser } from '@playwright/test';
import { childrenOf, descendantsOf, launchChromium } from '@rostrum/e2e/support';
import { cpuS } from '../crowd/process-cost.ts';

/** CPU that processes have used so far, in seconds, by their ids. */
type Used = ReadonlyMap<number, number>;

export interface BrowserCpu {
  /** Of the pages' own processes, with script, decoding and painting in them. */
  readonly pages: Used;
  /** Of all of the browser's. */
  readonly all: Used;
}

/** A browser that is told from any other by its processes. */
export interface WeighedBrowser {
  readonly browser: Browser;
  cpu(): BrowserCpu;
}

export async function launchWeighed(name: string): Promise<WeighedBrowser> {
  // It knows no such switch, and leaves it alone.
  const mark = `--rostrum-bench=${name}`;
  const browser = await launchChromium({ args: [mark] });
  const [root, ...more] = childrenOf(process.pid, mark);
  if (root === undefined || more.length > 0) {
    await browser.close();
    throw new Error(`not one browser with ${mark}`);
  }
  return {
    browser,
    cpu: () => ({
      pages: used(descendantsOf(root, /--type=renderer/)),
      all: used([root, ...descendantsOf(root, /--type=/)]),
    }),
  };
}

/** Of the processes that were there all the time. */
export function usedBetween(from: Used, until: Used): number {
  return [...until].reduce((sum, [pid, cpu]) => sum + cpu - (from.get(pid) ?? cpu), 0);
}

function used(pids: readonly number[]): Used {
  return new Map(pids.flatMap((pid) => entryOf(pid)));
}

function entryOf(pid: number): [number, number][] {
  try {
    return [[pid, cpuS(pid)]];
  } catch (error) {
    // It ended while the others were looked at.
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return [];
    throw error;
  }
}
