import type { Feed, ProgrammeFeed } from './feed.ts';
import type { FeedFacts } from './pure/programme-plan.ts';

const LOOK_EVERY_MS = 250;
/** Each look costs the media worker and us a message; while parts are made of it, it evidently flows. */
const SELDOM_MS = 1_000;
const PARTS_COME_WITHIN_MS = 450;

interface Watched {
  readonly feed: Feed;
  packets: number;
  flowedAt: number | undefined;
  looking: boolean;
  lookedAt: number;
  partAt: number;
}

/** Knows when packets of a programme's feed came last. */
export class FeedWatch {
  readonly feed: ProgrammeFeed;
  readonly #id: number;
  readonly #cameAt: number;
  readonly #now: () => number;
  readonly #picture: Watched | undefined;
  readonly #sound: Watched | undefined;
  readonly #timer: NodeJS.Timeout;

  /** `id`: the same number for the same feed, another one for another. */
  constructor(feed: ProgrammeFeed, id: number, now: () => number) {
    this.feed = feed;
    this.#id = id;
    this.#now = now;
    this.#cameAt = now();
    this.#picture = feed.video && watched(feed.video.feed);
    this.#sound = feed.audio && watched(feed.audio.feed);
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
    this.#look();
  }

  get facts(): FeedFacts {
    const told = (watch: Watched | undefined) => watch && { flowedAt: watch.flowedAt };
    return { id: this.#id, cameAt: this.#cameAt, picture: told(this.#picture), sound: told(this.#sound) };
  }

  /** A part was made of it: of its picture, or of its sound. */
  handlePart(of: 'picture' | 'sound'): void {
    const watch = of === 'picture' ? this.#picture : this.#sound;
    if (watch) watch.partAt = this.#now();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const now = this.#now();
    // Each by its own parts: of sound that is seldom looked at nobody can tell whether it flows, and that it hangs.
    for (const watch of [this.#picture, this.#sound]) {
      if (!watch || watch.looking) continue;
      if (now - watch.partAt < PARTS_COME_WITHIN_MS && now - watch.lookedAt < SELDOM_MS) continue;
      watch.lookedAt = now;
      void this.#lookAt(watch);
    }
  }

  async #lookAt(watch: Watched): Promise<void> {
    watch.looking = true;
    try {
      const packets = await watch.feed.receivedPackets();
      if (packets > watch.packets) watch.flowedAt = this.#now();
      watch.packets = packets;
    } catch {
      // It went with its worker; that nothing flows any more is all there is to know.
    } finally {
      watch.looking = false;
    }
  }
}

function watched(feed: Feed): Watched {
  return { feed, packets: 0, flowedAt: undefined, looking: false, lookedAt: -Infinity, partAt: -Infinity };
}
