import type { types } from 'mediasoup';

/** Each packet that is told of costs this process something: frames are counted in one second of so many. */
const COUNT_EVERY = 5;

const watches = new WeakMap<types.Producer, ProducerWatch>();

/** What can be known of a producer's frames without looking into them; one watch for all who ask. */
export class ProducerWatch {
  readonly #producer: types.Producer;
  #seconds = 0;
  #countedSince: number | undefined;
  #frames = 0;
  readonly #watchedSince = Date.now();

  /** When its last key frame came. It goes to every consumer. */
  lastKeyFrameAt = Number.NEGATIVE_INFINITY;
  /** As measured last. */
  framesPerSecond: number | undefined;

  static of(producer: types.Producer): ProducerWatch {
    const known = watches.get(producer);
    if (known) return known;
    const watch = new ProducerWatch(producer);
    watches.set(producer, watch);
    return watch;
  }

  private constructor(producer: types.Producer) {
    this.#producer = producer;
    if (producer.kind === 'audio') return;
    producer.on('trace', ({ type, info }) => {
      if (type === 'keyframe') this.lastKeyFrameAt = Date.now();
      else if (type === 'rtp' && isLastOfFrame(info)) this.#frames += 1;
    });
    this.#trace('keyframe');
  }

  /** How long ago its last key frame came, or it was watched first: at least so long there has been none. */
  keyFrameAgeMs(now: number): number {
    return Math.max(0, now - Math.max(this.lastKeyFrameAt, this.#watchedSince));
  }

  /** To be called once a second. */
  handleSecond(now: number): void {
    if (this.#producer.kind === 'audio' || this.#producer.closed) return;
    if (this.#countedSince !== undefined) {
      const elapsedS = (now - this.#countedSince) / 1000;
      if (elapsedS > 0) this.framesPerSecond = Math.round((this.#frames / elapsedS) * 10) / 10;
      this.#countedSince = undefined;
      this.#trace('keyframe');
    } else if (this.#seconds % COUNT_EVERY === 0) {
      this.#frames = 0;
      this.#countedSince = now;
      this.#trace('keyframe', 'rtp');
    }
    this.#seconds += 1;
  }

  #trace(...kinds: ('keyframe' | 'rtp')[]): void {
    // It closes while it is asked: then there is nothing to watch.
    this.#producer.enableTraceEvent(kinds).catch(() => undefined);
  }
}

// All four codecs set RTP's marker on the last packet of a frame.
function isLastOfFrame(info: Record<string, unknown>): boolean {
  const { rtpPacket, isRtx } = info as { rtpPacket?: { marker?: boolean }; isRtx?: boolean };
  return rtpPacket?.marker === true && isRtx !== true;
}
