import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder with prometheus and promtool. */
const folder = findFolder();

/** The reason for a skip, in the words that the test runner knows; undefined where nothing is missing. */
export const missingPrometheus: 'needs prometheus' | undefined =
  folder === undefined ? 'needs prometheus' : undefined;

export function prometheusProgram(name: 'prometheus' | 'promtool'): string {
  if (folder === undefined) throw new Error('there is no Prometheus here');
  return path.join(folder, name);
}

function findFolder(): string | undefined {
  const given = process.env['PROMETHEUS_BIN'];
  const onPath = (process.env['PATH'] ?? '').split(path.delimiter).filter((place) => place !== '');
  return (given ? [given] : onPath).find((place) =>
    ['prometheus', 'promtool'].every((name) => existsSync(path.join(place, name))),
  );
}
