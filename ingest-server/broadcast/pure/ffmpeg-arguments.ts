import type { AudioRung, VideoRung } from './ladder.ts';
import { SEGMENT_MS } from './rendition.ts';

export interface TranscodeJob {
  /** FFmpeg's major version: options have changed their names. */
  ffmpegMajor: number;
  video: readonly VideoRung[];
  audio: AudioRung | undefined;
  preset: 'superfast' | 'veryfast';
  partCutMs: number;
  /** First file descriptor of the outputs: one pipe a rung, video first. */
  firstPipe: number;
}

/** Session description on stdin, one fragmented MP4 a rung on its own pipe. */
export function ffmpegArguments(job: TranscodeJob): string[] {
  const outputs = [
    ...job.video.flatMap((rung, i) => [...videoOutput(job, rung, i), `pipe:${job.firstPipe + i}`]),
    ...(job.audio ? [...audioOutput(job, job.audio), `pipe:${job.firstPipe + job.video.length}`] : []),
  ];
  return [...inputArguments(job), ...filterArguments(job), ...outputs];
}

function inputArguments(job: TranscodeJob): string[] {
  return [
    ...['-hide_banner', '-nostdin', '-loglevel', 'warning'],
    ...['-protocol_whitelist', 'pipe,udp,rtp'],
    // Each of these would hold frames back: the probe, the demuxer's buffer, a decoder thread a frame.
    ...['-fflags', 'nobuffer', '-flags', 'low_delay', '-analyzeduration', '500000', '-probesize', '200000'],
    ...(job.video.length > 0 ? ['-threads:v', '1'] : []),
    // How long a packet that came out of order is waited for; a resent one takes a round trip.
    ...['-max_delay', '200000', '-f', 'sdp', '-i', 'pipe:0'],
  ];
}

function filterArguments({ video }: TranscodeJob): string[] {
  if (video.length === 0) return [];
  const rate = video[0]?.framesPerSecond ?? 30;
  // Times go to the frame grid, so that parts are whole frames long, and gaps stay gaps: a constant rate would
  // fill them with copies, which stay as delay.
  const grid = `settb=1/90000,setpts=round(T*${rate})/(${rate}*TB)`;
  const labels = video.map((_, i) => `[s${i}]`).join('');
  const scaled = video.map(
    (rung, i) => `[s${i}]scale=${rung.width}:${rung.height}:flags=bicubic,format=yuv420p[v${i}]`,
  );
  return ['-filter_complex', [`[0:v]${grid},split=${video.length}${labels}`, ...scaled].join(';')];
}

function videoOutput(job: TranscodeJob, rung: VideoRung, index: number): string[] {
  const segmentS = SEGMENT_MS / 1000;
  return [
    ...[
      '-map',
      `[v${index}]`,
      '-c:v',
      'libx264',
      '-preset',
      job.preset,
      '-tune',
      'zerolatency',
      '-profile:v',
      'high',
    ],
    ...(job.ffmpegMajor >= 6 ? ['-fps_mode', 'vfr'] : ['-vsync', 'vfr']),
    // No frame is made or dropped for it; but without a rate the encoder takes the clock's 90 kHz for one, and the
    // level it then declares (6.2) is more than many a player has.
    ...['-r', String(rung.framesPerSecond)],
    ...['-b:v', String(rung.averageBps), '-maxrate', String(rung.peakBps), '-bufsize', String(rung.peakBps)],
    ...['-bf', '0', '-sc_threshold', '0', '-g', String(Math.ceil(rung.framesPerSecond * segmentS * 2))],
    // A key frame on the first frame of each segment, on all rungs the same, however the frames fall.
    '-force_key_frames',
    `expr:if(isnan(prev_forced_t),1,gt(floor(t/${segmentS}+0.001),floor(prev_forced_t/${segmentS}+0.001)))`,
    ...['-video_track_timescale', '90000'],
    ...fragmentedOutput(job, '+frag_keyframe'),
  ];
}

function audioOutput(job: TranscodeJob, rung: AudioRung): string[] {
  return [
    // Lost packets become silence: without it sound would run ahead of the picture by what was lost.
    ...['-map', '0:a', '-af', 'aresample=48000:async=1000', '-ac', '2'],
    ...['-c:a', 'aac', '-b:a', String(rung.averageBps)],
    ...fragmentedOutput(job, ''),
  ];
}

// frag_discont and the untouched timestamps keep all outputs on the input's one clock; by default each output
// would begin at zero and sound and picture would part by however much later one of them started.
function fragmentedOutput({ partCutMs }: TranscodeJob, moreFlags: string): string[] {
  return [
    ...['-f', 'mp4', '-avoid_negative_ts', 'disabled', '-flush_packets', '1'],
    ...['-movflags', `+empty_moov+default_base_moof+frag_discont${moreFlags}`],
    ...['-frag_duration', String(Math.round(partCutMs * 1000))],
  ];
}
