import { describe, expect, it } from 'vitest';
import { type TranscodeJob, ffmpegArguments } from './ffmpeg-arguments.ts';
import { speechRung, videoLadder } from './ladder.ts';

const job: TranscodeJob = {
  ffmpegMajor: 5,
  video: videoLadder({ width: 960, height: 540, framesPerSecond: 30 }, 2),
  audio: speechRung,
  preset: 'superfast',
  partCutMs: 255,
  firstPipe: 3,
};

/** The options of each output, by the pipe it writes to. */
function outputsOf(options: readonly string[]): Map<string, string> {
  const outputs = new Map<string, string>();
  let start = options.indexOf('-map');
  options.forEach((option, i) => {
    if (!/^pipe:[1-9]/.test(option)) return;
    outputs.set(option, options.slice(start, i).join(' '));
    start = i + 1;
  });
  return outputs;
}

const keyFrames = 'expr:if(isnan(prev_forced_t),1,gt(floor(t/2+0.001),floor(prev_forced_t/2+0.001)))';
const fragments =
  '-f mp4 -avoid_negative_ts disabled -flush_packets 1 -movflags +empty_moov+default_base_moof+frag_discont';

describe('ffmpegArguments', () => {
  it('reads a session on its standard input, holding nothing back', () => {
    const options = ffmpegArguments(job);
    expect(options.slice(0, options.indexOf('-filter_complex')).join(' ')).toBe(
      '-hide_banner -nostdin -loglevel warning -protocol_whitelist pipe,udp,rtp -fflags nobuffer -flags low_delay ' +
        '-analyzeduration 500000 -probesize 200000 -threads:v 1 -max_delay 200000 -f sdp -i pipe:0',
    );
  });

  it('puts frames on their grid once, then scales them for each rung', () => {
    const options = ffmpegArguments(job);
    expect(options[options.indexOf('-filter_complex') + 1]).toBe(
      '[0:v]settb=1/90000,setpts=round(T*30)/(30*TB),split=2[s0][s1];' +
        '[s0]scale=960:540:flags=bicubic,format=yuv420p[v0];[s1]scale=640:360:flags=bicubic,format=yuv420p[v1]',
    );
  });

  it('gives every rung a pipe of its own, pictures first', () => {
    const rung = (label: string, rates: string) =>
      `-map ${label} -c:v libx264 -preset superfast -tune zerolatency -profile:v high -vsync vfr -r 30 ${rates} ` +
      `-bf 0 -sc_threshold 0 -g 120 -force_key_frames ${keyFrames} -video_track_timescale 90000 ` +
      `${fragments}+frag_keyframe -frag_duration 255000`;
    expect([...outputsOf(ffmpegArguments(job))]).toEqual([
      ['pipe:3', rung('[v0]', '-b:v 1400000 -maxrate 1750000 -bufsize 1750000')],
      ['pipe:4', rung('[v1]', '-b:v 600000 -maxrate 750000 -bufsize 750000')],
      [
        'pipe:5',
        `-map 0:a -af aresample=48000:async=1000 -ac 2 -c:a aac -b:a 96000 ${fragments} -frag_duration 255000`,
      ],
    ]);
  });

  it.each([
    [4, '-vsync vfr', '-fps_mode'],
    [5, '-vsync vfr', '-fps_mode'],
    [6, '-fps_mode vfr', '-vsync'],
    [8, '-fps_mode vfr', '-vsync'],
  ])(
    'says to FFmpeg %i that frames keep their times in the words that it knows',
    (ffmpegMajor, says, saysNot) => {
      const options = ffmpegArguments({ ...job, ffmpegMajor }).join(' ');
      expect(options).toContain(says);
      expect(options).not.toContain(saysNot);
    },
  );

  it('asks for no picture where there is none', () => {
    const options = ffmpegArguments({ ...job, video: [] });
    expect([...outputsOf(options).keys()]).toEqual(['pipe:3']);
    expect(options.join(' ')).not.toMatch(/filter_complex|threads:v|libx264/);
  });

  it('asks for no sound where there is none', () => {
    const options = ffmpegArguments({ ...job, audio: undefined });
    expect([...outputsOf(options).keys()]).toEqual(['pipe:3', 'pipe:4']);
    expect(options.join(' ')).not.toMatch(/aac|0:a/);
  });
});
