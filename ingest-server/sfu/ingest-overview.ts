import type { OverviewClass } from '@rostrum/protocol/http';
import type { types } from 'mediasoup';

interface Producers {
  video: types.Producer | undefined;
  audio: types.Producer | undefined;
}

/** What comes in right now, by the worker's own counts; undefined while nothing does. */
export async function ingestOverview(producers: Producers | undefined): Promise<OverviewClass['ingest']> {
  if (!producers?.video && !producers?.audio) return undefined;
  const [video, audio] = await Promise.all([statsOf(producers.video), statsOf(producers.audio)]);
  const all = [video, audio].filter((stat) => stat !== undefined);
  const roundTripMs = all.find((stat) => stat.roundTripTime !== undefined)?.roundTripTime;
  const lossPct = Math.max(0, ...all.map((stat) => (stat.fractionLost / 256) * 100));
  return {
    videoBps: video?.bitrate ?? 0,
    audioBps: audio?.bitrate ?? 0,
    lossPct: Math.round(lossPct * 10) / 10,
    ...(roundTripMs === undefined ? {} : { roundTripMs: Math.round(roundTripMs) }),
  };
}

async function statsOf(producer: types.Producer | undefined): Promise<types.ProducerStat | undefined> {
  if (!producer || producer.closed) return undefined;
  try {
    return (await producer.getStats())[0];
  } catch {
    // Closed between the look and the question: nothing comes in.
    return undefined;
  }
}
