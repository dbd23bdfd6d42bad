import type { types } from 'mediasoup';
import type { Circle } from '../pure/stage-flow.ts';

export interface SpeakersOptions {
  readonly router: types.Router;
  /** Whoever is heard most in this circle from now on. */
  readonly handleLoudest: (circle: Circle, producer: types.Producer) => void;
  readonly handleTrouble: (error: unknown) => void;
}

interface Listening {
  readonly observing: Promise<types.ActiveSpeakerObserver>;
  readonly producerIds: Set<string>;
}

const SPEAKER_EVERY_MS = 300;

/** Who speaks, in each circle by itself: whoever is loud in one of them is not heard in another. */
export class Speakers {
  readonly #options: SpeakersOptions;
  readonly #circles = new Map<Circle, Listening>();

  constructor(options: SpeakersOptions) {
    this.#options = options;
  }

  /** A circle is listened to from its first sound on. */
  listenTo(circle: Circle, producer: types.Producer): void {
    const listening = this.#circles.get(circle) ?? this.#begin(circle);
    listening.producerIds.add(producer.id);
    void this.#with(listening, async (observer) => {
      if (!producer.closed) await observer.addProducer({ producerId: producer.id });
    });
  }

  /** And until its last one is somewhere else. */
  leave(circle: Circle, producer: types.Producer): void {
    const listening = this.#circles.get(circle);
    if (!listening?.producerIds.delete(producer.id)) return;
    if (listening.producerIds.size === 0) {
      this.#circles.delete(circle);
      void this.#with(listening, (observer) => Promise.resolve(observer.close()));
      return;
    }
    void this.#with(listening, async (observer) => {
      if (!producer.closed) await observer.removeProducer({ producerId: producer.id });
    });
  }

  #begin(circle: Circle): Listening {
    const { router, handleLoudest } = this.#options;
    const observing = router.createActiveSpeakerObserver({ interval: SPEAKER_EVERY_MS });
    const listening: Listening = { observing, producerIds: new Set() };
    this.#circles.set(circle, listening);
    void this.#with(listening, (observer) => {
      observer.on('dominantspeaker', ({ producer }) => handleLoudest(circle, producer));
      return Promise.resolve();
    });
    return listening;
  }

  /** In the order in which it is asked for; a worker that has gone took everything here with it. */
  async #with(
    { observing }: Listening,
    act: (observer: types.ActiveSpeakerObserver) => Promise<void>,
  ): Promise<void> {
    try {
      const observer = await observing;
      if (!observer.closed) await act(observer);
    } catch (error) {
      this.#options.handleTrouble(error);
    }
  }
}
