// The compositor: makes one picture out of the sources that fill a scene's slots, at a steady rate, in a worker.
// Knows tracks, pictures, scenes and overlays; not where tracks come from, nor who watches.
export { Compositor, canCompose } from './compositor.ts';
export type { CompositorOptions } from './compositor.ts';
export type { Card, InkChange, Transition } from './messages.ts';
export type { CompositorStats } from './pure/compositor-stats.ts';
export { dragInset, insetByKey, insetRect, resizeInset, snapInset } from './pure/inset.ts';
export type { Inset } from './pure/inset.ts';
export { CORNERS, withOverlay } from './pure/overlay.ts';
export type { Corner, Overlay, OverlayKind, PollOption } from './pure/overlay.ts';
export { guestSlot } from './pure/picture.ts';
export type { ContentSlot, Size, Slot } from './pure/picture.ts';
export { PLACE_LIMITS, PLACE_SLOTS, sceneOf } from './pure/scene.ts';
export type { CustomScene, Place, Scene, SceneId, SceneName } from './pure/scene.ts';
export { pausedAt, resumedAt } from './pure/timer.ts';
