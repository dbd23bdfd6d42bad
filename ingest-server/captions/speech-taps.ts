import type { CaptionId, ClassId } from '@rostrum/protocol/room';
import type { Lifeline, SoundTap } from '../broadcast/index.ts';
import type { ClassCaptions } from './captions.ts';
import { type SpeechLogger, SpeechToText } from './speech-to-text.ts';

export interface SpeechTapsOptions {
  /** A program and its first arguments. */
  readonly command: readonly [string, ...string[]];
  readonly ffmpegPath: string;
  /** The program doesn't outlive the server by it. */
  readonly lifeline: Lifeline;
  readonly captions: Pick<ClassCaptions, 'languageOf' | 'say'>;
  readonly logger: SpeechLogger;
  readonly now: () => number;
  readonly newId: () => string;
}

/** The program that writes down what it hears, once for each class on air. */
export interface SpeechTaps {
  /** It is closed with its stream. */
  open(classId: ClassId): SoundTap;
}

export function createSpeechTaps(options: SpeechTapsOptions): SpeechTaps {
  const { command, ffmpegPath, lifeline, captions, logger, now, newId } = options;

  return {
    open(classId) {
      const withId = (facts: object) => ({ classId, ...facts });
      return new SpeechToText({
        ...{ command, ffmpegPath, lifeline, now },
        language: () => captions.languageOf(classId),
        logger: {
          info: (facts, text) => logger.info(withId(facts), text),
          warn: (facts, text) => logger.warn(withId(facts), text),
        },
        handleLines(lines) {
          const named = lines.map((line) => ({ lineId: newId() as CaptionId, ...line }));
          captions.say(classId, named).then(
            (refusal) =>
              refusal && logger.info(withId({ refusal }), 'what speech-to-text heard was not taken'),
            (error: unknown) => logger.warn(withId({ error }), 'what speech-to-text heard was not written'),
          );
        },
      });
    },
  };
}
