import { texts } from '../../pure/texts.ts';

/** As a firewall's rule has them: neighbours as a range. */
export function portWords(ports: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const port of ports.toSorted((a, b) => a - b)) {
    const range = ranges.at(-1);
    if (range && port <= range[1] + 1) range[1] = port;
    else ranges.push([port, port]);
  }
  const words = ranges.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`));
  return texts.server.ports(ports.length, words.join(', '));
}
