import type { GatewayClient } from '@rostrum/protocol/client';
import type { Picture } from '@rostrum/protocol/media';
import type { types } from 'mediasoup';
import * as v from 'valibot';
import { type IceEnd, type IceLine, openIceLine } from './ice-line.ts';

const NEAR = '127.0.0.1';

const iceSchema = v.object({ usernameFragment: v.string(), password: v.string() });
const candidateSchema = v.object({ protocol: v.string(), address: v.string(), port: v.number() });
const algorithms = ['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512'] as const;
const dtlsSchema = v.object({
  fingerprints: v.array(v.object({ algorithm: v.picklist(algorithms), value: v.string() })),
});

export interface Sent {
  readonly video: types.Producer;
  readonly audio: types.Producer;
  readonly picture: Picture;
}

/** What the server takes a programme in over, once. */
export interface WebRtcWay {
  readonly line: IceLine;
  /** Resolves when the server says that it is over, rejects when the server is gone. */
  readonly over: Promise<unknown>;
  close(): void;
}

/** Asks for everything as a studio's page does; our own worker stands where a browser's WebRTC would. */
export async function openWay(
  client: GatewayClient,
  router: types.Router,
  { video, audio, picture }: Sent,
  random: () => number,
): Promise<WebRtcWay> {
  const { transportId, ...told } = await client.ask({ type: 'media.transport.create', direction: 'send' });
  const transport = await router.createWebRtcTransport({
    listenInfos: [{ protocol: 'udp', ip: NEAR }],
    initialAvailableOutgoingBitrate: 3_000_000,
  });
  const near = endOf(transport.iceParameters, transport.iceCandidates);
  const line = await openIceLine(near, endOf(told.iceParameters, told.iceCandidates), random);
  const close = () => {
    line.close();
    transport.close();
  };
  try {
    const { fingerprints } = transport.dtlsParameters;
    await client.ask({
      type: 'media.transport.connect',
      transportId,
      dtlsParameters: { role: 'client', fingerprints },
    });
    const far = v.parse(dtlsSchema, told.dtlsParameters);
    await transport.connect({ dtlsParameters: { role: 'server', fingerprints: far.fingerprints } });
    for (const producer of [video, audio]) {
      const { rtpCapabilities } = router;
      const consumer = await transport.consume({ producerId: producer.id, rtpCapabilities });
      await client.ask({
        type: 'media.produce',
        transportId,
        kind: producer.kind,
        source: 'programme',
        rtpParameters: { ...consumer.rtpParameters },
        ...(producer.kind === 'video' ? { picture } : {}),
      });
    }
    const over = client.ask({ type: 'media.transport.watch', transportId });
    return { line, over, close };
  } catch (error) {
    close();
    throw error;
  }
}

function endOf(parameters: unknown, candidates: unknown): IceEnd {
  const { usernameFragment, password } = v.parse(iceSchema, parameters);
  const udp = v.parse(v.array(candidateSchema), candidates).find(({ protocol }) => protocol === 'udp');
  if (!udp) throw new Error('there is no way over UDP');
  return { address: udp.address, port: udp.port, usernameFragment, password };
}
