import { basename } from 'node:path';
import * as v from 'valibot';
import { type Settings, settingsSchema } from '../preload/contract.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import { texts } from './texts.ts';

export interface SettingsStore {
  /** `notice` where the file was broken and has been set aside; said once. */
  load(): Promise<{ settings: Settings; notice?: string }>;
  save(settings: Settings): Promise<void>;
}

export function createSettingsStore(file: string): SettingsStore {
  // One at a time and in order: the last one asked for is the one that stays.
  let lastSave: Promise<void> = Promise.resolve();
  return {
    async load() {
      const reading = await readJsonFile(file, settingsSchema);
      switch (reading.is) {
        case 'read':
          return { settings: reading.value };
        case 'missing':
          return { settings: v.parse(settingsSchema, {}) };
        case 'set-aside':
          return {
            settings: v.parse(settingsSchema, {}),
            notice: texts().settingsSetAside(basename(reading.asideFile)),
          };
      }
    },
    save(settings) {
      const save = () => writeJsonFile(file, settings);
      const saving = lastSave.then(save, save);
      lastSave = saving;
      return saving;
    },
  };
}
