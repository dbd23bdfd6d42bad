import type { TrackStreams } from './track-streams.ts';

export interface ExportWork {
  input: string;
  output: string;
  form: 'mp4' | 'm4a';
  streams: TrackStreams;
  ffmpegMajor: number;
  trim: { fromMs: number; durationMs: number } | undefined;
  chaptersFile: string | undefined;
  /** loudnorm with what was measured. */
  soundFilter: string | undefined;
}

/** What every run of FFmpeg begins with: it says how far it is on its standard output, and what is wrong on the other. */
const BASE = ['-hide_banner', '-nostdin', '-nostats', '-y', '-v', 'error', '-progress', 'pipe:1'];
/** Measured loudness and a file's streams are told at this level. */
const TALKING = ['-hide_banner', '-nostdin', '-nostats', '-y', '-v', 'info', '-progress', 'pipe:1'];

/** The recording's file with its chapters, or its sound alone. A picture that is H.264 already is taken as it is. */
export function exportArguments(work: ExportWork): string[] {
  const { output, streams, form, chaptersFile, soundFilter } = work;
  const picture = form === 'mp4' && streams.video ? ['-map', '0:v:0', ...pictureCodec(work)] : [];
  const sound = streams.audio
    ? ['-map', '0:a:0', ...(soundFilter ? ['-af', soundFilter] : []), '-c:a', 'aac', '-b:a', '160k']
    : [];
  return [
    ...BASE,
    ...trimmedInput(work),
    ...(chaptersFile ? ['-f', 'ffmetadata', '-i', chaptersFile] : []),
    ...picture,
    ...sound,
    ...['-map_metadata:g', '-1', '-map_chapters', chaptersFile ? '1' : '-1'],
    // The index goes to the front: a player begins before it has the whole file.
    ...['-movflags', '+faststart', '-f', form === 'mp4' ? 'mp4' : 'ipod', output],
  ];
}

function pictureCodec({ streams, ffmpegMajor }: ExportWork): string[] {
  if (streams.video === 'h264') return ['-c:v', 'copy'];
  return [
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '21', '-pix_fmt', 'yuv420p'],
    // Pictures come when something moves: a fixed rate would fill up with copies.
    ...(ffmpegMajor >= 6 ? ['-fps_mode', 'vfr'] : ['-vsync', 'vfr']),
  ];
}

/** The first of two runs that even out the loudness: only listens. */
export function listenArguments(work: Pick<ExportWork, 'input' | 'trim'>, filter: string): string[] {
  return [...TALKING, ...trimmedInput(work), '-map', '0:a:0', '-af', filter, '-f', 'null', '-'];
}

function trimmedInput({ input, trim }: Pick<ExportWork, 'input' | 'trim'>): string[] {
  const cut = trim ? ['-ss', seconds(trim.fromMs), '-t', seconds(trim.durationMs)] : [];
  return [...cut, '-i', input];
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** Everything that can be played, packed anew without encoding: with an index, a length and a proper end. */
export function repairArguments(input: string, output: string): string[] {
  const format = input.endsWith('.mkv') ? 'matroska' : 'webm';
  return [...BASE, '-i', input, '-map', '0', '-c', 'copy', '-f', format, output];
}

/** Reads every packet to the end; whatever it says is wrong with the file. */
export function readThroughArguments(input: string): string[] {
  return [...BASE, '-i', input, '-map', '0', '-c', 'copy', '-f', 'null', '-'];
}
