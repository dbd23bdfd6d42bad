export type { ChapterMark } from './pure/live-chapters.ts';
export type { Tile } from './pure/sprites.ts';
