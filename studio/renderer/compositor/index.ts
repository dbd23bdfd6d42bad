// The compositor: makes one picture out of the sources that fill a scene's slots, at a steady rate, in a worker.
// Knows tracks, frames and scenes; not where tracks come from, nor who watches.
export { Compositor, canCompose } from './compositor.ts';
export type { CompositorOptions } from './compositor.ts';
export type { Card } from './messages.ts';
export type { CompositorStats } from './pure/compositor-stats.ts';
export { SCENES } from './pure/layout-scene.ts';
export type { Scene, Size, Slot } from './pure/layout-scene.ts';
