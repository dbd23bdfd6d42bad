import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { FfmpegBinary } from './ffmpeg-binary.ts';
import type { Lifeline } from './lifeline.ts';
import { type Av1Speed, SPEED_MIN, av1Ladder, rungsThatKeepUp } from './pure/av1-ladder.ts';
import {
  AV1_ENCODERS,
  type Av1Encoder,
  type H264Encoder,
  HARDWARE_H264,
  encodersNamed,
} from './pure/encoder-choice.ts';
import { av1ProbeArguments, h264ProbeArguments, readBenchmark } from './pure/encoder-probe.ts';
import type { VideoRung } from './pure/ladder.ts';

const run = promisify(execFile);

/** A device that answers takes a second; a driver that hangs must not keep its process. */
const PROBE_MAX_MS = 15_000;
const AV1_RUNGS_MAX = 2;

export interface EncodersOptions {
  ffmpeg: FfmpegBinary;
  cores: number;
  lifeline: Lifeline;
  logger: { info(facts: object, text: string): void; warn(facts: object, text: string): void };
  av1?: 'auto' | 'off';
  /** Ends probes that are under way. */
  signal: AbortSignal;
}

export interface Av1Plan {
  encoder: Av1Encoder;
  /** Best first; never none. */
  rungs: readonly VideoRung[];
}

/** What was found out about this machine's encoders. */
export interface EncoderFacts {
  h264: H264Encoder;
  av1: (Av1Speed & { encoder: Av1Encoder }) | undefined;
}

/** Which encoders this machine has, by having tried them: what FFmpeg names may have no device behind it. */
export class Encoders {
  readonly #options: EncodersOptions;
  #facts: EncoderFacts = { h264: 'libx264', av1: undefined };

  private constructor(options: EncodersOptions) {
    this.#options = options;
  }

  /** Tries what FFmpeg names, one after the other. Never rejects: what fails is not there. */
  static async probe(options: EncodersOptions): Promise<Encoders> {
    const encoders = new Encoders(options);
    await encoders.#probe();
    return encoders;
  }

  get facts(): EncoderFacts {
    return this.#facts;
  }

  /** What the next run of a transcoder encodes H.264 with. */
  get h264(): H264Encoder {
    return this.#facts.h264;
  }

  /** The AV1 rungs beside a ladder of H.264; undefined where no encoder keeps up with any of them. */
  av1For(h264: readonly VideoRung[], rungsMax = AV1_RUNGS_MAX): Av1Plan | undefined {
    const { av1 } = this.#facts;
    if (!av1) return undefined;
    const rungs = rungsThatKeepUp(av1Ladder(h264, rungsMax), av1, this.#options.cores);
    return rungs.length > 0 ? { encoder: av1.encoder, rungs } : undefined;
  }

  /** A transcoder with it died early: a device that fails in mid-lecture is not tried again. */
  giveUpHardware(encoder: H264Encoder, detail: string): void {
    if (encoder === 'libx264' || this.#facts.h264 !== encoder) return;
    this.#facts = { ...this.#facts, h264: 'libx264' };
    this.#options.logger.warn({ encoder, detail }, 'the hardware encoder failed: libx264 takes its place');
  }

  async #probe(): Promise<void> {
    const { ffmpeg, logger } = this.#options;
    const listing = await this.#try(['-hide_banner', '-encoders']);
    if (!listing.ok) {
      logger.warn({ detail: listing.said }, 'FFmpeg does not list its encoders');
      return;
    }
    const h264 = await this.#firstThatRuns(encodersNamed(listing.said, HARDWARE_H264));
    const named = this.#options.av1 === 'off' ? [] : encodersNamed(listing.said, AV1_ENCODERS);
    const av1 = await this.#fastEnough(named);
    this.#facts = { h264: h264 ?? 'libx264', av1 };
    logger.info({ ffmpeg: ffmpeg.version, ...this.#facts }, 'encoders were tried');
  }

  async #firstThatRuns(named: readonly (typeof HARDWARE_H264)[number][]): Promise<H264Encoder | undefined> {
    for (const encoder of named) {
      const { ok } = await this.#try(h264ProbeArguments(encoder));
      if (ok) return encoder;
    }
    return undefined;
  }

  async #fastEnough(named: readonly Av1Encoder[]): Promise<EncoderFacts['av1']> {
    let best: EncoderFacts['av1'];
    for (const encoder of named) {
      // Twice, should something else have had the cores.
      for (let attempt = 0; attempt < 2 && (best?.speedX ?? 0) <= SPEED_MIN; attempt += 1) {
        const { ok, said } = await this.#try(av1ProbeArguments(encoder, this.#options.cores));
        const speed = ok ? readBenchmark(said) : undefined;
        if (!speed) break;
        if (speed.speedX > (best?.speedX ?? 0)) best = { encoder, ...speed };
      }
    }
    return best;
  }

  async #try(words: readonly string[]): Promise<{ ok: boolean; said: string }> {
    const { ffmpeg, lifeline, signal } = this.#options;
    try {
      const trying = run(ffmpeg.path, words, {
        ...{ timeout: PROBE_MAX_MS, killSignal: 'SIGKILL', signal, maxBuffer: 4 * 1024 * 1024 },
        env: { ...process.env, SVT_LOG: '1' },
      });
      lifeline.hold(trying.child);
      const { stdout, stderr } = await trying;
      return { ok: true, said: stdout + stderr };
    } catch (error) {
      // No device, no such option, no time: all the same to a probe.
      return { ok: false, said: error instanceof Error ? error.message : String(error) };
    }
  }
}
