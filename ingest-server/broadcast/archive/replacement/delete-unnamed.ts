import type { Blobs } from '../../../storage/index.ts';
import { type StreamKeys, folderOf, initKey, manifestKey, segmentKey } from '../pure/keys.ts';
import type { Manifest } from '../pure/manifest.ts';
import { readManifest } from '../recover.ts';

const TOGETHER = 8;

/** Segments that the recording doesn't name go: of the one that it has replaced, or of one that never took its place. */
export async function deleteUnnamed(blobs: Blobs, stream: StreamKeys, signal?: AbortSignal): Promise<void> {
  const manifest = await readManifest(blobs, manifestKey(stream));
  if (!manifest) return;
  const named = keysIn(stream, manifest);
  const folder = `${folderOf(stream)}/`;
  const unnamed = (await blobs.list(folder)).filter(
    (key) => isMedia(key.slice(folder.length)) && !named.has(key),
  );
  for (let from = 0; from < unnamed.length; from += TOGETHER) {
    signal?.throwIfAborted();
    await Promise.all(unnamed.slice(from, from + TOGETHER).map((key) => blobs.delete(key)));
  }
}

/** Pictures, chapters and downloads have other names. */
function isMedia(name: string): boolean {
  return /^[A-Za-z0-9-]+\/(init-\d+\.mp4|\d+\.m4s)$/.test(name);
}

function keysIn(stream: StreamKeys, { rungs }: Manifest): ReadonlySet<string> {
  return new Set(
    rungs.flatMap(({ name, runs, segments }) => [
      ...runs.map((run) => initKey(stream, name, run)),
      ...segments.map(([msn]) => segmentKey(stream, name, msn)),
    ]),
  );
}
