import { readFile } from 'node:fs/promises';
import { parsePressure } from './pure/pressure.ts';

/** Linux tells how long something has waited for a processor; others don't. */
export async function readCpuPressure(): Promise<number | undefined> {
  try {
    return parsePressure(await readFile('/proc/pressure/cpu', 'utf8'));
  } catch {
    return undefined;
  }
}
