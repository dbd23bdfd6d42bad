import type { NodeFacts } from '@rostrum/protocol/operations';
import { texts as shared } from '../../pure/texts.ts';
import { bytesWords, countWords, millisecondsWords, percentWords } from '../../pure/units.ts';
import { texts } from './texts.ts';

/** A figure of the server with its small curve. */
export interface NodeReading {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly hint: string | undefined;
  readonly values: readonly (number | null)[];
  /** What the curve's top stands for. */
  readonly most: number;
  /** Between what it was, in words. */
  readonly between: string | undefined;
}

interface Figure {
  readonly id: 'cpu' | 'memory' | 'eventLoop' | 'sockets' | 'webRtc' | 'logWrite' | 'spool' | 'diskFree';
  readonly of: (node: NodeFacts) => number | null;
  readonly say: (value: number) => string;
  readonly hint?: string;
  /** A curve near nothing is to look like nothing. */
  readonly leastTop: number;
}

const figures: readonly Figure[] = [
  {
    id: 'cpu',
    of: ({ cpu }) => cpu,
    say: (share) => percentWords(100 * share),
    hint: texts.hints.cpu,
    leastTop: 1,
  },
  { id: 'memory', of: ({ memoryBytes }) => memoryBytes, say: bytesWords, leastTop: 5e8 },
  {
    id: 'eventLoop',
    of: ({ eventLoopP99Ms }) => eventLoopP99Ms,
    say: millisecondsWords,
    hint: texts.hints.eventLoop,
    leastTop: 50,
  },
  { id: 'sockets', of: ({ sockets }) => sockets, say: countWords, leastTop: 10 },
  { id: 'webRtc', of: ({ webRtc }) => webRtc, say: countWords, leastTop: 5 },
  {
    id: 'logWrite',
    of: ({ logWriteP95Ms }) => logWriteP95Ms,
    say: millisecondsWords,
    hint: texts.hints.logWrite,
    leastTop: 50,
  },
  { id: 'spool', of: ({ spool }) => spool.bytes, say: bytesWords, leastTop: 1e7 },
  { id: 'diskFree', of: ({ diskFreeBytes }) => diskFreeBytes, say: bytesWords, leastTop: 1e9 },
];

/** The newest at the end of `nodes`. */
export function nodeReadings(nodes: readonly NodeFacts[]): readonly NodeReading[] {
  const newest = nodes.at(-1);
  if (!newest) return [];
  return figures.map(({ id, of, say, hint, leastTop }) => {
    const values = nodes.map(of);
    const read = values.filter((value) => value !== null);
    const [least, most] = [Math.min(...read), Math.max(...read)];
    const value = of(newest);
    return {
      ...{ id, label: texts.labels[id], hint, values },
      value: id === 'spool' ? spoolWords(newest) : value === null ? shared.unknown : say(value),
      most: Math.max(leastTop, most),
      between: read.length < 2 || least === most ? undefined : texts.between(say(least), say(most)),
    };
  });
}

function spoolWords({ spool: { segments, bytes } }: NodeFacts): string {
  if (segments === 0) return texts.spoolEmpty;
  return `${texts.spoolSegments(countWords(segments))}, ${bytesWords(bytes)}`;
}

export interface CertificateReading {
  readonly tone: 'good' | 'warn' | 'bad';
  readonly text: string;
}

const DAYS_WARN = 21;
const DAYS_BAD = 7;

/** Undefined where the server has none. */
export function certificateReading({ certificateDays }: NodeFacts): CertificateReading | undefined {
  if (certificateDays === null) return undefined;
  if (certificateDays <= 0) return { tone: 'bad', text: texts.ended };
  const tone = certificateDays < DAYS_BAD ? 'bad' : certificateDays < DAYS_WARN ? 'warn' : 'good';
  return { tone, text: texts.days(Math.floor(certificateDays)) };
}
