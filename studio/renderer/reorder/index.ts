// Lists that somebody puts into an order of their own: the handle by which one of them is moved, by hand and by keys.
// Knows places in a list, and not what is in it.
export { inKeptOrder, moved } from './pure/reorder.ts';
export { default as MoveHandle } from './MoveHandle.svelte';
