import * as mediasoup from 'mediasoup';
import type { types } from 'mediasoup';
import { mediaCodecs } from '../pure/media-codecs.ts';
import { findWorker } from '../worker-binary.ts';

const found = await findWorker(process.env['MEDIASOUP_WORKER_BIN']);

export const workerBin: string | undefined = found.is === 'found' ? found.path : undefined;

/** The reason for a skip, in the words that the test runner knows; undefined where nothing is missing. */
export const missingWorker: 'needs worker' | undefined = workerBin === undefined ? 'needs worker' : undefined;

export async function startWorker(): Promise<{ worker: types.Worker; router: types.Router }> {
  if (!workerBin) throw new Error('there is no media worker');
  const worker = await mediasoup.createWorker({ workerBin, logLevel: 'error' });
  return { worker, router: await worker.createRouter({ mediaCodecs }) };
}

export type PictureCodec = 'H264' | 'VP8' | 'VP9';

const codecParameters: Readonly<Record<PictureCodec, Record<string, unknown>>> = {
  H264: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
  VP8: {},
  VP9: { 'profile-id': 0 },
};
const feedback = [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }, { type: 'ccm', parameter: 'fir' }];

/** What a browser that sends this picture says of it. */
export function pictureParameters(ssrc: number, name: PictureCodec = 'H264'): types.RtpParameters {
  const parameters = codecParameters[name];
  const codec = { mimeType: `video/${name}`, payloadType: 102, clockRate: 90_000, parameters } as const;
  return { codecs: [{ ...codec, rtcpFeedback: feedback }], encodings: [{ ssrc }] };
}

export function soundParameters(ssrc: number): types.RtpParameters {
  const codec = { mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 } as const;
  return { codecs: [{ ...codec, parameters: {}, rtcpFeedback: [] }], encodings: [{ ssrc }] };
}
