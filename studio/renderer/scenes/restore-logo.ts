import { logoFrom } from './read-logo.ts';
import type { SceneControl } from './scene-control.svelte.ts';

/** The logo of the last time; a picture that can't be read any more is as if none had been chosen. */
export async function restoreLogo(scenes: SceneControl): Promise<void> {
  const { picture } = scenes.settings.logo;
  if (picture === undefined) return;
  const bitmap = await logoFrom(picture);
  // Another one may have been chosen meanwhile.
  if (scenes.settings.logo.picture !== picture) bitmap?.close();
  else if (bitmap) scenes.restoreLogo(bitmap);
}
