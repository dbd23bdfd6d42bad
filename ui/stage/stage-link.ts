import { RefusedError } from '@rostrum/protocol/client';
import type { MediaAnswers, MediaQuestion, StageStream } from '@rostrum/protocol/media';
import type { PersonId, Refusal } from '@rostrum/protocol/room';
import { Device } from 'mediasoup-client';
import type {
  AppData,
  Consumer,
  Producer,
  RtpCapabilities,
  Transport,
  TransportOptions,
} from 'mediasoup-client/types';
import { OwnRefusal } from '../pure/own-refusal.ts';
import { texts } from './texts.ts';
import { type StageSource, encodingsOf, guestCodec } from './pure/encodings.ts';
import { difference } from './pure/streams.ts';

export type { StageSource };

type Ask = <Q extends MediaQuestion>(question: Q) => Promise<MediaAnswers[Q['type']]>;

/** Somebody else's picture or sound, as it comes in. */
export interface Received extends StageStream {
  readonly track: MediaStreamTrack;
}

/** `replaced`: the same person is on the stage from another device. `lost` may be tried anew. */
export type StageOver = { is: 'lost' } | { is: 'replaced' } | { is: 'refused'; refusal: Refusal };

export interface StageLinkOptions {
  readonly ask: Ask;
  /** Of all that is sent to the stage, what this page wants. */
  readonly wants: (stream: StageStream) => boolean;
  /** Which size of a camera’s picture is enough where so many are watched; without it, the largest. */
  readonly sizeAmong?: (cameras: number) => number;
  readonly onReceived: (received: readonly Received[]) => void;
  /** What this browser can’t play, of all that it wants. */
  readonly onUnplayable?: (streams: readonly StageStream[]) => void;
  readonly onSpeaker?: (personId: PersonId | undefined) => void;
  /** Said once; nothing comes after it. */
  readonly onOver: (over: StageOver) => void;
}

/** Most breaks that WebRTC tells of are over sooner. */
const FALTERS_AFTER_MS = 1_500;
/** A network that lets media through at all does so in a fraction of this; of one that does not, browsers may never say so. */
const CONNECTS_WITHIN_MS = 15_000;

const noWay: StageOver = { is: 'refused', refusal: new OwnRefusal('no-media', () => texts.noWay) };

/** One page's connection to the stage, made ready as soon as somebody may be called there. */
export class StageLink {
  readonly #options: StageLinkOptions;
  readonly #device: Device;
  readonly #receive: Transport;
  #sending: Promise<Transport> | undefined;
  readonly #producers = new Map<StageSource, { producer: Producer; isWanted: boolean }>();
  #isOnStage = false;
  readonly #consumers = new Map<string, Consumer>();
  readonly #unplayable = new Set<string>();
  /** Of a picture, as it was asked for last. */
  readonly #sizes = new WeakMap<Consumer, number>();
  #streams: readonly StageStream[] = [];
  #isOver = false;

  private constructor(options: StageLinkOptions, device: Device, receive: Transport) {
    this.#options = options;
    this.#device = device;
    this.#receive = receive;
  }

  /** Rejects with RefusedError where the server, or this browser, says no. */
  static async open(options: StageLinkOptions): Promise<StageLink> {
    const { ask } = options;
    const device = await loadDevice(ask);
    const { transportId, ...parameters } = await ask({
      type: 'media.transport.create',
      direction: 'receive',
    });
    const receive = device.createRecvTransport(optionsOf(transportId, parameters));
    const link = new StageLink(options, device, receive);
    link.#tend(receive);
    void link.#follow();
    return link;
  }

  /** In the place of what was sent as this before. Nothing of it is shown before this person is on the stage. */
  async send(source: StageSource, track: MediaStreamTrack, on = true): Promise<void> {
    const before = this.#producers.get(source);
    if (before && !before.producer.closed) {
      await before.producer.replaceTrack({ track });
      await this.turn(source, on);
      return;
    }
    const transport = await (this.#sending ??= this.#openSending());
    const codec = source === 'camera' ? guestCodec(this.#device.sendRtpCapabilities.codecs ?? []) : undefined;
    const encodings = encodingsOf(source);
    const producer = await transport.produce({
      track,
      stopTracks: false,
      // What is off keeps nobody's network busy; its track goes on, so that people see and hear themselves before.
      zeroRtpOnPause: true,
      disableTrackOnPause: false,
      appData: { source, on },
      ...(encodings ? { encodings } : {}),
      ...(codec ? { codec } : {}),
      ...(track.kind === 'audio' ? { codecOptions: { opusDtx: false, opusFec: true, opusPtime: 10 } } : {}),
    });
    this.#producers.set(source, { producer, isWanted: on });
    this.#letFlow();
  }

  /** Until then nothing leaves the device: whoever only waits is not filmed, and keeps nobody's network busy. */
  setOnStage(isOnStage: boolean): void {
    this.#isOnStage = isOnStage;
    this.#letFlow();
  }

  isSending(source: StageSource): boolean {
    return this.#producers.has(source);
  }

  /** Off, it is still this person's to turn on again. */
  async turn(source: StageSource, on: boolean): Promise<void> {
    const sent = this.#producers.get(source);
    if (!sent || sent.isWanted === on) return;
    sent.isWanted = on;
    this.#letFlow();
    await this.#tell({ type: 'media.producer.set', producerId: sent.producer.id, on });
  }

  async stop(source: StageSource): Promise<void> {
    const sent = this.#producers.get(source);
    if (!sent) return;
    this.#producers.delete(source);
    sent.producer.close();
    await this.#tell({ type: 'media.producer.close', producerId: sent.producer.id });
  }

  /** Tells the server where that can still be told; safe twice. */
  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const { ask } = this.#options;
    const tell = (transport: Transport) => {
      transport.close();
      // Where the server can't be told any more, it finds out by itself.
      ask({ type: 'media.transport.close', transportId: transport.id, programme: 'goes-on' }).catch(() => {});
    };
    tell(this.#receive);
    this.#sending?.then(tell, () => {});
  }

  /** Over a way that is gone nothing flows that would have to be turned; the next one says it anew. */
  async #tell(question: Extract<MediaQuestion, { type: `media.producer.${string}` }>): Promise<void> {
    try {
      await this.#options.ask(question);
    } catch (error) {
      if (error instanceof RefusedError && error.refusal.code !== 'not-found') throw error;
    }
  }

  #letFlow(): void {
    for (const { producer, isWanted } of this.#producers.values()) {
      const flows = isWanted && this.#isOnStage;
      if (producer.closed || producer.paused === !flows) continue;
      if (flows) producer.resume();
      else producer.pause();
    }
  }

  async #openSending(): Promise<Transport> {
    const { ask } = this.#options;
    const { transportId, ...parameters } = await ask({ type: 'media.transport.create', direction: 'send' });
    const transport = this.#device.createSendTransport(optionsOf(transportId, parameters));
    transport.on('produce', ({ kind, rtpParameters, appData }, done, fail) => {
      const { source, on } = appData as { source: StageSource; on: boolean };
      ask({
        ...{ type: 'media.produce', transportId, kind, source, on },
        rtpParameters: rtpParameters as unknown as AppData,
      }).then(({ producerId }) => done({ id: producerId }), fail);
    });
    this.#tend(transport);
    return transport;
  }

  /** Connects it when it is first used, mends it after a change of network, and says when it is over. */
  #tend(transport: Transport): void {
    const { ask } = this.#options;
    const { id: transportId } = transport;
    let faltering: ReturnType<typeof setTimeout> | undefined;
    let connecting: ReturnType<typeof setTimeout> | undefined;
    let hasConnected = false;
    transport.observer.once('close', () => clearTimeout(connecting));
    transport.on('connect', ({ dtlsParameters }, done, fail) => {
      connecting = setTimeout(() => this.#end(noWay), CONNECTS_WITHIN_MS);
      ask({
        ...{ type: 'media.transport.connect', transportId },
        dtlsParameters: dtlsParameters as unknown as AppData,
      }).then(done, fail);
    });
    transport.on('connectionstatechange', (state) => {
      clearTimeout(faltering);
      if (state === 'connected') {
        hasConnected = true;
        clearTimeout(connecting);
      }
      if (state === 'failed') this.#end(hasConnected ? { is: 'lost' } : noWay);
      if (state === 'closed') this.#end({ is: 'lost' });
      if (state === 'disconnected')
        faltering = setTimeout(() => void this.#restart(transport), FALTERS_AFTER_MS);
    });
    ask({ type: 'media.transport.watch', transportId }).then(
      ({ over }) => this.#end({ is: over === 'replaced' ? 'replaced' : 'lost' }),
      () => this.#end({ is: 'lost' }),
    );
  }

  async #restart(transport: Transport): Promise<void> {
    if (this.#isOver || transport.connectionState !== 'disconnected') return;
    try {
      const { iceParameters } = await this.#options.ask({
        ...{ type: 'media.transport.restart', transportId: transport.id },
      });
      await transport.restartIce({ iceParameters: iceParameters as never });
    } catch {
      this.#end({ is: 'lost' });
    }
  }

  async #follow(): Promise<void> {
    let after: number | undefined;
    while (!this.#isOver) {
      try {
        const { version, streams, speaker } = await this.#options.ask({
          type: 'media.stage.watch',
          ...(after === undefined ? {} : { after }),
        });
        after = version;
        if (this.#isOver) return;
        this.#options.onSpeaker?.(speaker);
        await this.#take(streams);
      } catch (error) {
        this.#end(error instanceof RefusedError ? { is: 'refused', refusal: error.refusal } : { is: 'lost' });
      }
    }
  }

  async #take(streams: readonly StageStream[]): Promise<void> {
    this.#streams = streams;
    const known = [...this.#consumers.keys(), ...this.#unplayable];
    const { come, gone } = difference(known, streams, this.#options.wants);
    for (const producerId of gone) {
      this.#unplayable.delete(producerId);
      this.#consumers.get(producerId)?.close();
      this.#consumers.delete(producerId);
    }
    await Promise.all(come.map((stream) => this.#consume(stream)));
    this.#chooseSizes();
    this.#show();
  }

  #chooseSizes(): void {
    const { ask, sizeAmong } = this.#options;
    if (!sizeAmong) return;
    const cameras = this.#streams.flatMap(({ source, producerId }) => {
      const consumer = source === 'camera' ? this.#consumers.get(producerId) : undefined;
      return consumer ? [consumer] : [];
    });
    const spatialLayer = sizeAmong(cameras.length);
    for (const consumer of cameras) {
      if (this.#sizes.get(consumer) === spatialLayer) continue;
      this.#sizes.set(consumer, spatialLayer);
      // Where it has gone meanwhile, there is no size to choose.
      ask({ type: 'media.consumer.set', consumerId: consumer.id, on: true, spatialLayer }).catch(() => {});
    }
  }

  async #consume({ producerId }: StageStream): Promise<void> {
    const { ask } = this.#options;
    try {
      const { consumerId, kind, rtpParameters } = await ask({
        ...{ type: 'media.consume', transportId: this.#receive.id, producerId },
        rtpCapabilities: this.#device.recvRtpCapabilities as unknown as AppData,
      });
      const consumer = await this.#receive.consume({
        ...{ id: consumerId, producerId, kind },
        rtpParameters: rtpParameters as never,
      });
      this.#consumers.set(producerId, consumer);
      this.#show();
      await ask({ type: 'media.consumer.set', consumerId, on: true });
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      // Anything else went while it was asked for; the next list says so too.
      if (error.refusal.code === 'no-media') this.#unplayable.add(producerId);
    }
  }

  #show(): void {
    if (this.#isOver) return;
    this.#options.onReceived(
      this.#streams.flatMap((stream) => {
        const track = this.#consumers.get(stream.producerId)?.track;
        return track ? [{ ...stream, track }] : [];
      }),
    );
    this.#options.onUnplayable?.(this.#streams.filter(({ producerId }) => this.#unplayable.has(producerId)));
  }

  #end(over: StageOver): void {
    if (this.#isOver) return;
    this.close();
    this.#options.onOver(over);
  }
}

async function loadDevice(ask: Ask): Promise<Device> {
  const { rtpCapabilities } = await ask({ type: 'media.capabilities' });
  let device: Device;
  try {
    device = await Device.factory();
  } catch {
    throw new RefusedError(new OwnRefusal('no-media', () => texts.strangeBrowser));
  }
  await device.load({ routerRtpCapabilities: rtpCapabilities as unknown as RtpCapabilities });
  return device;
}

/** mediasoup's own objects, described and checked by mediasoup. */
function optionsOf(id: string, parameters: object): TransportOptions {
  return { id, ...parameters } as unknown as TransportOptions;
}
