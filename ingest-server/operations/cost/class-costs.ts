import type { Cost, Prices } from '@rostrum/protocol/http';
import type { ClassId } from '@rostrum/protocol/room';
import type { Logger } from 'pino';
import type { Database } from '../../records/index.ts';
import { type CpuUsed, readCpuUsed } from './cpu-used.ts';
import { costsOf, usualPrices } from './pure/cost.ts';
import { monthOf } from './pure/months.ts';
import { sumOf } from './pure/usage.ts';
import { type NotePrices, readPrices, writePrices } from './prices.ts';
import { type LiveClass, UsageLedger, type Used } from './usage-ledger.ts';
import { UsageRows } from './usage-rows.ts';

export interface ClassCostsOptions {
  readonly database: Database;
  readonly logger: Logger;
  readonly now: () => number;
  readonly readCpu?: () => Promise<CpuUsed>;
}

/** A class as its institution knows it. */
export interface CostedClass {
  readonly classId: ClassId;
  readonly classTitle: string;
  readonly courseTitle: string;
}

const READ_CPU_EVERY_MS = 10_000;
const WRITE_EVERY_MS = 30_000;
const COUNT_STORED_EVERY_MS = 10 * 60_000;

/** What classes use, counted while they are on air, and what it costs. */
export class ClassCosts {
  readonly #options: ClassCostsOptions;
  readonly #rows: UsageRows;
  readonly #ledger = new UsageLedger();
  readonly #timers: NodeJS.Timeout[] = [];
  #cpu: CpuUsed | undefined;
  /** One after the other: nothing is written twice, and nothing after the end. */
  #working: Promise<void> = Promise.resolve();
  #closing: Promise<void> | undefined;

  constructor(options: ClassCostsOptions) {
    this.#options = options;
    this.#rows = new UsageRows(options.database);
  }

  start(): void {
    const every = (ms: number, act: () => Promise<void>) =>
      void this.#timers.push(setInterval(() => void this.#inTurn(act), ms).unref());
    every(READ_CPU_EVERY_MS, () => this.readCpu());
    every(WRITE_EVERY_MS, () => this.write());
    every(COUNT_STORED_EVERY_MS, () => this.countStored());
    void this.#inTurn(() => this.readCpu());
    void this.#inTurn(() => this.countStored());
  }

  /** To be called once a second with the classes that are on air. */
  look(at: number, classes: readonly LiveClass[]): void {
    this.#ledger.look(at, classes);
  }

  async readCpu(): Promise<void> {
    const { readCpu = readCpuUsed, now } = this.#options;
    const used = await readCpu();
    const before = this.#cpu ?? used;
    this.#cpu = used;
    this.#ledger.compute(now(), {
      own: Math.max(0, used.own - before.own),
      children: Math.max(0, used.children - before.children),
    });
  }

  /** What can't be written now is written with what comes. */
  async write(): Promise<void> {
    const used = this.#ledger.take();
    if (used.length === 0) return;
    try {
      await this.#rows.add(await Promise.all(used.map((one) => this.#withH264(one))));
    } catch (error) {
      this.#ledger.putBack(used);
      throw error;
    }
  }

  countStored(): Promise<void> {
    return this.#rows.countStored(this.#options.now());
  }

  async cost(
    institutionId: string,
    classes: readonly CostedClass[],
    month: string = monthOf(this.#options.now()),
  ): Promise<Cost> {
    const ids = classes.map(({ classId }) => classId);
    const [own, usages, months] = await Promise.all([
      readPrices(this.#options.database, institutionId),
      this.#rows.inMonth(month, ids),
      this.#rows.months(ids),
    ]);
    const prices = own ?? usualPrices;
    const told = classes.flatMap(({ classId, classTitle, courseTitle }) => {
      const usage = usages.get(classId);
      return usage ? { classId, classTitle, courseTitle, usage, costs: costsOf(usage, prices) } : [];
    });
    const total = sumOf(told.map(({ usage }) => usage));
    const present = monthOf(this.#options.now());
    return {
      month,
      months: [...new Set([present, ...months])].sort().reverse(),
      prices,
      isOwnPrices: own !== undefined,
      classes: told.sort((one, other) => other.costs.total - one.costs.total),
      total: { usage: total, costs: costsOf(total, prices) },
    };
  }

  async prices(institutionId: string): Promise<Prices> {
    return (await readPrices(this.#options.database, institutionId)) ?? usualPrices;
  }

  /** `note`: for whoever keeps account of changes. */
  setPrices(institutionId: string, prices: Prices, note?: NotePrices): Promise<void> {
    return writePrices(this.#options.database, institutionId, prices, note);
  }

  /** What was used until now is written, if it can be. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#inTurn(() => this.readCpu());
    await this.#inTurn(() => this.write());
  }

  #inTurn(act: () => Promise<void>): Promise<void> {
    this.#working = this.#working.then(act).catch((error: unknown) => {
      this.#options.logger.warn({ error }, 'what classes use could not be written down');
    });
    return this.#working;
  }

  /** What AV1 spared is known while both are in the index: as long as the stream is on air. */
  async #withH264(one: Used): Promise<Used> {
    const { av1Bytes } = one.usage;
    if (av1Bytes === 0) return one;
    const ratio = await this.#rows.h264PerAv1(one.classId, one.streamId);
    return { ...one, usage: { ...one.usage, av1AsH264Bytes: av1Bytes * (ratio ?? 1) } };
  }
}
