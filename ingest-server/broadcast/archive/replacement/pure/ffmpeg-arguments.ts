import { h264EncoderArguments } from '../../../pure/encoder-choice.ts';
import type { AudioRung, VideoRung } from '../../../pure/ladder.ts';

/** The container is named: what else a file may claim to be could make FFmpeg open other files. */
const inputOf = (path: string) => ['-copyts', '-threads', '1', '-f', 'mp4', '-i', path];

// The file's own times stay, so that sound and picture keep theirs beside each other. With an edit list, which has no
// place here, FFmpeg would begin where the first frame is shown instead of where it is decoded.
const fragmented = (moreFlags: string) => [
  ...['-f', 'mp4', '-avoid_negative_ts', 'disabled', '-use_editlist', '0'],
  ...['-movflags', `+empty_moov+default_base_moof+frag_discont${moreFlags}`],
];
/** Sound has no key frames to be cut at: as often as it is live. */
const SOUND_CUT = ['-frag_duration', '250000'];

export interface Files {
  readonly picture: string;
  readonly sound: string;
}

/** Takes picture and sound apart as they are: a fragment from each key frame to the next. */
export function copyArguments(upload: string, files: Files): string[] {
  return [
    ...inputOf(upload),
    ...['-map', '0:v:0', '-c', 'copy', ...fragmented('+frag_keyframe'), files.picture],
    ...['-map', '0:a:0', '-c', 'copy', ...fragmented(''), ...SOUND_CUT, files.sound],
  ];
}

export interface SmallRungs {
  readonly picture: VideoRung;
  /** None where the sound is small as it is. */
  readonly sound: AudioRung | undefined;
}

/** From this version on FFmpeg can put key frames where the source has them. */
const FOLLOWS_SOURCE_MAJOR = 5;

export function canMakeSmall(ffmpegMajor: number): boolean {
  return ffmpegMajor >= FOLLOWS_SOURCE_MAJOR;
}

/** For who hardly has a network: smaller, with key frames where the picture that is copied has its own. */
export function smallArguments(
  upload: string,
  files: Files,
  { picture, sound }: SmallRungs,
  ffmpegMajor: number,
): string[] {
  const { width, height, framesPerSecond } = picture;
  return [
    ...['-progress', 'pipe:1', ...inputOf(upload)],
    ...['-map', '0:v:0', '-vf', `scale=${width}:${height}:flags=bicubic,setsar=1,format=yuv420p`],
    ...[...h264EncoderArguments('libx264', picture, 'veryfast'), '-threads', '1'],
    ...(ffmpegMajor >= 6 ? ['-fps_mode', 'vfr'] : ['-vsync', 'vfr']),
    // Without a rate the encoder takes the clock's for one, and declares a level that many a player has not.
    ...['-r', String(framesPerSecond), '-g', String(framesPerSecond * 10), '-force_key_frames', 'source'],
    ...['-video_track_timescale', '90000', ...fragmented('+frag_keyframe'), files.picture],
    ...(sound ? soundArguments(sound, files.sound) : []),
  ];
}

function soundArguments({ averageBps, channels }: AudioRung, file: string): string[] {
  return [
    ...['-map', '0:a:0', '-c:a', 'aac', '-b:a', String(averageBps), '-ac', String(channels)],
    ...[...fragmented(''), ...SOUND_CUT, file],
  ];
}
