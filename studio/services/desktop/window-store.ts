import { join } from 'node:path';
import * as v from 'valibot';
import { readJsonFile, writeJsonFile } from '../json-file.ts';

const length = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000));
const position = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000));

const windowSchema = v.object({
  x: position,
  y: position,
  width: length,
  height: length,
  isMaximized: v.boolean(),
});

export type KeptWindow = v.InferOutput<typeof windowSchema>;

export interface WindowStore {
  /** Undefined at the first start, and where the file can't be understood. */
  load(): Promise<KeptWindow | undefined>;
  save(window: KeptWindow): Promise<void>;
}

/** Where the window was. */
export function createWindowStore(folder: string): WindowStore {
  const file = join(folder, 'window.json');
  // One at a time and in order: the last one is the one that stays.
  let lastSave: Promise<void> = Promise.resolve();
  return {
    async load() {
      const reading = await readJsonFile(file, windowSchema);
      return reading.is === 'read' ? reading.value : undefined;
    },
    save(window) {
      const save = () => writeJsonFile(file, window);
      lastSave = lastSave.then(save, save);
      return lastSave;
    },
  };
}
