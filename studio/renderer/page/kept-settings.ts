import * as v from 'valibot';
import type { Settings } from '../../preload/contract.ts';
import { type KeptChannels, channelsSchema } from '../mixer/index.ts';
import { SCENE_SETTINGS, type SceneSettings, sceneSettingsSchema } from '../scenes/index.ts';

/** What an older studio kept, or another hand changed, may not fit any more: then it is as at first. */
export function keptScenes({ scenes }: Settings): SceneSettings {
  const read = v.safeParse(sceneSettingsSchema, scenes ?? {});
  return read.success ? read.output : SCENE_SETTINGS;
}

export function keptChannels({ channels }: Settings): KeptChannels {
  const read = v.safeParse(channelsSchema, channels ?? {});
  return read.success ? read.output : {};
}
