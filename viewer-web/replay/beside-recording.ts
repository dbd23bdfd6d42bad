import { type ChapterName, chapterNameSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { readSprites } from '../player/pure/sprites.ts';
import type { ChapterMark, Tile } from '../player/time-bar.ts';
import type { ClassRecordings } from './class-recordings.svelte.ts';

/** `title`: recordings of before have English words in place of a name. */
const chapterSchema = v.union([
  v.object({ startMs: v.number(), name: chapterNameSchema }),
  v.object({ startMs: v.number(), title: v.string() }),
]);
const chaptersSchema = v.object({ chapters: v.array(chapterSchema) });

/** None where there are none, or not now: the recording plays all the same. */
export async function readChapters(
  recordings: ClassRecordings,
  streamId: string,
): Promise<readonly ChapterMark[]> {
  const answer = await recordings.ask(chaptersSchema, `/${streamId}/chapters.json`);
  if (answer.is !== 'value') return [];
  return answer.value.chapters.map((chapter) => ({ at: chapter.startMs / 1000, name: nameOf(chapter) }));
}

function nameOf(chapter: v.InferOutput<typeof chapterSchema>): ChapterName {
  return 'name' in chapter ? chapter.name : { is: 'titled', title: chapter.title };
}

/** Which small picture shows which moment. */
export async function readTiles(
  recordings: ClassRecordings,
  streamId: string,
): Promise<(atS: number) => Tile | undefined> {
  const path = `/${streamId}/thumbs.vtt`;
  const vtt = await recordings.text(path);
  if (vtt === undefined) return () => undefined;
  const find = readSprites(vtt, new URL(recordings.address(path), location.href).href);
  return (atS) => {
    const tile = find(atS);
    // A picture's address can't carry a header: what lets it in stands in it.
    return tile && { ...tile, src: recordings.withToken(tile.src) };
  };
}
