import { type H264Encoder, deviceArguments, h264EncoderArguments, pixelFilter } from './encoder-choice.ts';
import type { AudioRung, VideoRung } from './ladder.ts';
import { SEGMENT_MS } from './rendition.ts';
import { LISTEN, LOOK } from './sight.ts';
import { TRANSCODER_LOG_LEVEL } from './transcoder-line.ts';

export interface TranscodeJob {
  /** FFmpeg's major version: options have changed their names. */
  ffmpegMajor: number;
  /** `feed`: what the studio sends; else a picture of our own in the working folder, by its file name. */
  picture: 'feed' | { still: string };
  sound: 'feed' | 'silence';
  video: readonly VideoRung[];
  audio: readonly AudioRung[];
  encoder: H264Encoder;
  preset: 'superfast' | 'veryfast';
  partCutMs: number;
  /** First file descriptor of the outputs: one pipe a rung, video first. */
  firstPipe: number;
  /** On two more pipes behind these a small picture and the samples of each half second, for whoever looks at them. */
  sight?: boolean;
}

/** A clock that jumps by more than this is not followed: what comes after is left out until the run is begun anew. */
const JUMP_MAX_S = 5;

/** Session description on stdin where there is a feed, one fragmented MP4 a rung on its own pipe. */
export function ffmpegArguments(job: TranscodeJob): string[] {
  return [
    ...['-hide_banner', '-nostdin', '-nostats', '-loglevel', TRANSCODER_LOG_LEVEL],
    ...deviceArguments(job.encoder),
    ...inputArguments(job),
    ...['-filter_complex', [...pictureFilters(job), ...soundFilters(job)].join(';')],
    ...job.video.flatMap((rung, i) => [...videoOutput(job, rung, i), `pipe:${job.firstPipe + i}`]),
    ...job.audio.flatMap((rung, i) => [
      ...audioOutput(job, rung, i),
      `pipe:${job.firstPipe + job.video.length + i}`,
    ]),
    ...(job.sight ? sightOutputs(job) : []),
  ];
}

function inputArguments({ picture, sound, video }: TranscodeJob): string[] {
  const { width = 0, height = 0, framesPerSecond = 0 } = video[0] ?? {};
  return [
    ...(picture === 'feed' || sound === 'feed' ? feedArguments(picture === 'feed') : []),
    // Drawn once, then the same frame again and again, at the pace of the clock.
    ...(picture === 'feed'
      ? []
      : [
          ...['-re', '-f', 'lavfi', '-i'],
          `movie=${picture.still},${fitInto(width, height)},format=yuv420p,loop=loop=-1:size=1:start=0,` +
            `settb=1/90000,setpts=N/(${framesPerSecond}*TB)`,
        ]),
    ...(sound === 'feed' ? [] : ['-re', '-f', 'lavfi', '-i', 'anullsrc=r=48000:cl=stereo']),
  ];
}

function feedArguments(hasPicture: boolean): string[] {
  return [
    ...['-protocol_whitelist', 'pipe,udp,rtp'],
    // Each of these would hold frames back: the probe, the demuxer's buffer, a decoder thread a frame.
    ...['-fflags', 'nobuffer', '-flags', 'low_delay', '-analyzeduration', '500000', '-probesize', '200000'],
    // The rate is known, and twenty frames to find it out would be half a second more until the first part.
    ...['-fpsprobesize', '0'],
    ...(hasPicture ? ['-threads:v', '1'] : []),
    // How long a packet that came out of order is waited for; a resent one takes a round trip.
    ...['-max_delay', '200000', '-f', 'sdp', '-i', 'pipe:0'],
  ];
}

function pictureFilters({ picture, sound, video, encoder, sight }: TranscodeJob): string[] {
  const rate = video[0]?.framesPerSecond ?? 30;
  const input =
    picture === 'feed'
      ? // Times go to the frame grid, so that parts are whole frames long, and gaps stay gaps: a constant rate would
        // fill them with copies, which stay as delay. Of frames that fall together on it one is taken.
        `[0:v]select='${withoutJumps}',settb=1/90000,setpts=round(T*${rate})/(${rate}*TB),` +
        `select='isnan(prev_selected_pts)+not(eq(pts,prev_selected_pts))'`
      : `[${sound === 'feed' ? 1 : 0}:v]null`;
  const labels = video.map((_, i) => `[s${i}]`).join('');
  // The smallest rung's is what costs least to make smaller still.
  const isLookedAt = (i: number) => sight === true && i === video.length - 1;
  const scaled = video.flatMap(({ width, height }, i) =>
    isLookedAt(i)
      ? [
          `[s${i}]${fitInto(width, height)},split=2[p][l]`,
          `[p]${pixelFilter(encoder)}[v${i}]`,
          `[l]${smallPictures}[look]`,
        ]
      : [`[s${i}]${fitInto(width, height)},${pixelFilter(encoder)}[v${i}]`],
  );
  return [`${input},split=${video.length}${labels}`, ...scaled];
}

function soundFilters({ sound, audio, sight }: TranscodeJob): string[] {
  // Lost packets become silence: without it sound would run ahead of the picture by what was lost.
  const input =
    sound === 'feed'
      ? `[0:a]aselect='${withoutJumps}',asetpts='${asItWasMade}',aresample=48000:async=1000`
      : '[1:a]anull';
  const labels = audio.map((_, i) => `[m${i}]`).join('');
  const mixed = audio.map(
    ({ channels }, i) => `[m${i}]aformat=channel_layouts=${channels === 2 ? 'stereo' : 'mono'}[a${i}]`,
  );
  if (!sight) return [`${input},asplit=${audio.length}${labels}`, ...mixed];
  return [`${input},asplit=${audio.length + 1}${labels}[m]`, ...mixed, `[m]${halfSeconds}[listen]`];
}

/** One at a time and not by `fps`, which would hold each back until the next. A hair less: times are rounded. */
const smallPictures =
  `select='isnan(prev_selected_t)+gte(t-prev_selected_t,${(LOOK.everyMs - 10) / 1000})',` +
  `scale=${LOOK.width}:${LOOK.height}:flags=area,format=gray`;

/** In pieces of that length, so that nobody is woken for each packet. */
const halfSeconds =
  'aformat=sample_fmts=s16:channel_layouts=mono,' +
  `asetnsamples=n=${(LISTEN.sampleRate * LISTEN.everyMs) / 1000}:p=0`;

/** Once the clock has jumped nothing comes any more, which is what a hung transcoder looks like: it is begun anew. */
const withoutJumps = `isnan(prev_selected_t)+lt(abs(t-prev_selected_t),${JUMP_MAX_S})`;

/** By how much what an Opus decoder gives is behind what its encoder was given. */
const OPUS_BEHIND_S = 0.0065;

/**
 * The sender reports date a packet by when it came, which can't be before the last sample in it was made; its time is
 * that of the first. Undone here, or sound would be late by the length of a packet, whichever its sender has chosen.
 */
const asItWasMade = `PTS-(NB_SAMPLES/SR+${OPUS_BEHIND_S})/TB`;

/** A source that changes its size or shape is put into the rung's: a player's buffers keep theirs. */
function fitInto(width: number, height: number): string {
  return (
    `scale=${width}:${height}:force_original_aspect_ratio=decrease:flags=bicubic,` +
    `pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2,setsar=1`
  );
}

function videoOutput(job: TranscodeJob, rung: VideoRung, index: number): string[] {
  const segmentS = SEGMENT_MS / 1000;
  const segmentOf = (time: string) => `floor((${time}-ld(0))/${segmentS}+0.001)`;
  return [
    ...['-map', `[v${index}]`, ...h264EncoderArguments(job.encoder, rung, job.preset)],
    ...keptTimes(job.ffmpegMajor),
    // No frame is made or dropped for it; but without a rate the encoder takes the clock's 90 kHz for one, and the
    // level it then declares (6.2) is more than many a player has.
    ...['-r', rateOf(rung), '-g', String(Math.ceil(rung.framesPerSecond * segmentS * 2))],
    // A key frame on the first frame of each segment, counted from the run's first: the same on all rungs, however the
    // frames fall.
    '-force_key_frames',
    `expr:if(isnan(prev_forced_t),1+0*st(0,t),gt(${segmentOf('t')},${segmentOf('prev_forced_t')}))`,
    ...['-video_track_timescale', '90000'],
    ...fragmentedOutput(job, '+frag_keyframe'),
  ];
}

function audioOutput(job: TranscodeJob, rung: AudioRung, index: number): string[] {
  return [
    ...['-map', `[a${index}]`, '-c:a', 'aac', '-b:a', String(rung.averageBps)],
    ...fragmentedOutput(job, ''),
  ];
}

function sightOutputs({ ffmpegMajor, video, audio, firstPipe }: TranscodeJob): string[] {
  const pipe = firstPipe + video.length + audio.length;
  return [
    ...['-map', '[look]', '-c:v', 'rawvideo', ...keptTimes(ffmpegMajor), '-r', rateOf(video[0])],
    ...['-f', 'rawvideo', '-flush_packets', '1', `pipe:${pipe}`],
    ...['-map', '[listen]', '-c:a', 'pcm_s16le', '-f', 's16le', '-flush_packets', '1', `pipe:${pipe + 1}`],
  ];
}

function keptTimes(ffmpegMajor: number): string[] {
  return ffmpegMajor >= 6 ? ['-fps_mode', 'vfr'] : ['-vsync', 'vfr'];
}

function rateOf(rung: VideoRung | undefined): string {
  return String(rung?.framesPerSecond ?? 30);
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
