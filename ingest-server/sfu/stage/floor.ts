import type { MediaSource, StageStream } from '@rostrum/protocol/media';
import type { PersonId, StreamSource } from '@rostrum/protocol/room';
import type { types } from 'mediasoup';
import { ProducerWatch } from '../producer-watch.ts';
import { waitBeforeAsking } from '../pure/deaf-sender.ts';
import { type Standing, flowsIn, flowsOut, isListed, mayMakeReady } from '../pure/stage-flow.ts';

/** Somebody sends this; `isWanted`: they have it on. */
export interface Sent {
  readonly producer: types.Producer;
  readonly personId: PersonId;
  readonly source: MediaSource;
  isWanted: boolean;
  /** Of the same person another device may take over, which this one is told then. */
  readonly device: { readonly source: StreamSource; handleReplaced(): void };
  /** What the worker was told last; it says so itself only a moment later. */
  flows?: boolean;
}

/** Somebody gets this. */
export interface Got {
  readonly consumer: types.Consumer;
  readonly producer: types.Producer;
  readonly personId: PersonId;
  isWanted: boolean;
  /** As with what is sent. */
  reaches?: boolean;
}

export interface View {
  readonly version: number;
  readonly streams: readonly StageStream[];
  readonly speaker?: PersonId;
}

export interface FloorOptions {
  readonly standingOf: (personId: PersonId) => Standing;
  readonly now: () => number;
  /** What could not be done on a worker: it has gone, and everything here with it. */
  readonly handleTrouble: (error: unknown) => void;
}

const SPEAKER_EVERY_MS = 300;

/**
 * What is sent to one class's stage and who gets it: lets everything flow that the room's word allows, and stops it
 * with that word. Who is on the stage is the room's to say.
 */
export class Floor {
  readonly #options: FloorOptions;
  readonly #sent = new Map<string, Sent>();
  readonly #got = new Map<string, Got>();
  readonly #watchers = new Set<() => void>();
  #version = 1;
  /** What the last version said, in short. */
  #told = '[]';
  #observer: types.ActiveSpeakerObserver | undefined;
  #speaker: PersonId | undefined;

  constructor(options: FloorOptions) {
    this.#options = options;
  }

  /** Speakers are listened for from the first sound on. */
  async listen(router: types.Router): Promise<void> {
    this.#observer ??= await router.createActiveSpeakerObserver({ interval: SPEAKER_EVERY_MS });
    this.#observer.on('dominantspeaker', ({ producer }) => {
      const sent = this.#sent.get(producer.id);
      if (!sent || sent.personId === this.#speaker) return;
      this.#speaker = sent.personId;
      this.#changed();
    });
  }

  /** In the place of what was sent as this before. */
  add(sent: Sent): void {
    const { producer, source } = sent;
    const before = [...this.#sent.values()].find((other) => takesPlaceOf(sent, other));
    this.#sent.set(producer.id, sent);
    producer.observer.once('close', () => {
      if (this.#sent.delete(producer.id)) this.#changed();
    });
    if (before) this.#end(before, sent);
    if (source === 'microphone' || source === 'stage-sound') this.#listenTo(producer);
    this.#letFlow(sent);
    this.#changed();
  }

  sentBy(personId: PersonId, producerId: string): Sent | undefined {
    const sent = this.#sent.get(producerId);
    return sent?.personId === personId ? sent : undefined;
  }

  /** Of what they may be told that it is there. */
  streamFor(personId: PersonId, producerId: string): Sent | undefined {
    const sent = this.#sent.get(producerId);
    return sent && this.#isListed(sent, personId) ? sent : undefined;
  }

  addGot(got: Got): void {
    const { consumer } = got;
    this.#got.set(consumer.id, got);
    consumer.observer.once('close', () => this.#got.delete(consumer.id));
  }

  wantSent(sent: Sent, isWanted: boolean): void {
    sent.isWanted = isWanted;
    this.#letFlow(sent);
    this.#changed();
  }

  wantGot(got: Got, isWanted: boolean): void {
    got.isWanted = isWanted;
    this.#letReach(got);
  }

  view(personId: PersonId): View {
    const streams = [...this.#sent.values()]
      .filter((sent) => this.#isListed(sent, personId))
      .map((sent): StageStream => {
        const { producer, source } = sent;
        const isLive = this.#flows(sent);
        return { producerId: producer.id, personId: sent.personId, source, kind: producer.kind, isLive };
      });
    return {
      version: this.#version,
      streams,
      ...(this.#speaker === undefined ? {} : { speaker: this.#speaker }),
    };
  }

  /** Resolves when there is another version than that, or with `signal`. */
  async changeAfter(version: number | undefined, signal: AbortSignal): Promise<void> {
    while (version === this.#version && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const end = () => {
          this.#watchers.delete(end);
          signal.removeEventListener('abort', end);
          resolve();
        };
        this.#watchers.add(end);
        signal.addEventListener('abort', end);
      });
    }
  }

  /** The room has said something else of who is on the stage. */
  refresh(): void {
    for (const sent of [...this.#sent.values()]) {
      const standing = this.#options.standingOf(sent.personId);
      // Back in their seat nobody is filmed for nothing.
      // A studio's goes on, whatever became of its person: the audience sees it all the same.
      if (mayMakeReady(standing) || isStudios(sent.source)) this.#letFlow(sent);
      else sent.producer.close();
    }
    for (const got of [...this.#got.values()]) {
      if (this.streamFor(got.personId, got.producer.id)) this.#letReach(got);
      else got.consumer.close();
    }
    this.#tellIfOther();
  }

  /** What a studio sent goes on until its successor is whole; that is the intake's to say. */
  #end(before: Sent, after: Sent): void {
    this.#sent.delete(before.producer.id);
    if (isStudios(before.source)) return;
    if (before.device !== after.device) before.device.handleReplaced();
    before.producer.close();
  }

  #listenTo(producer: types.Producer): void {
    this.#observer?.addProducer({ producerId: producer.id }).catch(this.#options.handleTrouble);
  }

  #isListed(sent: Sent, personId: PersonId): boolean {
    const { standingOf } = this.#options;
    if (sent.source === 'stage-sound' && !this.#goesWithProgramme(sent)) return false;
    const hasStageSound = [...this.#sent.values()].some(
      (other) => other.source === 'stage-sound' && this.#goesWithProgramme(other),
    );
    return isListed(
      { ...sent, kind: sent.producer.kind, standing: standingOf(sent.personId) },
      { personId, standing: standingOf(personId), hasStageSound },
    );
  }

  /** Other studios may be open on the same class, and an encoder's own sound knows of no guests. */
  #goesWithProgramme({ personId }: Sent): boolean {
    const programme = [...this.#sent.values()].find(({ source }) => source === 'programme');
    return !programme || (programme.personId === personId && programme.device.source === 'studio');
  }

  #flows({ source, personId, isWanted }: Sent): boolean {
    return isWanted && flowsIn(source, this.#options.standingOf(personId));
  }

  #letFlow(sent: Sent): void {
    const { producer } = sent;
    if (producer.closed) return;
    const flows = this.#flows(sent);
    if (flows === (sent.flows ?? !producer.paused)) return;
    sent.flows = flows;
    (flows ? producer.resume() : producer.pause()).catch(this.#options.handleTrouble);
  }

  #letReach(got: Got): void {
    const { consumer, producer, personId, isWanted } = got;
    if (consumer.closed) return;
    const { standingOf, now, handleTrouble } = this.#options;
    const reaches = isWanted && flowsOut(standingOf(personId));
    if (reaches === (got.reaches ?? !consumer.paused)) return;
    // Resumed, a picture begins with a key frame, which is asked for at that moment.
    const waitMs =
      reaches && consumer.kind === 'video'
        ? waitBeforeAsking(ProducerWatch.of(producer).lastKeyFrameAt, now())
        : 0;
    if (waitMs > 0) {
      setTimeout(() => this.#letReach(got), waitMs);
      return;
    }
    got.reaches = reaches;
    (reaches ? consumer.resume() : consumer.pause()).catch(handleTrouble);
  }

  /** A hand that goes up in a class of thousands is no news to the stage. */
  #tellIfOther(): void {
    if (this.#fingerprint() !== this.#told) this.#changed();
  }

  #fingerprint(): string {
    const { standingOf } = this.#options;
    const facts = [...this.#sent.values()].map((sent) => [
      sent.producer.id,
      this.#flows(sent),
      standingOf(sent.personId).is,
    ]);
    return JSON.stringify(facts);
  }

  #changed(): void {
    this.#told = this.#fingerprint();
    this.#version += 1;
    for (const tell of [...this.#watchers]) tell();
  }
}

function isStudios(source: MediaSource): boolean {
  return source === 'programme' || source === 'stage-sound';
}

/** One programme is the class's; of a person each of camera, microphone and screen is there once. */
function takesPlaceOf(one: Sent, other: Sent): boolean {
  const isSame = one.source === other.source && one.producer.kind === other.producer.kind;
  return isSame && (one.source === 'programme' || one.personId === other.personId);
}
