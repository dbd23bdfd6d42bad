import type { MediaAnswers, MediaQuestion } from '@rostrum/protocol/media';
import { refuse } from '@rostrum/protocol/room';
import type { types } from 'mediasoup';
import type { MediaReply } from '../room/index.ts';
import type { ProgrammeIntake } from './programme-intake.ts';

/** A studio needs one way out; a few more cover one that is being replaced. */
const TRANSPORTS_MAX = 4;

/** Where a dead peer is noticed: its browser's ICE consent checks stop, and this long after it is let go. */
const ICE_SILENCE_MAX_S = 10;

export interface ClassMedia {
  router: types.Router;
  server: types.WebRtcServer;
  intake: ProgrammeIntake;
}

/** One connection's WebRTC: the transports it made, which close with it. */
export class MediaSessionDesk {
  readonly #media: ClassMedia;
  readonly #transports = new Map<string, types.WebRtcTransport>();
  /** Transports that are being made count too: questions may come all at once. */
  #opening = 0;
  #closed = false;

  constructor(media: ClassMedia) {
    this.#media = media;
  }

  /** It was closed, or its worker died: nothing can be asked of it any more. */
  get closed(): boolean {
    return this.#closed || this.#media.router.closed;
  }

  get router(): types.Router {
    return this.#media.router;
  }

  async answer(question: MediaQuestion): Promise<MediaReply> {
    switch (question.type) {
      case 'media.capabilities':
        return answered<'media.capabilities'>({ rtpCapabilities: { ...this.router.rtpCapabilities } });
      case 'media.transport.create':
        return this.#createTransport();
      case 'media.transport.connect':
        return this.#with(question.transportId, async (transport) => {
          await transport.connect({
            dtlsParameters: question.dtlsParameters as unknown as types.DtlsParameters,
          });
          return answered<'media.transport.connect'>({});
        });
      case 'media.produce':
        return this.#with(question.transportId, (transport) => this.#produce(transport, question));
      case 'media.transport.close':
        return this.#with(question.transportId, (transport) => {
          this.#media.intake.end(transport.id);
          transport.close();
          return Promise.resolve(answered<'media.transport.close'>({}));
        });
    }
  }

  close(): void {
    this.#closed = true;
    for (const transport of this.#transports.values()) transport.close();
  }

  async #createTransport(): Promise<MediaReply> {
    if (this.#transports.size + this.#opening >= TRANSPORTS_MAX) {
      return refused('not-allowed', 'This connection has too many media transports. Close one first.');
    }
    this.#opening += 1;
    try {
      const transport = await this.#openTransport();
      const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
      return answered<'media.transport.create'>({
        transportId: id,
        iceParameters: { ...iceParameters },
        iceCandidates: iceCandidates.map((candidate) => ({ ...candidate })),
        dtlsParameters: { ...dtlsParameters },
      });
    } finally {
      this.#opening -= 1;
    }
  }

  async #openTransport(): Promise<types.WebRtcTransport> {
    const transport = await this.router.createWebRtcTransport({
      webRtcServer: this.#media.server,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      // The sender's estimate starts here; a programme needs this much to have readable slides from the first second.
      initialAvailableOutgoingBitrate: 1_500_000,
      iceConsentTimeout: ICE_SILENCE_MAX_S,
    });
    if (this.#closed) {
      transport.close();
      throw new Error('the connection went while a transport was being made for it');
    }
    this.#transports.set(transport.id, transport);
    transport.observer.once('close', () => this.#transports.delete(transport.id));
    transport.on('icestatechange', (state) => {
      if (state === 'disconnected') transport.close();
    });
    transport.on('dtlsstatechange', (state) => {
      if (state === 'failed' || state === 'closed') transport.close();
    });
    return transport;
  }

  async #produce(
    transport: types.WebRtcTransport,
    { kind, rtpParameters, picture }: Extract<MediaQuestion, { type: 'media.produce' }>,
  ): Promise<MediaReply> {
    const producer = await transport.produce({
      kind,
      rtpParameters: rtpParameters as unknown as types.RtpParameters,
      // Answers the sender's first picture at once, not after a second.
      keyFrameRequestDelay: 0,
    });
    if (producer.closed) return transportGone();
    // mediasoup does not compare the two.
    if (!producer.rtpParameters.codecs.every(({ mimeType }) => mimeType.toLowerCase().startsWith(kind))) {
      producer.close();
      return refused('malformed', `These parameters are not of ${kind}.`);
    }
    this.#media.intake.add({ transportId: transport.id, router: this.router }, producer, picture);
    return answered<'media.produce'>({ producerId: producer.id });
  }

  async #with(
    transportId: string,
    act: (transport: types.WebRtcTransport) => Promise<MediaReply>,
  ): Promise<MediaReply> {
    const transport = this.#transports.get(transportId);
    return transport ? act(transport) : transportGone();
  }
}

function answered<T extends MediaQuestion['type']>(answer: MediaAnswers[T]): MediaReply {
  return { ok: true, answer };
}

function transportGone(): MediaReply {
  return refused('not-found', 'This media transport is not there any more.');
}

export function refused(...parts: Parameters<typeof refuse>): MediaReply {
  return { ok: false, refusal: refuse(...parts) };
}
