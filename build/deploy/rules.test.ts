import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMetrics } from '../../ingest-server/operations/metrics/index.ts';
import { alertKinds } from '../../protocol/operations/index.ts';
import { missingPrometheus, prometheusProgram } from './prometheus-programs.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'deploy/prometheus');
const run = promisify(execFile);
const read = (...names: string[]) => readFile(path.join(root, ...names), 'utf8');

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}

let temporary: string;
beforeAll(async () => void (temporary = await mkdtemp(path.join(tmpdir(), 'rostrum-rules-'))));
afterAll(() => rm(temporary, { recursive: true, force: true }));

/** All that the dashboard asks, as Grafana would ask it. */
async function questions(): Promise<string[]> {
  const { panels } = JSON.parse(await read('deploy/grafana/rostrum.json')) as { panels: readonly Panel[] };
  return panels
    .flatMap(({ targets = [] }) => targets.map(({ expr }) => expr))
    .map((expr) => expr.replaceAll('$__rate_interval', '1m').replaceAll('$instance', '.*'));
}

/** Of a page's sections, as a link may name them: as GitHub spells its headings, or by an anchor. */
function anchorsIn(markdown: string): string[] {
  const headings = [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
  return [...headings, ...[...markdown.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id)];
}

it('the configuration and the rules are what Prometheus understands', async (context) => {
  if (missingPrometheus !== undefined) context.skip(missingPrometheus);
  const promtool = prometheusProgram('promtool');
  await run(promtool, ['check', 'config', path.join(folder, 'prometheus.yml')]);
  await run(promtool, ['check', 'rules', path.join(folder, 'rules.yml')]);
});

it('the rules fire when they should, and only then', async (context) => {
  if (missingPrometheus !== undefined) context.skip(missingPrometheus);
  await run(prometheusProgram('promtool'), ['test', 'rules', path.join(folder, 'rules.test.yml')]);
});

it('what the dashboard asks is what Prometheus understands', async (context) => {
  if (missingPrometheus !== undefined) context.skip(missingPrometheus);
  const rules = (await questions()).map((expr, i) => ({ record: `panel:${i}`, expr }));
  const file = path.join(temporary, 'panels.yml');
  // JSON is YAML.
  await writeFile(file, JSON.stringify({ groups: [{ name: 'panels', rules }] }));
  await run(prometheusProgram('promtool'), ['check', 'rules', file]);
});

it('every figure in the rules and on the dashboard is one that the server tells', async () => {
  const metrics = createMetrics({
    ...{ sockets: () => 0, states: () => [] },
    archive: () => ({ behind: { segments: 0, bytes: 0 }, stopped: 0 }),
  });
  const { body } = await metrics.render();
  const told = new Set([...body.matchAll(/^# TYPE (\S+) /gm)].map(([, name = '']) => name));
  const rules = await read('deploy/prometheus/rules.yml');
  const recorded = new Set([...rules.matchAll(/record: (\S+)/g)].map(([, name = '']) => name));
  const asked = [rules, ...(await questions())].flatMap((text) => [
    ...(text.match(/\b(?:rostrum|nodejs|process)_[a-z0-9_]+/g) ?? []),
    ...(text.match(/\brostrum:[a-z0-9_:]+/g) ?? []),
  ]);
  const unknown = asked.filter(
    (name) => !told.has(name) && !told.has(name.replace(/_(bucket|sum|count)$/, '')) && !recorded.has(name),
  );
  expect(asked.length).toBeGreaterThan(50);
  expect([...new Set(unknown)]).toEqual([]);
});

it('each kind of alert has its rule, and each rule a section that says what to do', async () => {
  const rules = await read('deploy/prometheus/rules.yml');
  const kinds = [...rules.matchAll(/rostrum_alerts_open\{kind="([^"]+)"\}/g)].map(([, kind = '']) => kind);
  expect(kinds.toSorted()).toEqual([...alertKinds].sort());
  const runbooks = [...rules.matchAll(/runbook: (\S+)#(\S+)/g)];
  expect(runbooks.length).toBe([...rules.matchAll(/- alert: /g)].length);
  for (const [, page = '', anchor] of runbooks) expect(anchorsIn(await read(page)), page).toContain(anchor);
});
