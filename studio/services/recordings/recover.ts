import { open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordedSource } from '../../preload/pure/recording-parts.ts';
import type { FfmpegSearch } from './find-ffmpeg.ts';
import { syncFolder, writeManifest } from './manifest-file.ts';
import { readThroughArguments, repairArguments } from './pure/export-arguments.ts';
import { problemOf } from './pure/ffmpeg-progress.ts';
import { type ManifestTrack, type RepairedTrack, recovered, trackFileName } from './pure/manifest.ts';
import type { RecordingStore } from './recording-store.ts';
import { runFfmpeg } from './run-ffmpeg.ts';
import { texts } from './texts.ts';

export type Recovery = { ok: true; unreadable: RecordedSource[] } | { ok: false; text: string };

/** What a repair makes before it takes its track's place. */
export const REPAIRING = 'repairing-';
let nextRepair = 1;

/** Makes a recording that broke off one that plays to its end. Each file stays as it was until its successor is whole. */
export function recover(
  store: RecordingStore,
  recordingId: string,
  search: () => Promise<FfmpegSearch>,
): Promise<Recovery> {
  return store.alone<Recovery>(recordingId, { ok: false, text: texts().atWork }, () =>
    recoverAlone(store, recordingId, search),
  );
}

async function recoverAlone(
  store: RecordingStore,
  recordingId: string,
  search: () => Promise<FfmpegSearch>,
): Promise<Recovery> {
  const found = await store.find(recordingId);
  if (!found) return { ok: false, text: texts().noRecording };
  switch (found.recording.state) {
    case 'recording':
      return { ok: false, text: texts().stillRecording };
    case 'finished':
      return { ok: true, unreadable: [] };
    case 'unfinished':
      break;
  }
  const searched = await search();
  if (searched.is === 'missing') return { ok: false, text: searched.text };
  await store.letGo(recordingId);
  const folder = store.folderOf(recordingId);
  const repaired: RepairedTrack[] = [];
  for (const track of found.manifest.tracks) {
    const repair = await repairTrack(folder, track, searched.ffmpeg.path);
    if (!repair.ok) return repair;
    repaired.push({ track, durationMs: repair.durationMs });
  }
  await syncFolder(folder);
  await writeManifest(folder, recovered(found.manifest, repaired));
  const unreadable = repaired.filter(({ durationMs }) => durationMs === undefined);
  return { ok: true, unreadable: unreadable.map(({ track }) => track.source) };
}

type Repair = { ok: true; durationMs: number | undefined } | { ok: false; text: string };

async function repairTrack(folder: string, track: ManifestTrack, ffmpeg: string): Promise<Repair> {
  const file = join(folder, trackFileName(track));
  const beside = join(folder, `${REPAIRING}${process.pid}-${nextRepair++}-${trackFileName(track)}`);
  const size = await stat(file).catch(() => undefined);
  // It broke off before its first chunk, or its file was taken away: there is nothing to lose.
  if (!size || size.size === 0) return { ok: true, durationMs: undefined };
  try {
    const packed = await runFfmpeg({ path: ffmpeg, args: repairArguments(file, beside) });
    if (packed.is !== 'done') return failure(packed.is === 'failed' ? packed.said : '');
    const read = await runFfmpeg({ path: ffmpeg, args: readThroughArguments(beside) });
    if (read.is !== 'done') return failure(read.is === 'failed' ? read.said : '');
    if (!read.doneMs) return { ok: true, durationMs: undefined };
    const handle = await open(beside, 'r+');
    await handle.sync();
    await handle.close();
    await rename(beside, file);
    return { ok: true, durationMs: read.doneMs };
  } finally {
    await rm(beside, { force: true });
  }
}

function failure(said: string): Repair {
  const problem = problemOf(said);
  switch (problem.is) {
    case 'unreadable':
    case 'file-gone':
      return { ok: true, durationMs: undefined };
    case 'disk-full':
      return { ok: false, text: texts().diskFull };
    case 'other':
      return { ok: false, text: texts().failed(problem.line) };
  }
}
