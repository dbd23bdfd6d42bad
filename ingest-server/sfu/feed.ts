import { once } from 'node:events';
import type { types } from 'mediasoup';
import type { Feed, OpenFeed, RtpFormat, RtpPorts } from '../broadcast/index.ts';
import { ProducerWatch } from './producer-watch.ts';
import { isKeyFrameDue } from './pure/key-frame-due.ts';
import { statOf } from './quality-keeper.ts';

/** A browser answers a request in a tenth of this; mediasoup repeats one after a second. */
const KEY_FRAME_WITHIN_MS = 1_000;

/** A producer as the broadcast sees it: an RTP stream that can be sent to two ports, again and again. */
export function createFeed(router: types.Router, producer: types.Producer): Feed {
  const rtpCapabilities = plainCapabilities(router.rtpCapabilities, producer);
  const payload = rtpCapabilities.codecs?.[0];
  if (!payload) throw new Error(`the router has no codec for a producer of ${producer.kind}`);
  let received = 0;
  return {
    format: formatOf(payload),
    open: (ports) => openFeed(router, producer, rtpCapabilities, ports),
    async receivedPackets() {
      received = (await statOf(producer))?.packetCount ?? received;
      return received;
    },
  };
}

async function openFeed(
  router: types.Router,
  producer: types.Producer,
  rtpCapabilities: types.RtpCapabilities,
  ports: RtpPorts,
): Promise<OpenFeed> {
  // RTCP on its own port: FFmpeg listens there for the sender reports that align sound and picture.
  const transport = await router.createPlainTransport({
    listenInfo: { protocol: 'udp', ip: ports.address },
    rtcpMux: false,
    comedia: false,
  });
  try {
    await transport.connect({ ip: ports.address, port: ports.rtpPort, rtcpPort: ports.rtcpPort });
    const consumer = await transport.consume({ producerId: producer.id, rtpCapabilities, paused: true });
    if (consumer.kind === 'video') await resumeWithKeyFrame(consumer);
    else await consumer.resume();
    const watch = ProducerWatch.of(producer);
    const openedAt = Date.now();
    return {
      async requestKeyFrame() {
        if (consumer.kind !== 'video' || consumer.closed) return;
        const { lastKeyFrameAt } = watch;
        if (isKeyFrameDue({ openedAt, lastKeyFrameAt }, Date.now())) await consumer.requestKeyFrame();
      },
      close: () => transport.close(),
    };
  } catch (error) {
    transport.close();
    throw error;
  }
}

// A picture goes out from its next key frame on, sound at once. FFmpeg dates both by their first packet until reports
// of both have come: sound that is opened after the picture's first packet is together with it from the start.
async function resumeWithKeyFrame(consumer: types.Consumer): Promise<void> {
  await consumer.enableTraceEvent(['keyframe']);
  const closed = new AbortController();
  consumer.observer.once('close', () => closed.abort());
  const patience = AbortSignal.any([closed.signal, AbortSignal.timeout(KEY_FRAME_WITHIN_MS)]);
  const keyFrame = once(consumer, 'trace', { signal: patience }).catch((error: unknown) => {
    // It comes late or never: sound goes out all the same.
    if (!patience.aborted) throw error;
  });
  await consumer.resume();
  await keyFrame;
  if (!consumer.closed) await consumer.enableTraceEvent([]);
}

// Only the producer's own codec, without retransmission and header extensions: FFmpeg speaks neither. What is left
// of the feedback (with a parameter: nack pli, ccm fir) is how a key frame is asked for.
function plainCapabilities(router: types.RtpCapabilities, producer: types.Producer): types.RtpCapabilities {
  const mimeType = producer.rtpParameters.codecs[0]?.mimeType.toLowerCase();
  const codecs = (router.codecs ?? [])
    .filter((codec) => codec.mimeType.toLowerCase() === mimeType)
    .map((codec) => ({
      ...codec,
      rtcpFeedback: (codec.rtcpFeedback ?? []).filter(({ parameter }) => parameter),
    }));
  return { codecs, headerExtensions: [] };
}

function formatOf(codec: types.RtpCodecCapability): RtpFormat {
  return {
    kind: codec.kind,
    mimeType: codec.mimeType,
    payloadType: codec.preferredPayloadType ?? 96,
    clockRate: codec.clockRate,
    ...(codec.channels === undefined ? {} : { channels: codec.channels }),
    formatParameters: formatParameters(codec),
  };
}

function formatParameters(codec: types.RtpCodecCapability): Record<string, string | number> {
  const known =
    codec.mimeType.toLowerCase() === 'video/h264' ? ['packetization-mode', 'profile-level-id'] : [];
  const entries = Object.entries((codec.parameters ?? {}) as Record<string, string | number>);
  return Object.fromEntries(entries.filter(([key]) => known.includes(key)));
}
