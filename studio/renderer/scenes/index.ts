// Scenes as an instructor handles them: the one on air and the one prepared, overlays, keys and what is kept of them.
// Tells the compositor what to paint; knows nothing of devices, the class or the shell.
export { readBackgroundBlur, setBackgroundBlur } from './background-blur.ts';
export { default as InsetHandle } from './InsetHandle.svelte';
export { default as PlaceHandles } from './PlaceHandles.svelte';
export { default as PreparedPicture } from './PreparedPicture.svelte';
export { default as SceneKeys } from './SceneKeys.svelte';
export { default as SceneTools } from './SceneTools.svelte';
export { NO_CAMERA } from './pure/background-blur.ts';
export type { BackgroundBlur } from './pure/background-blur.ts';
export type { Missing } from './pure/filled.ts';
export { SCENE_SETTINGS, sceneSettingsSchema, sizeOf } from './pure/scene-settings.ts';
export type { SceneSettings } from './pure/scene-settings.ts';
export { restoreLogo } from './restore-logo.ts';
export { SceneControl } from './scene-control.svelte.ts';
export { sceneList } from './pure/scene-list.ts';
export { sceneTexts } from './texts.ts';
