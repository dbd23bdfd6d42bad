import { setTimeout as wait } from 'node:timers/promises';
import { percentile } from '@rostrum/e2e/support';
import type { Dialect } from './dialects.ts';
import type { CrowdReport, FromCrowd, ToCrowd } from './messages.ts';
import { Workers, shareOf } from './workers.ts';

const WORKERS = 2;

export interface Delivered extends Omit<CrowdReport, 'delaysMs'> {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/** Many sockets in a few processes. */
export class Crowd {
  readonly #workers = new Workers<ToCrowd, FromCrowd>(new URL('worker.ts', import.meta.url), WORKERS);

  async connect(dialect: Dialect, url: string, tokens: readonly string[]): Promise<void> {
    await this.#workers.all('connected', (i) => ({
      do: 'connect',
      dialect,
      url,
      tokens: shareOf(tokens, i, WORKERS),
    }));
  }

  async begin(): Promise<void> {
    await this.#workers.all('begun', () => ({ do: 'begin' }));
  }

  /** Says so many a second for so long; resolves when all are said and everyone has had time to hear them. */
  async say(perSecond: number, forS: number, prefix: string): Promise<Delivered> {
    const count = (perSecond * forS) / WORKERS;
    await this.#workers.all('said', (i) => ({
      do: 'say',
      count,
      everyMs: (1000 * WORKERS) / perSecond,
      prefix: `${prefix}${i}`,
    }));
    const expected = count * WORKERS;
    for (let tries = 0; ; tries++) {
      const reports = await this.#workers.all('report', () => ({ do: 'report', prefix, expected }));
      const merged = mergeReports(reports.map(({ report }) => report));
      if (merged.lost <= 0 || tries === 20) return merged;
      await wait(500);
    }
  }

  end(): void {
    this.#workers.end();
  }
}

function mergeReports(reports: readonly CrowdReport[]): Delivered {
  const delays = reports.flatMap(({ delaysMs }) => delaysMs);
  const sum = (pick: (report: CrowdReport) => number) => reports.reduce((total, one) => total + pick(one), 0);
  return {
    p50Ms: percentile(delays, 0.5),
    p95Ms: percentile(delays, 0.95),
    p99Ms: percentile(delays, 0.99),
    lost: sum(({ lost }) => lost),
    doubled: sum(({ doubled }) => doubled),
    outOfOrder: sum(({ outOfOrder }) => outOfOrder),
    refused: sum(({ refused }) => refused),
  };
}
