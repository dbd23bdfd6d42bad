import type { MediaAnswers, MediaQuestion } from '@rostrum/protocol/media';
import { type PersonId, refuse } from '@rostrum/protocol/room';
import type { types } from 'mediasoup';
import type { MediaReply } from '../room/index.ts';
import type { ProgrammeIntake } from './programme-intake.ts';
import { Way } from './way.ts';

/** A studio needs one way out; a few more cover one that is being replaced. */
const TRANSPORTS_MAX = 4;

/**
 * Where a dead peer is noticed: its browser's ICE consent checks stop, and this long after it is let go. A network that
 * is back before that goes on by itself, also from another address.
 */
const ICE_SILENCE_MAX_S = 20;

export interface ClassMedia {
  readonly router: types.Router;
  readonly server: types.WebRtcServer;
  readonly intake: ProgrammeIntake;
  /** Why a picture can't come in as this, in words. */
  codecRefusal(mimeType: string): string | undefined;
  /** What the class's programme comes in over, and whose it is. */
  sender: { way: Way; of: MediaSessionDesk } | undefined;
}

/** What is asked of one connection's own transports. */
type WayQuestion = Exclude<MediaQuestion, { type: 'media.programme.end' }>;

/** One connection's WebRTC: the transports it made, which close with it. */
export class MediaSessionDesk {
  readonly personId: PersonId;
  readonly #media: ClassMedia;
  readonly #ways = new Map<string, Way>();
  /** Transports that are being made count too: questions may come all at once. */
  #opening = 0;
  #closed = false;

  constructor(media: ClassMedia, personId: PersonId) {
    this.#media = media;
    this.personId = personId;
  }

  /** It was closed, or its worker died: nothing can be asked of it any more. */
  get closed(): boolean {
    return this.#closed || this.#media.router.closed;
  }

  get router(): types.Router {
    return this.#media.router;
  }

  /** What the class sees comes over it. */
  get isSending(): boolean {
    const { sender } = this.#media;
    return sender?.of === this && !sender.way.closed;
  }

  async answer(question: WayQuestion): Promise<MediaReply> {
    switch (question.type) {
      case 'media.capabilities':
        return answered<'media.capabilities'>({ rtpCapabilities: { ...this.router.rtpCapabilities } });
      case 'media.transport.create':
        return this.#createTransport();
      case 'media.transport.connect':
        return this.#with(question.transportId, async ({ transport }) => {
          await transport.connect({
            dtlsParameters: question.dtlsParameters as unknown as types.DtlsParameters,
          });
          return answered<'media.transport.connect'>({});
        });
      case 'media.produce':
        return this.#with(question.transportId, (way) => this.#produce(way, question));
      case 'media.transport.watch':
        return this.#with(question.transportId, async (way) =>
          answered<'media.transport.watch'>({ over: await way.over }),
        );
      case 'media.transport.close':
        return this.#with(question.transportId, (way) => {
          if (question.programme === 'ended') this.#media.intake.end(way.transport.id);
          way.close('closed');
          return Promise.resolve(answered<'media.transport.close'>({}));
        });
    }
  }

  close(): void {
    this.#closed = true;
    for (const way of this.#ways.values()) way.close('closed');
  }

  async #createTransport(): Promise<MediaReply> {
    if (this.#ways.size + this.#opening >= TRANSPORTS_MAX) {
      return refused('not-allowed', 'This connection has too many media transports. Close one first.');
    }
    this.#opening += 1;
    try {
      const { transport } = await this.#openWay();
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

  async #openWay(): Promise<Way> {
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
    const way = new Way(transport, this.router);
    this.#ways.set(transport.id, way);
    transport.observer.once('close', () => this.#ways.delete(transport.id));
    return way;
  }

  async #produce(
    way: Way,
    { kind, source, rtpParameters, picture }: Extract<MediaQuestion, { type: 'media.produce' }>,
  ): Promise<MediaReply> {
    const producer = await way.transport.produce({
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
    const refusal = this.#media.codecRefusal(producer.rtpParameters.codecs[0]?.mimeType ?? kind);
    if (refusal !== undefined) {
      producer.close();
      return refused('no-media', refusal);
    }
    switch (source) {
      case 'programme':
        this.#takeOver(way);
        this.#media.intake.add({ transportId: way.transport.id, router: this.router }, producer, picture);
        break;
      case 'rehearsal':
        // It is received and counted, and nothing else: whoever is on air stays so.
        break;
    }
    return answered<'media.produce'>({ producerId: producer.id });
  }

  // A newer way of the same connection replaces one that it knows of itself.
  #takeOver(way: Way): void {
    const { sender } = this.#media;
    if (sender && sender.of !== this) sender.way.replaced();
    this.#media.sender = { way, of: this };
  }

  async #with(transportId: string, act: (way: Way) => Promise<MediaReply>): Promise<MediaReply> {
    const way = this.#ways.get(transportId);
    return way ? act(way) : transportGone();
  }
}

export function answered<T extends MediaQuestion['type']>(answer: MediaAnswers[T]): MediaReply {
  return { ok: true, answer };
}

function transportGone(): MediaReply {
  return refused('not-found', 'This media transport is not there any more.');
}

export function refused(...parts: Parameters<typeof refuse>): MediaReply {
  return { ok: false, refusal: refuse(...parts) };
}
