import type { OverviewClass, RungInfo } from '@rostrum/protocol/http';
import { texts } from './texts.ts';
import { bitrateWords, durationWords, millisecondsWords, percentWords } from './units.ts';

export interface Reading {
  label: string;
  value: string;
}

const words = texts.readings;

/** The figures of a class that is on air, in the order of the programme's way. */
export function readingsOf({ ingest, broadcast }: OverviewClass): readonly Reading[] {
  const readings: Reading[] = [];
  const add = (label: string, value: string | undefined) => {
    readings.push({ label, value: value ?? words.unknown });
  };
  if (ingest) {
    add(words.videoIn, bitrateWords(ingest.videoBps));
    add(words.audioIn, bitrateWords(ingest.audioBps));
    add(words.loss, percentWords(ingest.lossPct));
    add(
      words.roundTrip,
      ingest.roundTripMs === undefined ? undefined : millisecondsWords(ingest.roundTripMs),
    );
    add(words.jitter, millisecondsWords(ingest.jitterMs));
    add(words.waysIn, wayWords(ingest));
    add(words.lately, latelyWords(ingest.lately));
  }
  if (broadcast) {
    add(words.broadcast, words.broadcastStates[broadcast.status]);
    add(words.fps, broadcast.framesPerSecond?.toFixed(0));
    add(
      words.partAge,
      broadcast.lastPartAgeMs === undefined ? undefined : millisecondsWords(broadcast.lastPartAgeMs),
    );
    add(words.restarts, String(broadcast.restarts));
    add(words.rungs, broadcast.rungs.map(rungWords).join(' · ') || undefined);
  }
  return readings;
}

type Ingest = NonNullable<OverviewClass['ingest']>;

function wayWords({ codec, protocol, framesPerSecond }: Ingest): string | undefined {
  return joined(codec?.replace('H264', 'H.264'), protocol?.toUpperCase(), fpsWords(framesPerSecond));
}

function latelyWords({
  seconds,
  lossPct,
  roundTripMs,
  framesPerSecond,
}: Ingest['lately']): string | undefined {
  if (seconds === 0) return undefined;
  const roundTrip = roundTripMs === undefined ? undefined : millisecondsWords(roundTripMs);
  return joined(words.lost(percentWords(lossPct)), roundTrip, fpsWords(framesPerSecond));
}

function fpsWords(framesPerSecond: number | undefined): string | undefined {
  return framesPerSecond === undefined ? undefined : words.fpsIn(framesPerSecond.toFixed(0));
}

function joined(...parts: (string | undefined)[]): string | undefined {
  return parts.filter((part) => part !== undefined).join(' · ') || undefined;
}

function rungWords(rung: RungInfo): string {
  return `${nameOf(rung)} ${bitrateWords(rung.bitrateBps)}`;
}

function nameOf({ kind, name, height, codec }: RungInfo): string {
  switch (kind) {
    case 'audio':
      return words.audioRung;
    case 'video':
      // Beside H.264 of the same size nobody could tell it.
      return height === undefined ? name : [`${height}p`, ...(codec ? [codec] : [])].join(' ');
  }
}

/** How long a class has been as it is; undefined for one that never was on air. */
export function sinceWords({ stream, since }: OverviewClass, serverNowMs: number): string | undefined {
  if (since === undefined) return undefined;
  const duration = durationWords(serverNowMs - since);
  switch (stream) {
    case 'live':
      return texts.classes.liveFor(duration);
    case 'stopped':
      return texts.classes.stoppedAgo(duration);
    case 'idle':
      return undefined;
  }
}
