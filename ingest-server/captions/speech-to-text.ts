import { CAPTION_TEXT_MAX } from '@rostrum/protocol/room';
import type { Lifeline, SoundTap, TappedSegment } from '../broadcast/index.ts';
import { type Anchor, type TimedText, afterDeath, inLines, readSpeech, wallOf } from './pure/speech.ts';
import { FedProgram } from './speech-program.ts';

export interface SpeechLogger {
  info(facts: object, text: string): void;
  warn(facts: object, text: string): void;
}

export interface SpeechToTextOptions {
  /** A program and its first arguments. */
  readonly command: readonly [string, ...string[]];
  readonly ffmpegPath: string;
  readonly lifeline: Lifeline;
  /** In which language the class is captioned now; undefined where it isn't. */
  readonly language: () => string | undefined;
  readonly now: () => number;
  readonly logger: SpeechLogger;
  /** By the wall clock. */
  handleLines(lines: readonly TimedText[]): void;
}

/** Mono, 16 bit, as speech-to-text programs want it. */
const SAMPLES_A_SECOND = 16_000;
const BYTES_A_SECOND = 2 * SAMPLES_A_SECOND;
/** Whoever is half a minute behind will not be of use to anybody. */
const BEHIND_MAX_BYTES = 30 * BYTES_A_SECOND;
/** Encoded sound is small. */
const UNDECODED_MAX_BYTES = 4 * 1024 * 1024;

/** One life of the program, and what it was given. */
interface Life {
  readonly program: FedProgram;
  readonly language: string;
  readonly startedAt: number;
  bytes: number;
  anchors: Anchor[];
  /** The decoder that its newest anchor is of. */
  decoder: FedProgram | undefined;
}

/** A stream's sound, decoded, for one program that writes down what it hears. Whatever it does, the broadcast goes on. */
export class SpeechToText implements SoundTap {
  readonly #options: SpeechToTextOptions;
  #init: { readonly run: number; readonly bytes: Buffer } | undefined;
  #decoding: { readonly run: number; readonly decoder: FedProgram } | undefined;
  #life: Life | undefined;
  #deaths = 0;
  #notBefore = Number.NEGATIVE_INFINITY;
  #isClosed = false;

  constructor(options: SpeechToTextOptions) {
    this.#options = options;
  }

  addInit(run: number, bytes: Buffer): void {
    this.#init = { run, bytes };
  }

  addSegment({ run, wallMs, parts }: TappedSegment): void {
    if (this.#isClosed || this.#init?.run !== run) return;
    const language = this.#options.language();
    if (language !== this.#life?.language) this.#endLife();
    if (language === undefined) return this.#endDecoding();
    if (!this.#life && this.#options.now() < this.#notBefore) return this.#endDecoding();
    this.#life ??= this.#begin(language);
    if (this.#decoding?.run !== run) {
      this.#endDecoding();
      this.#decoding = { run, decoder: this.#decode(wallMs) };
      this.#decoding.decoder.write(this.#init.bytes);
    }
    for (const part of parts) this.#decoding.decoder.write(part);
  }

  /** What the program still has to say comes too late: the stream is over. */
  close(): void {
    this.#isClosed = true;
    this.#endDecoding();
    this.#endLife();
  }

  #decode(wallMs: number): FedProgram {
    const { ffmpegPath, lifeline, logger } = this.#options;
    const decoder: FedProgram = new FedProgram({
      ...{ program: ffmpegPath, lifeline, behindMax: UNDECODED_MAX_BYTES },
      args: [
        ...['-hide_banner', '-v', 'error', '-threads', '1', '-f', 'mp4', '-i', 'pipe:0', '-vn'],
        // What is missing in the sound is silence: the times stay right.
        ...[
          '-af',
          'aresample=async=1',
          '-ac',
          '1',
          '-ar',
          String(SAMPLES_A_SECOND),
          '-flush_packets',
          '1',
          '-f',
          's16le',
          'pipe:1',
        ],
      ],
      handleChunk: (chunk) => this.#hear(chunk, decoder, wallMs),
      handleWords: (words) => logger.info({ words }, 'FFmpeg for speech-to-text'),
      handleEnd: (because) => {
        logger.warn({ because }, 'the sound for speech-to-text could not be decoded');
        if (this.#decoding?.decoder === decoder) this.#decoding = undefined;
      },
    });
    return decoder;
  }

  #hear(chunk: Buffer, decoder: FedProgram, wallMs: number): void {
    const life = this.#life;
    // Of a decoder that was ended: the new one's sound is what goes on.
    if (!life || this.#decoding?.decoder !== decoder) return;
    if (life.decoder !== decoder) {
      life.decoder = decoder;
      life.anchors.push({ atS: life.bytes / BYTES_A_SECOND, wallMs });
    }
    life.bytes += chunk.length;
    life.program.write(chunk);
  }

  #begin(language: string): Life {
    const { command, lifeline, logger, now } = this.#options;
    const [program, ...args] = command;
    let nonsense = 0;
    const life: Life = {
      ...{ language, startedAt: now(), bytes: 0, anchors: [], decoder: undefined },
      program: new FedProgram({
        ...{ program, args: [...args, '--language', language], lifeline, behindMax: BEHIND_MAX_BYTES },
        handleLine: (line) => {
          // Of one that was closed nothing counts any more.
          if (this.#life !== life) return;
          const speech = readSpeech(line);
          if (speech) this.#write(life, speech);
          else if ((nonsense += 1) === 1)
            logger.warn({ line }, 'speech-to-text printed what is no line of speech');
        },
        handleWords: (words) => logger.info({ words }, 'speech-to-text'),
        handleEnd: (because) => this.#handleDeath(life, because),
      }),
    };
    logger.info({ program, language }, 'speech-to-text listens');
    // Its times count from its own first sound.
    this.#endDecoding();
    return life;
  }

  #write({ anchors }: Life, { from, to, text, final }: NonNullable<ReturnType<typeof readSpeech>>): void {
    const [fromMs, untilMs] = [wallOf(anchors, from), wallOf(anchors, Math.max(from, to))];
    if (!final || fromMs === undefined || untilMs === undefined) return;
    const lines = inLines({ text, from: fromMs, until: untilMs }, CAPTION_TEXT_MAX);
    if (lines.length > 0) this.#options.handleLines(lines);
  }

  #handleDeath(life: Life, because: string): void {
    if (this.#life !== life) return;
    const { now, logger } = this.#options;
    const { deaths, waitMs } = afterDeath(this.#deaths, now() - life.startedAt);
    this.#deaths = deaths;
    this.#notBefore = now() + waitMs;
    this.#life = undefined;
    logger.warn({ because, deaths, waitMs }, 'speech-to-text ended; it is begun again');
  }

  #endLife(): void {
    this.#life?.program.close();
    this.#life = undefined;
  }

  #endDecoding(): void {
    this.#decoding?.decoder.close();
    this.#decoding = undefined;
  }
}
