import type { ClassId, CommandType, PersonId, StreamId } from '@rostrum/protocol/room';
import type { Logger } from 'pino';
import { openCollector } from './collector.ts';
import { type Journey, beginJourney } from './journey.ts';

export type { Journey } from './journey.ts';

export interface TracesOptions {
  readonly endpoint: string;
  /** Which share of all is followed: 1 follows everything. */
  readonly share: number;
  readonly version: string;
  readonly logger: Logger;
  /** Milliseconds since 1970, with fractions. */
  readonly now: () => number;
  readonly random: () => number;
}

export interface Traces {
  /** One that has just come over a socket; undefined where this one isn't followed. */
  followCommand(facts: { classId: ClassId; personId: PersonId; type: CommandType }): Journey | undefined;
  /** A part that has just come from the transcoder. */
  followPart(facts: { classId: ClassId; streamId: StreamId; rung: string }): Journey | undefined;
  /** Safe twice. */
  close(): Promise<void>;
}

/** Undefined where nothing can be collected: a lecture does not wait for whoever watches. */
export async function startTraces(options: TracesOptions): Promise<Traces | undefined> {
  const { share, random, logger, now } = options;
  const collector = await openCollector(options).catch((error: unknown) => {
    logger.error({ error }, 'traces could not be begun; nothing is followed');
    return undefined;
  });
  if (!collector) return undefined;
  const { tracer } = collector;
  let closing: Promise<void> | undefined;
  return {
    followCommand({ classId, personId, type }) {
      if (random() >= share) return undefined;
      const attributes = { 'rostrum.class': classId, 'rostrum.person': personId, 'rostrum.type': type };
      return beginJourney({ tracer, name: 'command', attributes, now });
    },

    followPart({ classId, streamId, rung }) {
      if (random() >= share) return undefined;
      const attributes = { 'rostrum.class': classId, 'rostrum.stream': streamId, 'rostrum.rung': rung };
      return beginJourney({ tracer, name: 'part', attributes, now });
    },

    close: () => (closing ??= collector.close()),
  };
}
