import * as v from 'valibot';
import { INSET, insetSchema } from '../../compositor/pure/inset.ts';
import { CORNERS } from '../../compositor/pure/overlay.ts';
import type { Size } from '../../compositor/pure/picture.ts';
import { customSceneSchema } from '../../compositor/pure/scene.ts';

export const PICTURES = ['720p', '1080p'] as const;
const CUSTOM_MOST = 8;
const LINE_MOST = 80;
/** Characters: settings are told to the shell whole, in one frame of 64 KiB. */
const LOGO_MOST = 40_000;

const line = v.optional(v.pipe(v.string(), v.maxLength(LINE_MOST)), '');
const logoPicture = v.pipe(v.string(), v.startsWith('data:image/webp;base64,'), v.maxLength(LOGO_MOST));

const logoSchema = v.object({
  /** As data. One that makes no sense is none, and costs none of the other settings. */
  picture: v.optional(v.fallback(v.optional(logoPicture), undefined)),
  corner: v.optional(v.picklist(CORNERS), 'top-right'),
  isShown: v.optional(v.boolean(), false),
});

/** What is kept of the scenes from one lecture to the next. */
export const sceneSettingsSchema = v.object({
  inset: v.optional(insetSchema, INSET),
  custom: v.optional(v.pipe(v.array(customSceneSchema), v.maxLength(CUSTOM_MOST)), []),
  /** Scenes are prepared first, and go on air by a second word. */
  isStudioMode: v.optional(v.boolean(), false),
  /** How fine the programme is. */
  picture: v.optional(v.picklist(PICTURES), '720p'),
  lowerThird: v.optional(v.object({ name: line, line }), {}),
  logo: v.optional(logoSchema, {}),
});
export type SceneSettings = v.InferOutput<typeof sceneSettingsSchema>;

export const SCENE_SETTINGS: SceneSettings = v.parse(sceneSettingsSchema, {});

export const SCENE_LIMITS = { customMost: CUSTOM_MOST, lineMost: LINE_MOST, logoMost: LOGO_MOST } as const;

export function sizeOf(picture: SceneSettings['picture']): Size {
  switch (picture) {
    case '720p':
      return { width: 1280, height: 720 };
    case '1080p':
      return { width: 1920, height: 1080 };
  }
}
