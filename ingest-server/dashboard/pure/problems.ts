import type { Overview, OverviewClass } from '@rostrum/protocol/http';
import type { AlertKind } from '@rostrum/protocol/operations';
import { texts } from './texts.ts';
import { millisecondsWords, percentWords } from './units.ts';

export interface Problem {
  /** `bad`: somebody sees or hears nothing. `warn`: somebody may soon. */
  tone: 'bad' | 'warn';
  text: string;
  /** The alert that says the same, once it has lasted. */
  alert?: AlertKind;
}

const LOSS_WARN_PCT = 3;
const ROUND_TRIP_WARN_MS = 300;
const FEW_FRAMES = 15;
const PART_AGE_WARN_MS = 2_000;

const words = texts.problems;

export function problemsOfServer({ transcoder, media }: Overview): readonly Problem[] {
  const problems: Problem[] = [];
  if (media.workers === 0) problems.push({ tone: 'bad', text: words.mediaMissing(media.reason ?? '') });
  if (transcoder.status === 'missing') {
    problems.push({ tone: 'bad', text: words.transcoderMissing(transcoder.reason) });
  }
  return problems.map(({ tone, text }) => ({ tone, text: text.trim() }));
}

export function problemsOfClass(one: OverviewClass): readonly Problem[] {
  const { stream, ingest, broadcast, unrecorded } = one;
  const problems: Problem[] = [];
  const add = (tone: Problem['tone'], text: string, alert?: AlertKind) =>
    problems.push({ tone, text, ...(alert && { alert }) });

  // The broadcast's failure is what ends the stream, or keeps it from ever beginning.
  if (broadcast?.status === 'failed') add('bad', words.broadcastFailed, 'transcoder-failing');
  if (stream !== 'live') return problems;
  if (!ingest || ingest.videoBps + ingest.audioBps === 0) {
    add('bad', words.nothingComesIn, 'nothing-comes-in');
  }
  if (broadcast?.status === 'restarting') add('warn', words.broadcastRestarting, 'transcoder-failing');
  if (broadcast && broadcast.restarts > 0) add('warn', words.restarts(broadcast.restarts));
  if (broadcast?.leftOut?.length) add('warn', words.leftOut(broadcast.leftOut.join(', ')));
  if (ingest && ingest.lossPct >= LOSS_WARN_PCT) {
    add('warn', words.loss(percentWords(ingest.lossPct)), 'loss-high');
  }
  if (ingest?.roundTripMs !== undefined && ingest.roundTripMs >= ROUND_TRIP_WARN_MS) {
    add('warn', words.roundTrip(millisecondsWords(ingest.roundTripMs)));
  }
  if (ingest?.protocol === 'tcp') add('warn', words.overTcp);
  const framesIn = ingest?.framesPerSecond;
  if (framesIn !== undefined && framesIn < FEW_FRAMES && ingest && ingest.videoBps > 0) {
    add('warn', words.fewFramesIn(String(Math.round(framesIn))));
  }
  const frames = broadcast?.framesPerSecond;
  // What did not come in can't go out: that has been said.
  const cameIn = framesIn === undefined || framesIn >= FEW_FRAMES;
  if (frames !== undefined && cameIn && ingest && ingest.videoBps > 0 && frames < FEW_FRAMES) {
    add('warn', words.fewFrames(String(Math.round(frames))));
  }
  if (broadcast?.lastPartAgeMs !== undefined && broadcast.lastPartAgeMs >= PART_AGE_WARN_MS) {
    add('warn', words.lateParts(millisecondsWords(broadcast.lastPartAgeMs)), 'transcoder-slow');
  }
  if (unrecorded !== undefined) add('warn', words.unrecorded(unrecorded), 'recording-stopped');
  return problems;
}

export function worstTone(problems: readonly Problem[]): Problem['tone'] | undefined {
  if (problems.some(({ tone }) => tone === 'bad')) return 'bad';
  return problems.length > 0 ? 'warn' : undefined;
}
