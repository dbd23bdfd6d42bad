import type { MediaQuestion } from '@rostrum/protocol/media';
import type { PersonId } from '@rostrum/protocol/room';
import type { types } from 'mediasoup';
import type { MediaReply } from '../../room/index.ts';
import { answered, refused } from '../replies.ts';
import type { Floor, Got } from './floor.ts';

/** Twelve guests and a full room with three streams each, whoever looks in, and the programme's: nobody needs more. */
const CONSUMERS_MAX = 96;

type Question<T extends MediaQuestion['type']> = Extract<MediaQuestion, { type: T }>;

/** One connection's place at the stage or in a breakout room: what it gets, and what is told to it. */
export class Place {
  readonly #floor: Floor;
  readonly #personId: PersonId;
  readonly #got = new Map<string, Got>();
  readonly #leave: () => void;
  #watching = new AbortController();

  constructor(floor: Floor, personId: PersonId) {
    this.#floor = floor;
    this.#personId = personId;
    this.#leave = floor.open(personId);
  }

  /** One at a time: an earlier one is answered with what there is. */
  async watch({ after }: Question<'media.stage.watch'>): Promise<MediaReply> {
    this.#watching.abort();
    this.#watching = new AbortController();
    await this.#floor.changeAfter(this.#personId, after, this.#watching.signal);
    const { version, streams, speaker } = this.#floor.view(this.#personId);
    this.#letGo(new Set(streams.map(({ producerId }) => producerId)));
    return answered<'media.stage.watch'>({
      version,
      streams: [...streams],
      ...(speaker === undefined ? {} : { speaker }),
    });
  }

  async consume(
    transport: types.Transport,
    router: types.Router,
    { producerId, rtpCapabilities }: Question<'media.consume'>,
  ): Promise<MediaReply> {
    const stream = this.#floor.streamFor(this.#personId, producerId);
    if (!stream) return refused('not-found', 'This is not sent to the stage any more.');
    if (this.#got.size >= CONSUMERS_MAX) return refused('too-many', 'This connection gets too much at once.');
    const capabilities = rtpCapabilities as types.RtpCapabilities;
    if (!router.canConsume({ producerId, rtpCapabilities: capabilities }))
      return refused('no-media', 'This browser can’t play what is sent to the stage.');
    const consumer = await transport.consume({ producerId, rtpCapabilities: capabilities, paused: true });
    const got: Got = { consumer, producer: stream.producer, personId: this.#personId, isWanted: false };
    this.#got.set(consumer.id, got);
    consumer.observer.once('close', () => this.#got.delete(consumer.id));
    this.#floor.addGot(got);
    const { id: consumerId, kind, rtpParameters } = consumer;
    return answered<'media.consume'>({ consumerId, kind, rtpParameters: { ...rtpParameters } });
  }

  async set({ consumerId, on, spatialLayer }: Question<'media.consumer.set'>): Promise<MediaReply> {
    const got = this.#got.get(consumerId);
    if (!got) return refused('not-found', 'This is not sent to the stage any more.');
    const { consumer } = got;
    if (spatialLayer !== undefined && consumer.type === 'simulcast')
      await consumer.setPreferredLayers({ spatialLayer });
    this.#floor.wantGot(got, on);
    return answered<'media.consumer.set'>({});
  }

  /** Somebody's own, which they turn on and off as they like. */
  setSent({ producerId, on }: Question<'media.producer.set'>): MediaReply {
    const sent = this.#floor.sentBy(this.#personId, producerId);
    if (!sent) return refused('not-found', 'You send this no more.');
    this.#floor.wantSent(sent, on);
    return answered<'media.producer.set'>({});
  }

  closeSent({ producerId }: Question<'media.producer.close'>): MediaReply {
    this.#floor.sentBy(this.#personId, producerId)?.producer.close();
    return answered<'media.producer.close'>({});
  }

  close(): void {
    this.#watching.abort();
    this.#leave();
  }

  /**
   * Held back at once, what is no longer theirs is closed when they are told so: gone and back again before that, it goes
   * on for a page that never heard of it.
   */
  #letGo(listed: ReadonlySet<string>): void {
    for (const { consumer, producer } of [...this.#got.values()])
      if (!listed.has(producer.id)) consumer.close();
  }
}
