import { describe, expect, it } from 'vitest';
import { type Av1Job, av1Arguments, av1EncoderArguments } from './av1-arguments.ts';
import { av1Ladder } from './av1-ladder.ts';
import { videoLadder } from './ladder.ts';

const job: Av1Job = {
  ...{ ffmpegMajor: 5, encoder: 'libsvtav1', cores: 2, partCutMs: 255, firstPipe: 3 },
  rungs: av1Ladder(videoLadder({ width: 1280, height: 720, framesPerSecond: 30 }, 2), 2),
};

describe('av1Arguments', () => {
  it('reads the top rung on its standard input and keeps its times', () => {
    const options = av1Arguments(job);
    expect(options.slice(0, options.indexOf('-filter_complex')).join(' ')).toBe(
      '-hide_banner -nostdin -loglevel warning -copyts -threads:v 1 -f mp4 -i pipe:0',
    );
  });

  it('HLS-64 fills the grid of frames, so that key frames can be counted', () => {
    const options = av1Arguments(job);
    expect(options[options.indexOf('-filter_complex') + 1]).toBe(
      '[0:v]fps=30,split=2[s0][s1];[s0]scale=1280:720:flags=bicubic,format=yuv420p[v0];' +
        '[s1]scale=640:360:flags=bicubic,format=yuv420p[v1]',
    );
    const one = av1Arguments({ ...job, rungs: job.rungs.slice(0, 1) });
    expect(one[one.indexOf('-filter_complex') + 1]).toBe(
      '[0:v]fps=30[s0];[s0]scale=1280:720:flags=bicubic,format=yuv420p[v0]',
    );
  });

  it('HLS-64 gives every rung a pipe, with a key frame each two seconds and parts as H.264 has them', () => {
    const options = av1Arguments(job);
    const rung = (label: string, bps: number, pipe: number) =>
      `-map ${label} -c:v libsvtav1 -preset 10 -b:v ${bps} ` +
      '-svtav1-params pred-struct=1:rc=2:lookahead=0:scm=1:lp=1 -vsync passthrough -g 60 ' +
      '-force_key_frames expr:not(mod(round(t*30),60)) -video_track_timescale 90000 ' +
      '-f mp4 -avoid_negative_ts disabled -flush_packets 1 ' +
      `-movflags +empty_moov+default_base_moof+frag_discont+frag_keyframe -frag_duration 255000 pipe:${pipe}`;
    expect(options.slice(options.indexOf('-map')).join(' ')).toBe(
      `${rung('[v0]', 1_560_000, 3)} ${rung('[v1]', 390_000, 4)}`,
    );
  });

  it('opens the device of an encoder that has one, before the input', () => {
    const options = av1Arguments({ ...job, encoder: 'av1_vaapi' });
    expect(options.indexOf('-vaapi_device')).toBeLessThan(options.indexOf('-i'));
    expect(options.join(' ')).toContain('format=nv12,hwupload[v0]');
  });

  it.each([
    [5, '-vsync'],
    [6, '-fps_mode'],
  ])('says to FFmpeg %i that frames keep their times by %s', (ffmpegMajor, option) => {
    expect(av1Arguments({ ...job, ffmpegMajor }).filter((word) => /^-(vsync|fps_mode)$/.test(word))).toEqual([
      option,
      option,
    ]);
  });
});

describe('av1EncoderArguments', () => {
  const rate = { averageBps: 900_000, peakBps: 1_800_000 };
  const capped = '-b:v 900000 -maxrate 1800000 -bufsize 1800000 -bf 0';

  it.each([
    ['av1_nvenc', `-preset p4 -tune ull -rc vbr -zerolatency 1 -delay 0 -forced-idr 1 ${capped}`],
    ['av1_qsv', `-preset veryfast -async_depth 1 -forced_idr 1 ${capped}`],
    ['av1_vaapi', `-rc_mode VBR ${capped}`],
  ] as const)('tells %s to hold nothing back', (encoder, words) => {
    expect(av1EncoderArguments(encoder, rate, 2).join(' ')).toBe(`-c:v ${encoder} ${words}`);
  });

  it.each([
    [1, '10', 'lp=1'],
    [2, '10', 'lp=1'],
    [4, '10', 'lp=2'],
    [8, '9', 'lp=4'],
  ])('on %i cores leaves half of them to others', (cores, preset, lp) => {
    const words = av1EncoderArguments('libsvtav1', rate, cores);
    expect(words[words.indexOf('-preset') + 1]).toBe(preset);
    expect(words.at(-1)).toMatch(new RegExp(`:${lp}$`));
  });
});
