import type { Picture } from '@rostrum/protocol/media';
import type { types } from 'mediasoup';
import type { Feed, ProgrammeFeed } from '../broadcast/index.ts';
import { createFeed } from './feed.ts';

/** A studio sends picture and sound one after the other; after this long what is there is the programme. */
const COMPLETE_WITHIN_MS = 1_000;

export interface IntakeHandlers {
  /** This is what the studio sends from now on. */
  handleFeed(feed: ProgrammeFeed): void;
  /** Nothing comes any more, and nobody said that it was over. */
  handleLost(): void;
  /** The studio said that it was. */
  handleEnded(): void;
}

/** Where a producer comes in: all that one studio sends comes over one transport. */
export interface IntakeWay {
  transportId: string;
  router: types.Router;
}

interface Source {
  producer: types.Producer;
  feed: Feed;
  /** As its studio says it; encoders don't. */
  picture: Picture | undefined;
}

interface Incoming {
  is: 'gathering' | 'started';
  way: IntakeWay;
  video: Source | undefined;
  audio: Source | undefined;
  completeBy: NodeJS.Timeout;
}

/** Puts the programme of one class together from its producers, and says what comes in and when it stops. */
export class ProgrammeIntake {
  readonly #handlers: IntakeHandlers;
  #incoming: Incoming | undefined;

  constructor(handlers: IntakeHandlers) {
    this.#handlers = handlers;
  }

  get producers(): { video: types.Producer | undefined; audio: types.Producer | undefined } {
    return { video: this.#incoming?.video?.producer, audio: this.#incoming?.audio?.producer };
  }

  /** What goes out: nothing of it before it is complete. */
  get started(): ProgrammeIntake['producers'] {
    return this.#incoming?.is === 'started' ? this.producers : { video: undefined, audio: undefined };
  }

  /**
   * A producer of another transport takes the class over: a studio that came back is newer than what it left. Until
   * what it sends is complete, nothing is said: what is on air goes on.
   */
  add(way: IntakeWay, producer: types.Producer, picture?: Picture): void {
    const source = { producer, feed: createFeed(way.router, producer), picture };
    const before = this.#incoming;
    const same = before?.way.transportId === way.transportId ? before : undefined;
    if (before && !same) clearTimeout(before.completeBy);
    const incoming = same ?? this.#open(way);
    this.#incoming = incoming;
    if (producer.kind === 'video') incoming.video = source;
    else incoming.audio = source;
    producer.observer.once('close', () => this.#handleClosed(producer));
    // Of a feed that is on its way one that has changed is told at once.
    if (incoming.is === 'started') this.#tell(incoming);
    else if (incoming.video && incoming.audio) this.#start(incoming);
  }

  /** The studio said that it ends; without this its producers' closing counts as a loss. */
  end(transportId: string): void {
    if (this.#incoming?.way.transportId !== transportId) return;
    this.forget();
    this.#handlers.handleEnded();
  }

  /** What comes in now goes nowhere any more, and its going is no loss. */
  forget(): void {
    clearTimeout(this.#incoming?.completeBy);
    this.#incoming = undefined;
  }

  #open(way: IntakeWay): Incoming {
    const incoming: Incoming = {
      ...{ is: 'gathering', way, video: undefined, audio: undefined },
      completeBy: setTimeout(() => this.#start(incoming), COMPLETE_WITHIN_MS),
    };
    return incoming;
  }

  #start(incoming: Incoming): void {
    clearTimeout(incoming.completeBy);
    if (this.#incoming !== incoming || incoming.is === 'started') return;
    incoming.is = 'started';
    this.#tell(incoming);
  }

  #tell({ video, audio }: Incoming): void {
    this.#handlers.handleFeed({
      video: video && { feed: video.feed, picture: video.picture },
      audio: audio && { feed: audio.feed },
    });
  }

  /** One of two that closes leaves the other: our own takes the place of what is missing. */
  #handleClosed(producer: types.Producer): void {
    const incoming = this.#incoming;
    if (!incoming) return;
    const { video, audio } = incoming;
    if (video?.producer !== producer && audio?.producer !== producer) return;
    if (video?.producer === producer) incoming.video = undefined;
    else incoming.audio = undefined;
    // With their transport they close one after the other, in one turn: that is a loss, and no programme of one.
    queueMicrotask(() => this.#handleMissing(incoming));
  }

  #handleMissing(incoming: Incoming): void {
    if (this.#incoming !== incoming) return;
    if (!incoming.video && !incoming.audio) {
      this.forget();
      this.#handlers.handleLost();
    } else if (incoming.is === 'started') {
      this.#tell(incoming);
    }
  }
}
