import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ExportForm } from '../../preload/recordings-contract.ts';
import type { FfmpegSearch } from './find-ffmpeg.ts';
import { chaptersFile } from './pure/chapters-file.ts';
import { type ExportWork, exportArguments, listenArguments } from './pure/export-arguments.ts';
import { problemOf, progressOf } from './pure/ffmpeg-progress.ts';
import { fileTitle, freeName } from './pure/file-title.ts';
import { evenLoudness, measureLoudness, readLoudness } from './pure/loudness.ts';
import { trackFileName } from './pure/manifest.ts';
import { type TrackStreams, readStreams, streamsOfMimeType } from './pure/track-streams.ts';
import type { RecordingStore } from './recording-store.ts';
import { type FfmpegEnd, runFfmpeg } from './run-ffmpeg.ts';
import { texts } from './texts.ts';

export interface ExportPlan {
  ffmpeg: { path: string; major: number };
  folder: string;
  input: string;
  /** As its recorder named them, where it did. */
  streams: TrackStreams | undefined;
  /** The name to have in the end, where it is still free by then. */
  title: string;
  form: ExportForm;
  keptMs: number;
  isTrimmed: boolean;
}

export type Planned = { ok: true; plan: ExportPlan } | { ok: false; text: string };
export type ExportEnd =
  { is: 'done'; file: string; sizeBytes: number } | { is: 'failed'; text: string } | { is: 'cancelled' };

/** Begins the name of what isn't finished. */
export const UNFINISHED = 'exporting-';

/** Whether what is asked for can be done, before anything is begun. */
export async function planExport(
  store: RecordingStore,
  form: ExportForm,
  search: FfmpegSearch,
): Promise<Planned> {
  const no = (text: string): Planned => ({ ok: false, text });
  const found = await store.find(form.recordingId);
  if (!found) return no(texts().noRecording);
  const { manifest, recording } = found;
  if (store.isAtWorkOn(form.recordingId)) return no(texts().atWork);
  if (recording.state === 'recording') return no(texts().stillRecording);
  if (recording.state === 'unfinished') return no(texts().recoverFirst);
  const track = manifest.tracks.find(({ trackId }) => trackId === form.trackId);
  if (!track) return no(texts().noTrack);
  if (search.is === 'missing') return no(search.text);
  const wholeMs = track.durationMs ?? recording.durationMs;
  const keptMs = Math.min(form.toMs ?? wholeMs, wholeMs) - (form.fromMs ?? 0);
  if (keptMs <= 0) return no(texts().emptyTrim);
  const title = fileTitle(manifest.title, manifest.startedAtMs, texts().fallbackTitle);
  const folder = store.folderOf(form.recordingId);
  const plan: ExportPlan = {
    ...{ ffmpeg: search.ffmpeg, folder, form, keptMs },
    input: join(folder, trackFileName(track)),
    streams: streamsOfMimeType(track.mimeType),
    title: track.source === 'programme' ? title : `${title} ${track.trackId}`,
    isTrimmed: form.fromMs !== undefined || form.toMs !== undefined,
  };
  return { ok: true, plan };
}

/** Listening takes a fraction of what encoding a picture takes, and about as long as copying one. */
const LISTENING_SHARE = { beforeCopying: 0.5, beforeEncoding: 0.1 };

/** Does it. What isn't whole yet lies under another name, and is gone after a failure. */
export async function runExport(
  plan: ExportPlan,
  exportId: string,
  signal: AbortSignal,
  onProgress: (progress: number) => void,
): Promise<ExportEnd> {
  const { folder, input, form, keptMs, ffmpeg } = plan;
  const beside = join(folder, `${UNFINISHED}${exportId}`);
  const chaptersBeside = `${beside}.txt`;
  try {
    const streams = plan.streams ?? (await streamsOf(ffmpeg.path, input, signal));
    if (signal.aborted) return { is: 'cancelled' };
    const missing = missingIn(streams, form);
    if (missing) return { is: 'failed', text: missing };
    const chapters = chaptersFile(form.chapters, form.fromMs ?? 0, (form.fromMs ?? 0) + keptMs);
    if (chapters) await writeFile(chaptersBeside, chapters);
    const work: ExportWork = {
      ...{ input, output: beside, form: form.form, streams, ffmpegMajor: ffmpeg.major },
      trim: plan.isTrimmed ? { fromMs: form.fromMs ?? 0, durationMs: keptMs } : undefined,
      chaptersFile: chapters ? chaptersBeside : undefined,
      soundFilter: undefined,
    };
    const listens = form.isLoudnessEven && streams.audio !== undefined;
    const isCopied = form.form === 'mp4' && streams.video === 'h264';
    const share = isCopied ? LISTENING_SHARE.beforeCopying : LISTENING_SHARE.beforeEncoding;
    const runs = [...(listens ? [{ share, durationMs: keptMs }] : []), { share: 1, durationMs: keptMs }];
    const run = (at: number, args: string[]) =>
      runFfmpeg({
        ...{ path: ffmpeg.path, args, signal },
        onProgress: (doneMs) => onProgress(progressOf(runs, at, doneMs)),
      });

    let soundFilter: string | undefined;
    if (listens) {
      const listened = await run(0, listenArguments(work, measureLoudness));
      if (listened.is !== 'done') return endOf(listened);
      const measured = readLoudness(listened.said);
      soundFilter = measured && evenLoudness(measured);
    }
    const made = await run(runs.length - 1, exportArguments({ ...work, soundFilter }));
    if (made.is !== 'done') return endOf(made);
    const file = join(
      folder,
      freeName(plan.title, form.form, (name) => existsSync(join(folder, name))),
    );
    await rename(beside, file);
    return { is: 'done', file, sizeBytes: (await stat(file)).size };
  } finally {
    await Promise.all([beside, chaptersBeside].map((left) => rm(left, { force: true })));
  }
}

async function streamsOf(ffmpeg: string, input: string, signal: AbortSignal): Promise<TrackStreams> {
  // Without an output it says what is in the file, and ends with a complaint.
  const asked = await runFfmpeg({ path: ffmpeg, args: ['-hide_banner', '-nostdin', '-i', input], signal });
  return asked.is === 'failed' ? readStreams(asked.said) : { video: undefined, audio: undefined };
}

function missingIn({ video, audio }: TrackStreams, { form }: ExportForm): string | undefined {
  if (!video && !audio) return texts().unreadable;
  if (form === 'm4a' && !audio) return texts().noSound;
  return form === 'mp4' && !video ? texts().noPicture : undefined;
}

function endOf(end: Exclude<FfmpegEnd, { is: 'done' }>): ExportEnd {
  if (end.is === 'cancelled') return end;
  const problem = problemOf(end.said);
  switch (problem.is) {
    case 'disk-full':
      return { is: 'failed', text: texts().diskFull };
    case 'file-gone':
      return { is: 'failed', text: texts().fileGone };
    case 'unreadable':
      return { is: 'failed', text: texts().unreadable };
    case 'other':
      return { is: 'failed', text: texts().failed(problem.line) };
  }
}
