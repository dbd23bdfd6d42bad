import type { MediaSource, StageStream } from '@rostrum/protocol/media';
import type { PersonId, StreamSource } from '@rostrum/protocol/room';
import type { types } from 'mediasoup';
import { ProducerWatch } from '../producer-watch.ts';
import { waitBeforeAsking } from '../pure/deaf-sender.ts';
import {
  type Circle,
  type Standing,
  circleOf,
  circlesFor,
  flowsIn,
  flowsOut,
  isListed,
  isStudios,
  mayMakeReady,
} from '../pure/stage-flow.ts';
import { Changes } from './changes.ts';
import { Speakers } from './speakers.ts';

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
  /** Where it goes. */
  circle?: Circle;
  /** What those there were told of it last, in short. */
  told?: string;
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
  readonly router: types.Router;
  readonly standingOf: (personId: PersonId) => Standing;
  readonly now: () => number;
  /** What could not be done on a worker: it has gone, and everything here with it. */
  readonly handleTrouble: (error: unknown) => void;
}

/**
 * What is sent to one class's stage and into its breakout rooms, and who gets it: lets everything flow that the room's
 * word allows, and stops it with that word. Who is on the stage or in which room is the room's to say.
 */
export class Floor {
  readonly #options: FloorOptions;
  readonly #sent = new Map<string, Sent>();
  readonly #got = new Map<string, Got>();
  readonly #changes: Changes;
  readonly #speakers: Speakers;
  /** While many are looked at in one turn, each standing is asked for once. */
  #standings: Map<PersonId, Standing> | undefined;

  constructor(options: FloorOptions) {
    this.#options = options;
    const { router, handleTrouble } = options;
    this.#changes = new Changes((personId) => this.#circlesOf(personId));
    this.#speakers = new Speakers({
      ...{ router, handleTrouble },
      handleLoudest: (circle, producer) => this.#handleLoudest(circle, producer),
    });
  }

  /** Somebody looks on from now on; the function returned ends it. */
  open(personId: PersonId): () => void {
    return this.#changes.open(personId);
  }

  /** In the place of what was sent as this before. */
  add(sent: Sent): void {
    const { producer } = sent;
    const before = [...this.#sent.values()].find((other) => takesPlaceOf(sent, other));
    this.#sent.set(producer.id, sent);
    producer.observer.once('close', () => {
      if (this.#sent.delete(producer.id)) this.#changes.tell(this.#takeOut(sent));
    });
    if (before) this.#end(before, sent);
    this.#letFlow(sent);
    this.#changes.tell(this.#place(sent));
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
    this.#changes.tell(this.#place(sent));
  }

  wantGot(got: Got, isWanted: boolean): void {
    got.isWanted = isWanted;
    this.#letReach(got);
  }

  view(personId: PersonId): View {
    const circles = this.#circlesOf(personId);
    const streams = [...this.#sent.values()]
      .filter((sent) => sent.circle !== undefined && circles.includes(sent.circle))
      .filter((sent) => this.#isListed(sent, personId))
      .map((sent): StageStream => {
        const { producer, source, circle } = sent;
        const isLive = this.#flows(sent);
        const where = circle === undefined || circle === 'stage' ? {} : { breakoutId: circle };
        return {
          ...{ producerId: producer.id, personId: sent.personId, source, kind: producer.kind, isLive },
          ...where,
        };
      });
    const speaker = this.#changes.speakerIn(circles);
    const version = this.#changes.versionFor(personId);
    return { version, streams, ...(speaker === undefined ? {} : { speaker }) };
  }

  /** Resolves when this person would be told of something else than at that version, or with `signal`. */
  changeAfter(personId: PersonId, version: number | undefined, signal: AbortSignal): Promise<void> {
    return this.#changes.after(personId, version, signal);
  }

  /** The room has said something else of who is on the stage, or in which room. */
  refresh(): void {
    this.#standings = new Map();
    try {
      this.#refresh();
    } finally {
      this.#standings = undefined;
    }
  }

  #refresh(): void {
    const changed = new Set<Circle>();
    for (const sent of [...this.#sent.values()]) {
      // Back in their seat nobody is filmed for nothing.
      // A studio's goes on, whatever became of its person: the audience sees it all the same.
      if (!mayMakeReady(this.#standingOf(sent.personId)) && !isStudios(sent.source)) {
        sent.producer.close();
        continue;
      }
      this.#letFlow(sent);
      for (const circle of this.#place(sent)) changed.add(circle);
    }
    for (const got of [...this.#got.values()]) this.#letReach(got);
    this.#changes.tell(changed);
    this.#changes.follow();
  }

  /** What they look at: nothing, where nobody may look on with their standing. */
  #circlesOf(personId: PersonId): readonly Circle[] {
    const standing = this.#standingOf(personId);
    return mayMakeReady(standing) ? circlesFor(standing) : [];
  }

  #standingOf(personId: PersonId): Standing {
    const known = this.#standings?.get(personId);
    if (known) return known;
    const standing = this.#options.standingOf(personId);
    this.#standings?.set(personId, standing);
    return standing;
  }

  /** Where it goes from now on; returns the circles in which something else is told of it than before. */
  #place(sent: Sent): readonly Circle[] {
    const { source, personId, producer, circle: before } = sent;
    // Replaced or closed a moment ago.
    if (this.#sent.get(producer.id) !== sent) return [];
    const standing = this.#standingOf(personId);
    const circle = circleOf(source, standing);
    const told = JSON.stringify([circle, this.#flows(sent), standing.is]);
    if (told === sent.told) return [];
    sent.told = told;
    if (circle === before) return [circle];
    const left = this.#takeOut(sent);
    sent.circle = circle;
    if (isSpeech(source)) this.#speakers.listenTo(circle, producer);
    return [...left, circle];
  }

  /** Nobody is told of it, or listens to it, where it was. */
  #takeOut({ circle, producer, source, personId }: Sent): readonly Circle[] {
    if (circle === undefined) return [];
    if (isSpeech(source)) {
      this.#speakers.leave(circle, producer);
      this.#changes.forgetSpeaker(circle, personId);
    }
    return [circle];
  }

  #handleLoudest(circle: Circle, producer: types.Producer): void {
    const sent = this.#sent.get(producer.id);
    if (sent?.circle === circle) this.#changes.tellSpeaker(circle, sent.personId);
  }

  /** What a studio sent goes on until its successor is whole; that is the intake's to say. */
  #end(before: Sent, after: Sent): void {
    this.#sent.delete(before.producer.id);
    this.#changes.tell(this.#takeOut(before));
    if (isStudios(before.source)) return;
    if (before.device !== after.device) before.device.handleReplaced();
    before.producer.close();
  }

  #isListed(sent: Sent, personId: PersonId): boolean {
    if (sent.source === 'stage-sound' && !this.#goesWithProgramme(sent)) return false;
    return isListed(
      { ...sent, kind: sent.producer.kind, standing: this.#standingOf(sent.personId) },
      {
        ...{ personId, standing: this.#standingOf(personId) },
        hasStageSound: sent.source === 'programme' && this.#hasStageSound(),
      },
    );
  }

  #hasStageSound(): boolean {
    return [...this.#sent.values()].some(
      (sent) => sent.source === 'stage-sound' && this.#goesWithProgramme(sent),
    );
  }

  /** Other studios may be open on the same class, and an encoder's own sound knows of no guests. */
  #goesWithProgramme({ personId }: Sent): boolean {
    const programme = [...this.#sent.values()].find(({ source }) => source === 'programme');
    return !programme || (programme.personId === personId && programme.device.source === 'studio');
  }

  #flows({ source, personId, isWanted }: Sent): boolean {
    return isWanted && flowsIn(source, this.#standingOf(personId));
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
    // With its producer it goes by itself, which is told a moment later.
    if (consumer.closed || producer.closed) return;
    const { now, handleTrouble } = this.#options;
    const isTheirs = this.streamFor(personId, producer.id) !== undefined;
    const reaches = isWanted && isTheirs && flowsOut(this.#standingOf(personId));
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
}

function isSpeech(source: MediaSource): boolean {
  return source === 'microphone' || source === 'stage-sound';
}

/** One programme is the class's; of a person each of camera, microphone and screen is there once. */
function takesPlaceOf(one: Sent, other: Sent): boolean {
  const isSame = one.source === other.source && one.producer.kind === other.producer.kind;
  return isSame && (one.source === 'programme' || one.personId === other.personId);
}
