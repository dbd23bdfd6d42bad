// Lists the benchmarks, or runs one and ends with its figures as one line of JSON. It knows none of them by name.
import { readdirSync } from 'node:fs';
import type { Bench, BenchOptions } from './bench.ts';

const ENDING = '.bench.ts';

function listNames(): string[] {
  return readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .sort();
}

async function load(name: string): Promise<Bench> {
  const { bench } = (await import(`./${name}${ENDING}`)) as { bench?: Bench };
  if (bench === undefined) throw new Error(`bench/${name}${ENDING} exports nothing named bench`);
  return bench;
}

async function list(): Promise<void> {
  const benches = await Promise.all(listNames().map(load));
  const width = Math.max(...benches.map((bench) => bench.name.length));
  console.log('npm run bench -- NAME [--quick | --soak]\n');
  for (const bench of benches) console.log(`  ${bench.name.padEnd(width)}  ${bench.says}`);
}

async function measure(name: string, options: BenchOptions): Promise<void> {
  const bench = await load(name);
  console.error(bench.says);
  const figures = await bench.run(options);
  console.log(JSON.stringify({ bench: bench.name, ...figures }));
}

const words = process.argv.slice(2);
const flags = ['--quick', '--soak'];
const [name, ...more] = words.filter((word) => !flags.includes(word));
if (name === undefined) {
  await list();
} else if (more.length > 0 || !listNames().includes(name)) {
  console.error(
    `There is no benchmark named "${[name, ...more].join(' ')}". There is: ${listNames().join(', ')}.`,
  );
  process.exitCode = 1;
} else {
  await measure(name, { quick: words.includes('--quick'), soak: words.includes('--soak') });
  // A benchmark that left something open must not keep its caller waiting for the figures it has already.
  process.exit();
}
