import type { OverviewClass } from '@rostrum/protocol/http';
import { ProducerWatch } from './producer-watch.ts';
import { type QualitySecond, addSecond, noQuality, worstOf } from './pure/quality.ts';
import { type Incoming, countedOf } from './quality-keeper.ts';

/** What comes in right now, by the worker's own counts, and how it was lately; undefined while nothing comes. */
export async function ingestOverview(
  incoming: Incoming | undefined,
  kept: readonly QualitySecond[],
): Promise<OverviewClass['ingest']> {
  if (!incoming?.video && !incoming?.audio) return undefined;
  const { video, audio, transport } = incoming;
  const framesPerSecond = kept.at(-1)?.framesPerSecond;
  const counted = await countedOf([video, audio]);
  const reading = { at: 0, counted, framesPerSecond, availableBps: undefined };
  const now = addSecond(noQuality, reading).seconds[0];
  if (!now) return undefined;
  const codec = video?.rtpParameters.codecs[0]?.mimeType.split('/')[1];
  const protocol = transport?.iceSelectedTuple?.protocol;
  const { videoBps, audioBps, lossPct, jitterMs, roundTripMs } = now;
  return {
    ...{ videoBps, audioBps, lossPct, jitterMs },
    ...(roundTripMs === undefined ? {} : { roundTripMs: Math.round(roundTripMs) }),
    ...(framesPerSecond === undefined ? {} : { framesPerSecond }),
    ...(codec === undefined ? {} : { codec }),
    ...(protocol === undefined ? {} : { protocol }),
    lately: worstOf(kept),
    ...(video && { keyframeAgeMs: ProducerWatch.of(video).keyFrameAgeMs(Date.now()) }),
  };
}
