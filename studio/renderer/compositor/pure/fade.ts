import type { Scene } from './scene.ts';

export const FADE_MS = 300;

/** What is on air: one scene, or one on its way over another. */
export type OnAir = { is: 'scene'; scene: Scene } | { is: 'fade'; from: Scene; to: Scene; startMs: number };

export function cutTo(scene: Scene): OnAir {
  return { is: 'scene', scene };
}

/** A fade that meets another one begins at where that one was going. */
export function fadeTo(onAir: OnAir, to: Scene, nowMs: number): OnAir {
  return { is: 'fade', from: settled(onAir), to, startMs: nowMs };
}

/** The same scene laid out anew, such as with its inset moved: no fade is begun or broken off by it. */
export function refreshed(onAir: OnAir, scene: Scene): OnAir {
  return onAir.is === 'scene' ? { is: 'scene', scene } : { ...onAir, to: scene };
}

/** How much of the new scene is seen, from 0 to 1: slow at both ends. */
export function fadeShare(startMs: number, nowMs: number): number {
  const way = Math.min(1, Math.max(0, (nowMs - startMs) / FADE_MS));
  return way * way * (3 - 2 * way);
}

export function afterFade(onAir: OnAir, nowMs: number): OnAir {
  return onAir.is === 'fade' && nowMs - onAir.startMs >= FADE_MS ? cutTo(onAir.to) : onAir;
}

function settled(onAir: OnAir): Scene {
  return onAir.is === 'fade' ? onAir.to : onAir.scene;
}
