import type { OverviewClass, RungInfo } from '@rostrum/protocol/http';
import { rungName } from '../../pure/rungs.ts';
import { texts as shared } from '../../pure/texts.ts';
import {
  bitrateWords,
  bytesWords,
  fpsWords,
  millisecondsWords,
  percentWords,
  speedWords,
} from '../../pure/units.ts';
import { texts as words } from './readings-texts.ts';

export interface Reading {
  label: string;
  value: string;
}

type Ingest = NonNullable<OverviewClass['ingest']>;
type Broadcast = NonNullable<OverviewClass['broadcast']>;

/** The figures of a class that is on air, in the order of the programme's way. */
export function readingsOf({ ingest, broadcast }: OverviewClass): readonly Reading[] {
  return [...(ingest ? ofIngest(ingest) : []), ...(broadcast ? ofBroadcast(broadcast) : [])].map(
    ([label, value]) => ({ label, value: value ?? shared.unknown }),
  );
}

type Pair = readonly [label: string, value: string | undefined];

function ofIngest(ingest: Ingest): readonly Pair[] {
  const { keyframeAgeMs } = ingest;
  return [
    [words.videoIn, bitrateWords(ingest.videoBps)],
    [words.audioIn, bitrateWords(ingest.audioBps)],
    [words.loss, percentWords(ingest.lossPct)],
    [words.roundTrip, said(ingest.roundTripMs, millisecondsWords)],
    [words.jitter, millisecondsWords(ingest.jitterMs)],
    [words.waysIn, wayWords(ingest)],
    ...(keyframeAgeMs === undefined
      ? []
      : [[words.keyframe, words.ago(millisecondsWords(keyframeAgeMs))] as const]),
    [words.lately, latelyWords(ingest.lately)],
  ];
}

function ofBroadcast(broadcast: Broadcast): readonly Pair[] {
  const { speed, sent, topRung } = broadcast;
  const limited = topRung === undefined ? [] : [words.limited(topRung)];
  return [
    [words.broadcast, words.broadcastStates[broadcast.status]],
    [words.fps, broadcast.framesPerSecond?.toFixed(0)],
    ...(speed === undefined ? [] : [[words.speed, speedWords(speed)] as const]),
    [words.partAge, said(broadcast.lastPartAgeMs, millisecondsWords)],
    [words.restarts, String(broadcast.restarts)],
    ...(sent === undefined ? [] : [[words.sent, sentWords(sent)] as const]),
    [words.rungs, joined(...broadcast.rungs.map(rungWords), ...limited)],
  ];
}

function wayWords({ codec, protocol, framesPerSecond }: Ingest): string | undefined {
  return joined(codec?.replace('H264', 'H.264'), protocol?.toUpperCase(), said(framesPerSecond, fpsWords));
}

function latelyWords({
  seconds,
  lossPct,
  roundTripMs,
  framesPerSecond,
}: Ingest['lately']): string | undefined {
  if (seconds === 0) return undefined;
  return joined(
    words.lost(percentWords(lossPct)),
    said(roundTripMs, millisecondsWords),
    said(framesPerSecond, fpsWords),
  );
}

function sentWords({ bytes, requests, fromMemory }: NonNullable<Broadcast['sent']>): string {
  const share = requests === 0 ? undefined : percentWords((100 * fromMemory) / requests);
  return share === undefined ? bytesWords(bytes) : words.sentWords(bytesWords(bytes), share);
}

function rungWords(rung: RungInfo): string {
  return `${rungName(rung)} ${bitrateWords(rung.bitrateBps)}`;
}

function said(value: number | undefined, say: (value: number) => string): string | undefined {
  return value === undefined ? undefined : say(value);
}

function joined(...parts: (string | undefined)[]): string | undefined {
  return parts.filter((part) => part !== undefined).join(' · ') || undefined;
}
