// `npm run check [-- GATE…]`: runs the gates, a line for each, and says at the end what is wrong.
import os from 'node:os';
import path from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { type Gate, type GateResult, passes } from './gate.ts';
import { gates } from './gates.ts';
import { runGate } from './run-gate.ts';

const root = path.resolve(import.meta.dirname, '../..');
const running = new Set<ChildProcess>();

interface Outcome {
  gate: Gate;
  result: GateResult;
}

async function runOne(gate: Gate): Promise<Outcome> {
  const startedAt = Date.now();
  const onStart = (child: ChildProcess) => {
    running.add(child);
    child.once('exit', () => running.delete(child));
  };
  const result = await runGate(gate.name, root, { onStart }).catch((error: unknown): GateResult => {
    return {
      ok: false,
      looked: 0,
      unit: 'files',
      output: error instanceof Error ? error.message : String(error),
    };
  });
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const mark = passes(result) ? '✓' : '✗';
  const size = `${result.looked} ${result.unit}${result.notes ? `, ${result.notes}` : ''}`;
  console.log(`${mark} ${gate.name.padEnd(8)} ${seconds.padStart(5)} s  ${size.padEnd(28)} ${gate.holds}`);
  return { gate, result };
}

async function runAll(chosen: readonly Gate[]): Promise<Outcome[]> {
  const queue = [...chosen];
  const outcomes: Outcome[] = [];
  const lane = async () => {
    for (let gate = queue.shift(); gate; gate = queue.shift()) outcomes.push(await runOne(gate));
  };
  const lanes = Math.max(1, Math.min(4, os.availableParallelism()));
  await Promise.all(Array.from({ length: lanes }, lane));
  return outcomes;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    for (const child of running) child.kill('SIGTERM');
    process.exit(130);
  });
}
process.on('disconnect', () => process.exit(130));

const names = process.argv.slice(2);
const unknown = names.filter((name) => !gates.some((gate) => gate.name === name));
if (unknown.length > 0) {
  const known = gates.map((gate) => gate.name).join(', ');
  console.error(`There is no gate named ${unknown.join(', ')}. There are: ${known}.`);
  process.exit(1);
}
const startedAt = Date.now();
const outcomes = await runAll(names.length === 0 ? gates : gates.filter((gate) => names.includes(gate.name)));
const red = outcomes.filter(({ result }) => !passes(result));
for (const { gate, result } of red) {
  const why = result.looked === 0 ? 'It looked at nothing.\n' : '';
  console.log(`\n── ${gate.name} ${'─'.repeat(Math.max(0, 60 - gate.name.length))}\n${why}${result.output}`);
}
const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
console.log(`\n${outcomes.length - red.length} of ${outcomes.length} gates pass, after ${seconds} s.`);
process.exit(red.length === 0 ? 0 : 1);
