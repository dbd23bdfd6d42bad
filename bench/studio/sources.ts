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

/** On and off each half second, as restless as a face: what is to be missed when it stands must have moved by itself. */
const restless = "drawbox=x=40:y=40:w=160:h=90:t=fill:color=white:enable='lt(mod(t,1),0.5)'";
const pictures = {
  moving: (form: string) => `testsrc2=${form},${restless}`,
  black: (form: string) => `color=c=black:${form}`,
  /** The same, stopped, as of a camera that hangs: another picture would be another scene, and no fault. */
  still: (form: string) => `testsrc2=${form},${restless},loop=loop=-1:size=1,setpts=N/FRAME_RATE/TB`,
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
  const drawn = pictures[picture](`s=${width}x${height}:r=${framesPerSecond}`);
  await run(ffmpegPath, [
    ...['-v', 'error', '-nostdin', '-y', '-f', 'lavfi', '-i', drawn, '-f', 'lavfi', '-i', sounds[sound]],
    ...['-t', String(LASTS_S), ...studioCodecs(smallEncode), output],
  ]);
}
