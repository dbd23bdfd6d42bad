export type { Tile } from './pure/sprites.ts';

export interface ChapterMark {
  readonly at: number;
  readonly title: string;
}
