import type { MediaSource } from '@rostrum/protocol/media';
import type { PersonId } from '@rostrum/protocol/room';
import type { types } from 'mediasoup';
import { type Floor, Place } from '../stage/index.ts';
import { soundParameters } from './worker.ts';

let ssrcs = 70_000;

interface Told {
  readonly version: number;
  readonly streams: readonly { producerId: string; personId: string; source: MediaSource }[];
  readonly speaker?: string;
}

/** Somebody whose packets are made and counted here: nothing is on its way over a network, so that order is order. */
export class Peer {
  readonly personId: PersonId;
  readonly #router: types.Router;
  readonly #floor: Floor;
  readonly #transport: types.DirectTransport;
  readonly #place: Place;
  readonly #asked = new Set<string>();
  #heard: string[] = [];
  #sound: { readonly producer: types.Producer; readonly ssrc: number; sequence: number } | undefined;
  #version: number | undefined;

  private constructor(router: types.Router, floor: Floor, transport: types.DirectTransport, name: string) {
    this.personId = name as PersonId;
    this.#router = router;
    this.#floor = floor;
    this.#transport = transport;
    this.#place = new Place(floor, this.personId);
  }

  static async open(router: types.Router, floor: Floor, name: string): Promise<Peer> {
    return new Peer(router, floor, await router.createDirectTransport(), name);
  }

  async send(source: MediaSource = 'microphone'): Promise<void> {
    const ssrc = (ssrcs += 10);
    const rtpParameters = soundParameters(ssrc);
    const producer = await this.#transport.produce({ kind: 'audio', rtpParameters, paused: true });
    this.#sound = { producer, ssrc, sequence: 0 };
    const { personId } = this;
    const device = { source: 'studio', handleReplaced: () => undefined } as const;
    this.#floor.add({ producer, personId, source, isWanted: true, device });
  }

  /** One packet; whatever was asked of the floor before it counts for it. */
  speak(): void {
    if (!this.#sound || this.#sound.producer.closed) return;
    const packet = Buffer.alloc(32, 0x55);
    const sequence = (this.#sound.sequence += 1);
    packet.writeUInt8(0x80, 0);
    packet.writeUInt8(111, 1);
    packet.writeUInt16BE(sequence, 2);
    packet.writeUInt32BE(sequence * 960, 4);
    packet.writeUInt32BE(this.#sound.ssrc, 8);
    this.#sound.producer.send(packet);
  }

  /** What this person is told now, or next; asks for all of it, as a page does. */
  async look(when: 'now' | 'next' = 'now'): Promise<Told> {
    const after = when === 'next' && this.#version !== undefined ? { after: this.#version } : {};
    const reply = await this.#place.watch({ type: 'media.stage.watch', ...after });
    if (!reply.ok) throw new Error(reply.refusal.text);
    const told = reply.answer as unknown as Told;
    this.#version = told.version;
    const listed = new Set(told.streams.map(({ producerId }) => producerId));
    for (const producerId of this.#asked) if (!listed.has(producerId)) this.#asked.delete(producerId);
    for (const { producerId, personId } of told.streams) await this.#get(producerId, personId);
    return told;
  }

  /** Whom they have heard since they were asked last. */
  heard(): string[] {
    const heard = this.#heard;
    this.#heard = [];
    return heard;
  }

  close(): void {
    this.#place.close();
    this.#transport.close();
  }

  async #get(producerId: string, from: string): Promise<void> {
    if (this.#asked.has(producerId)) return;
    this.#asked.add(producerId);
    this.#transport.observer.once('newconsumer', (consumer) => {
      consumer.on('rtp', () => void this.#heard.push(from));
    });
    const reply = await this.#place.consume(this.#transport, this.#router, {
      ...{ type: 'media.consume', transportId: this.#transport.id, producerId },
      rtpCapabilities: { ...this.#router.rtpCapabilities },
    });
    if (!reply.ok) throw new Error(reply.refusal.text);
    const consumerId = String(reply.answer['consumerId']);
    await this.#place.set({ type: 'media.consumer.set', consumerId, on: true });
  }
}
