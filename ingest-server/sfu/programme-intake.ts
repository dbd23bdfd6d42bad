import type { Picture } from '@rostrum/protocol/media';
import type { StreamId } from '@rostrum/protocol/room';
import type { types } from 'mediasoup';
import type { Feed, ProgrammeFeed } from '../broadcast/index.ts';
import { createFeed } from './feed.ts';

/** A studio sends picture and sound one after the other; after this long what is there is the programme. */
const COMPLETE_WITHIN_MS = 1_000;

const PICTURE_UNSAID: Picture = { width: 1280, height: 720, framesPerSecond: 30 };

export type StopReason = 'ended' | 'lost' | 'failed';

export interface IntakeHandlers {
  handleStart(streamId: StreamId, feed: ProgrammeFeed): void;
  handleStop(streamId: StreamId, reason: StopReason): void;
}

/** Where a producer comes in: all that one studio sends comes over one transport. */
export interface IntakeWay {
  transportId: string;
  router: types.Router;
}

interface Source {
  producer: types.Producer;
  feed: Feed;
  picture: Picture;
}

interface Incoming {
  is: 'gathering' | 'started';
  streamId: StreamId;
  way: IntakeWay;
  video: Source | undefined;
  audio: Source | undefined;
  completeBy: NodeJS.Timeout;
}

/** Puts the programme of one class together from its producers, and says when it begins and why it stops. */
export class ProgrammeIntake {
  readonly #handlers: IntakeHandlers;
  readonly #makeStreamId: () => StreamId;
  #incoming: Incoming | undefined;

  constructor(makeStreamId: () => StreamId, handlers: IntakeHandlers) {
    this.#makeStreamId = makeStreamId;
    this.#handlers = handlers;
  }

  get producers(): { video: types.Producer | undefined; audio: types.Producer | undefined } {
    return { video: this.#incoming?.video?.producer, audio: this.#incoming?.audio?.producer };
  }

  /**
   * A producer of another transport takes the class over: a studio that came back is newer than what it left.
   * One more on the same transport makes a new stream with what is there already, since a programme that has begun
   * can't be given another track.
   */
  add(way: IntakeWay, producer: types.Producer, picture?: Picture): void {
    const source = { producer, feed: createFeed(way.router, producer), picture: picture ?? PICTURE_UNSAID };
    const before = this.#incoming;
    const same = before?.way.transportId === way.transportId ? before : undefined;
    if (before && (!same || same.is === 'started')) this.#stop('lost');
    const incoming = (this.#incoming ??= this.#open(way, same));
    if (producer.kind === 'video') incoming.video = source;
    else incoming.audio = source;
    producer.observer.once('close', () => this.#handleClosed(producer));
    if (incoming.video && incoming.audio) this.#start(incoming);
  }

  /** The studio said that it ends; without this its producers' closing counts as a loss. */
  end(transportId: string): void {
    if (this.#incoming?.way.transportId === transportId) this.#stop('ended');
  }

  #open(way: IntakeWay, before: Incoming | undefined): Incoming {
    const incoming: Incoming = {
      ...{ is: 'gathering', way, video: before?.video, audio: before?.audio },
      streamId: this.#makeStreamId(),
      completeBy: setTimeout(() => this.#start(incoming), COMPLETE_WITHIN_MS),
    };
    return incoming;
  }

  #start(incoming: Incoming): void {
    clearTimeout(incoming.completeBy);
    if (this.#incoming !== incoming || incoming.is === 'started') return;
    incoming.is = 'started';
    const { streamId, video, audio } = incoming;
    this.#handlers.handleStart(streamId, {
      video: video && { feed: video.feed, picture: video.picture },
      audio: audio && { feed: audio.feed },
    });
  }

  #handleClosed(producer: types.Producer): void {
    const { video, audio } = this.producers;
    if (video !== producer && audio !== producer) return;
    // A router closes before what runs on it: it went with its worker, and the studio is not to blame.
    this.#stop(this.#incoming?.way.router.closed ? 'failed' : 'lost');
  }

  #stop(reason: StopReason): void {
    const incoming = this.#incoming;
    if (!incoming) return;
    this.#incoming = undefined;
    clearTimeout(incoming.completeBy);
    if (incoming.is === 'started') this.#handlers.handleStop(incoming.streamId, reason);
  }
}
