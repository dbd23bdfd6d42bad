// The WebRTC side of going on air. In a chunk of its own: mediasoup-client is large, and needed only then.
import { RefusedError } from '@rostrum/protocol/client';
import { OwnRefusal } from '@rostrum/ui/own-refusal';
import { Device } from 'mediasoup-client';
import type {
  AppData,
  HandlerFactory,
  RtpCapabilities,
  Transport,
  TransportOptions,
} from 'mediasoup-client/types';
import type { LinkChange, OpenLink, OpenLinkOptions, PublishLink } from './publish-link.ts';
import { maxVideoBitrateBps, pickVideoCodec } from './pure/video-settings.ts';
import { texts } from './texts.ts';

const CONNECT_WITHIN_MS = 10_000;
/** Most breaks that WebRTC tells of are over sooner; its own verdict would take a quarter of a minute. */
const FALTERS_AFTER_MS = 1_500;
const CLOSE_WITHIN_MS = 1_000;
const START_BITRATE_KBPS = 1_500;
const AUDIO_BITRATE_BPS = 64_000;

/** `handlerFactory` stands in for the browser's WebRTC where there is none. */
export function createMediasoupLink(handlerFactory?: HandlerFactory): OpenLink {
  return async (options) => {
    const device = await loadDevice(options, handlerFactory);
    options.signal.throwIfAborted();
    const transport = await createTransport(device, options);
    const close = closer(transport, options);
    try {
      const connected = untilConnected(transport, options.signal);
      await Promise.all([
        produceVideo(device, transport, options),
        produceAudio(transport, options),
        connected,
      ]);
    } catch (error) {
      await close(options.signal.reason === 'ended' ? 'ended' : 'goes-on');
      throw error;
    }
    return watched(transport, options, close);
  };
}

async function loadDevice({ ask }: OpenLinkOptions, handlerFactory?: HandlerFactory): Promise<Device> {
  const { rtpCapabilities } = await ask({ type: 'media.capabilities' });
  let device: Device;
  try {
    device = await Device.factory(handlerFactory ? { handlerFactory } : {});
  } catch {
    throw new RefusedError(new OwnRefusal('no-media', () => texts.cantSend));
  }
  await device.load({ routerRtpCapabilities: rtpCapabilities as unknown as RtpCapabilities });
  for (const kind of ['video', 'audio'] as const) {
    if (device.canProduce(kind)) continue;
    throw new RefusedError(new OwnRefusal('no-media', () => texts.noSharedWay[kind]));
  }
  return device;
}

async function createTransport(
  device: Device,
  { ask, tracks, source, isNeeded }: OpenLinkOptions,
): Promise<Transport> {
  let isGiven = false;
  const { transportId, ...parameters } = await ask({ type: 'media.transport.create', direction: 'send' });
  // mediasoup's own objects, described and checked by mediasoup.
  const options = { id: transportId, ...parameters } as unknown as TransportOptions;
  const transport = device.createSendTransport(options);
  transport.on('connect', ({ dtlsParameters }, done, fail) => {
    ask({ type: 'media.transport.connect', transportId, dtlsParameters: plain(dtlsParameters) }).then(
      done,
      fail,
    );
  });
  transport.on('produce', ({ kind, rtpParameters }, done, fail) => {
    if (!isGiven && !isNeeded()) return fail(new Error('an earlier link has mended'));
    isGiven = true;
    ask({
      type: 'media.produce',
      transportId,
      kind,
      source,
      rtpParameters: plain(rtpParameters),
      ...(kind === 'video' ? { picture: tracks.picture } : {}),
    }).then(({ producerId }) => done({ id: producerId }), fail);
  });
  return transport;
}

async function produceVideo(
  device: Device,
  transport: Transport,
  { tracks }: OpenLinkOptions,
): Promise<void> {
  const codec = pickVideoCodec(device.sendRtpCapabilities.codecs ?? []);
  // A programme is a moving picture with letters in it. 'detail' would have it treated as a shared screen, whose
  // frame rate gives way; letters are served by keeping the resolution instead.
  tracks.video.contentHint = 'motion';
  const producer = await transport.produce({
    track: tracks.video,
    stopTracks: false,
    encodings: [{ maxBitrate: maxVideoBitrateBps(tracks.picture.height) }],
    codecOptions: { videoGoogleStartBitrate: START_BITRATE_KBPS },
    ...(codec ? { codec } : {}),
  });
  await keepResolution(producer.rtpSender);
}

async function produceAudio(transport: Transport, { tracks }: OpenLinkOptions): Promise<void> {
  await transport.produce({
    track: tracks.audio,
    stopTracks: false,
    codecOptions: {
      opusStereo: false,
      // The transcoder wants sound without gaps, also while nobody speaks.
      opusDtx: false,
      opusFec: true,
      // A sample is told with its packet: in shorter ones it comes sooner, and nearer to its picture.
      opusPtime: 10,
      opusMaxAverageBitrate: AUDIO_BITRATE_BPS,
    },
  });
}

async function keepResolution(sender: RTCRtpSender | undefined): Promise<void> {
  if (!sender) return;
  const parameters = sender.getParameters();
  parameters.degradationPreference = 'maintain-resolution';
  await sender.setParameters(parameters);
}

function untilConnected(transport: Transport, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end(new Error('no media got through to the server')), CONNECT_WITHIN_MS);
    const end = (error?: Error) => {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve();
    };
    if (signal.aborted) end(new Error('no longer wanted'));
    signal.addEventListener('abort', () => end(new Error('no longer wanted')), { once: true });
    transport.on('connectionstatechange', (state) => {
      if (state === 'connected') end();
      if (state === 'failed' || state === 'closed') end(new Error(`the way to the server is ${state}`));
    });
  });
}

function watched(transport: Transport, { ask, onChange }: OpenLinkOptions, close: Closer): PublishLink {
  let state: 'steady' | 'faltering' | 'over' = 'steady';
  let faltering: ReturnType<typeof setTimeout> | undefined;
  const become = (now: LinkChange) => {
    if (state === 'over' || now === state) return;
    state = now === 'lost' || now === 'replaced' ? 'over' : now;
    onChange(now);
  };
  transport.on('connectionstatechange', (connection) => {
    clearTimeout(faltering);
    if (connection === 'failed' || connection === 'closed') become('lost');
    if (connection === 'connected') become('steady');
    if (connection === 'disconnected') faltering = setTimeout(() => become('faltering'), FALTERS_AFTER_MS);
  });
  // The server knows sooner than WebRTC when its own end is gone.
  ask({ type: 'media.transport.watch', transportId: transport.id }).then(
    ({ over }) => become(over === 'replaced' ? 'replaced' : 'lost'),
    (error: unknown) => {
      // Refused: it is gone already. Else the connection went that was asked over; the publisher hears of that.
      if (error instanceof RefusedError) become('lost');
    },
  );
  return {
    stats: () => transport.getStats(),
    close(programme) {
      state = 'over';
      clearTimeout(faltering);
      return close(programme);
    },
  };
}

type Closer = PublishLink['close'];

function closer(transport: Transport, { ask }: OpenLinkOptions): Closer {
  let closing: Promise<void> | undefined;
  return (programme) => {
    closing ??= (async () => {
      // The server first: a way that closes before its word has come looks like one that broke. Where the server
      // can't be told any more, it finds out by itself.
      const { id: transportId } = transport;
      await within(CLOSE_WITHIN_MS, ask({ type: 'media.transport.close', transportId, programme }));
      transport.close();
    })();
    return closing;
  };
}

/** Resolves when the work is done, has failed or takes too long: whoever waits goes on in any case. */
function within(ms: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    work.then(end, end);
  });
}

/** mediasoup's typed objects as the record that the wire carries. */
function plain(value: object): AppData {
  return value as AppData;
}
