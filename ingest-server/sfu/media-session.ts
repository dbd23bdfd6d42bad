import type { MediaQuestion, MediaSource } from '@rostrum/protocol/media';
import type { PersonId, StreamSource } from '@rostrum/protocol/room';
import type { types } from 'mediasoup';
import type { MediaReply } from '../room/index.ts';
import type { Connections } from './connections.ts';
import type { ProgrammeIntake } from './programme-intake.ts';
import { type Standing, isKindOf, mayMakeReady, refusalToSend, waitsForStage } from './pure/stage-flow.ts';
import { mayTakeOver } from './pure/taking-over.ts';
import { answered, refused } from './replies.ts';
import { type Floor, Place } from './stage/index.ts';
import { type TurnOptions, iceServersFor } from './turn.ts';
import { type Site, Way } from './way.ts';

/** A studio needs one way out and one in; a few more cover one that is being replaced. */
const TRANSPORTS_MAX = 6;
/** Who have made ready and wait: the next in the queue, and some more. */
const WAITING_MAX = 24;
/**
 * Between two requests for a key frame. A browser heeds none for 300 ms after it has sent one, and mediasoup repeats a
 * request that was not heeded only after a second.
 */
const KEY_FRAME_PAUSE_MS = 400;

export interface ClassMedia extends Site {
  readonly intake: ProgrammeIntake;
  readonly floor: Floor;
  /** What the room says of somebody now. */
  standingOf(personId: PersonId): Standing;
  readonly turn: TurnOptions | undefined;
  readonly connections: Pick<Connections, 'watch'>;
  /** How many have made ready who are not on the stage yet. */
  waiting(): number;
  /** Why a programme can't be taken right now, in words. */
  programmeUnavailable(): string | undefined;
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
  readonly source: StreamSource;
  readonly #media: ClassMedia;
  readonly #ways = new Map<string, Way>();
  readonly #place: Place;
  /** Transports that are being made count too: questions may come all at once. */
  #opening = 0;
  #closed = false;

  constructor(media: ClassMedia, personId: PersonId, source: StreamSource = 'studio') {
    this.#media = media;
    this.personId = personId;
    this.source = source;
    this.#place = new Place(media.floor, personId);
  }

  /** It was closed, or its worker died: nothing can be asked of it any more. */
  get closed(): boolean {
    return this.#closed || this.#media.router.closed;
  }

  get router(): types.Router {
    return this.#media.router;
  }

  /** They make ready, or have, and are not on the stage; who went back to their seat and kept a way open is one of them. */
  get waits(): boolean {
    const standing = this.#media.standingOf(this.personId);
    const isReady = this.#ways.size + this.#opening > 0;
    return waitsForStage(standing) || (isReady && !mayMakeReady(standing));
  }

  /** What the class sees comes over it. */
  get isSending(): boolean {
    const { sender } = this.#media;
    return sender?.of === this && !sender.way.closed;
  }

  transport(id: string): types.WebRtcTransport | undefined {
    return this.#ways.get(id)?.transport;
  }

  async answer(question: WayQuestion): Promise<MediaReply> {
    switch (question.type) {
      case 'media.capabilities':
        return answered<'media.capabilities'>({ rtpCapabilities: { ...this.router.rtpCapabilities } });
      case 'media.transport.create':
        return this.#createTransport(question);
      case 'media.transport.connect':
        return this.#with(question.transportId, async ({ transport }) => {
          this.#media.connections.watch(transport);
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
      case 'media.transport.restart':
        return this.#with(question.transportId, async ({ transport }) =>
          answered<'media.transport.restart'>({ iceParameters: { ...(await transport.restartIce()) } }),
        );
      case 'media.stage.watch':
        return this.#place.watch(question);
      case 'media.consume':
        return this.#with(question.transportId, ({ transport }) =>
          this.#place.consume(transport, this.router, question),
        );
      case 'media.consumer.set':
        return this.#place.set(question);
      case 'media.producer.set':
        return this.#place.setSent(question);
      case 'media.producer.close':
        return this.#place.closeSent(question);
    }
  }

  /** Its person is on the stage from another device now: what this one sent is over. */
  handleReplaced(): void {
    for (const way of this.#ways.values()) way.replaced();
  }

  close(): void {
    this.#closed = true;
    this.#place.close();
    for (const way of this.#ways.values()) way.close('closed');
  }

  async #createTransport({
    direction,
  }: Extract<MediaQuestion, { type: 'media.transport.create' }>): Promise<MediaReply> {
    const standing = this.#media.standingOf(this.personId);
    if (!mayMakeReady(standing))
      return refused('not-allowed', 'Raise your hand first: staff call you to the stage.');
    if (waitsForStage(standing) && this.#media.waiting() > WAITING_MAX)
      return refused('too-many', 'Many are ready to come to the stage: your turn is later.');
    const unavailable = isStudio(standing, direction) ? this.#media.programmeUnavailable() : undefined;
    if (unavailable !== undefined) return refused('no-media', unavailable);
    if (this.#ways.size + this.#opening >= TRANSPORTS_MAX) {
      return refused('not-allowed', 'This connection has too many media transports. Close one first.');
    }
    this.#opening += 1;
    try {
      const { transport } = await this.#openWay();
      const { turn } = this.#media;
      const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
      return answered<'media.transport.create'>({
        transportId: id,
        iceParameters: { ...iceParameters },
        iceCandidates: iceCandidates.map((candidate) => ({ ...candidate })),
        dtlsParameters: { ...dtlsParameters },
        ...(turn ? { iceServers: iceServersFor(turn, this.personId, Date.now()) } : {}),
      });
    } finally {
      this.#opening -= 1;
    }
  }

  async #openWay(): Promise<Way> {
    const way = await Way.open(this.#media);
    const { transport } = way;
    if (this.#closed) {
      way.close('closed');
      throw new Error('the connection went while a transport was being made for it');
    }
    this.#ways.set(transport.id, way);
    transport.observer.once('close', () => this.#ways.delete(transport.id));
    return way;
  }

  async #produce(
    way: Way,
    { kind, source, rtpParameters, picture, on }: Extract<MediaQuestion, { type: 'media.produce' }>,
  ): Promise<MediaReply> {
    const notAllowed = this.#refusalToSend(source);
    if (notAllowed) return notAllowed;
    if (!isKindOf(source, kind)) return refused('malformed', `A ${source} is not sent as ${kind}.`);
    const goesOut = source === 'programme' || source === 'rehearsal';
    const unavailable = goesOut ? this.#media.programmeUnavailable() : undefined;
    if (unavailable !== undefined) return refused('no-media', unavailable);
    const producer = await way.transport.produce({
      kind,
      rtpParameters: rtpParameters as unknown as types.RtpParameters,
      keyFrameRequestDelay: KEY_FRAME_PAUSE_MS,
      // Of a guest nothing is shown before the room has said so.
      paused: !goesOut,
    });
    if (producer.closed) return transportGone();
    // The room may have said something else while the worker made it.
    const refusal =
      this.#refusalToSend(source) ??
      this.#refusalOf(producer, kind, goesOut) ??
      (source === 'programme' ? this.#refusalToTakeOver(way) : undefined);
    if (refusal) {
      producer.close();
      return refusal;
    }
    if (source === 'programme') {
      this.#takeOver(way);
      this.#media.intake.add({ transportId: way.transport.id, router: this.router }, producer, picture);
    }
    // A rehearsal is received and counted, and nothing else: whoever is on air stays so.
    if (source !== 'rehearsal') {
      const { personId } = this;
      this.#media.floor.add({ producer, personId, source, isWanted: on ?? true, device: this });
    }
    return answered<'media.produce'>({ producerId: producer.id });
  }

  #refusalToSend(source: MediaSource): MediaReply | undefined {
    const why = refusalToSend(source, this.#media.standingOf(this.personId));
    return why === undefined ? undefined : refused('not-allowed', why);
  }

  #refusalOf(producer: types.Producer, kind: string, goesOut: boolean): MediaReply | undefined {
    const { codecs } = producer.rtpParameters;
    // mediasoup does not compare the two.
    if (!codecs.every(({ mimeType }) => mimeType.toLowerCase().startsWith(kind)))
      return refused('malformed', `These parameters are not of ${kind}.`);
    const refusal = goesOut ? this.#media.codecRefusal(codecs[0]?.mimeType ?? kind) : undefined;
    return refusal === undefined ? undefined : refused('no-media', refusal);
  }

  #refusalToTakeOver({ isReplaced }: Way): MediaReply | undefined {
    const { sender } = this.#media;
    const isOthers = sender?.of.isSending === true && sender.of !== this;
    // Of several that come at once the last one stays: with its sound each would take the class back from the next.
    if (!isReplaced && (!isOthers || mayTakeOver(this, sender.of))) return undefined;
    return refused('taken', 'This class’s programme comes from somewhere else just now.');
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

function transportGone(): MediaReply {
  return refused('not-found', 'This media transport is not there any more.');
}

/** Said before it takes the trouble of a connection. */
function isStudio({ isStaff, is, breakout }: Standing, direction: 'send' | 'receive'): boolean {
  return isStaff && is === 'audience' && breakout === undefined && direction === 'send';
}
