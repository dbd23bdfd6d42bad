import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type StudioEncode, studioCodecs } from '../cost/studio-stream.ts';

const run = promisify(execFile);

/** What a studio sends in these rehearsals: small, since everything shares the machine. */
export const smallProgramme = { width: 480, height: 270, framesPerSecond: 30 } as const;

/**
 * A key frame twice a second: nobody can ask a recording for one. A studio's browser answers such a request at once,
 * and a transcoder that begins anew waits for it.
 */
export const smallEncode: StudioEncode = { ...smallProgramme, kbps: 700, keyFrameEvery: 15 };

const pictures = {
  moving: 'testsrc2',
  black: 'color=c=black',
  /** Bars: not black, and not moving. */
  still: 'smptebars',
} as const;
const sounds = {
  speech: 'anoisesrc=c=pink:a=0.2:r=48000,tremolo=f=4:d=0.9',
  silence: 'anullsrc=r=48000:cl=stereo',
} as const;
const LASTS_S = 20;

export type Pictured = keyof typeof pictures;
export type Heard = keyof typeof sounds;

/** A file that a studio sends again and again. */
export async function makeSource(
  ffmpegPath: string,
  output: string,
  picture: Pictured,
  sound: Heard,
): Promise<void> {
  const { width, height, framesPerSecond } = smallProgramme;
  const size = `s=${width}x${height}:r=${framesPerSecond}`;
  const made = pictures[picture];
  const drawn = `${made}${made.includes('=') ? ':' : '='}${size}`;
  await run(ffmpegPath, [
    ...['-v', 'error', '-nostdin', '-y', '-f', 'lavfi', '-i', drawn, '-f', 'lavfi', '-i', sounds[sound]],
    ...['-t', String(LASTS_S), ...studioCodecs(smallEncode), output],
  ]);
}
