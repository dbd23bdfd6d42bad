import type { Device } from '../sources/index.ts';
import type { SpeakerDevices } from './browser-speakers.ts';
import { SYSTEM_SINK, type SpeakersStanding, speakersIn, speakersTaken } from './pure/speakers.ts';

const ASKED_AGAIN_AFTER_MS = [400, 1_200];

/** What is touched of an element that plays, and no more. */
type Playing = Pick<HTMLMediaElement, 'setSinkId' | 'sinkId'>;

/** Lets an element play through the speakers; the function returned ends that. */
export type PlayThrough = (element: Playing) => () => void;

/** Lets a node of Web Audio be heard; the function returned ends that. */
export type HearNode = (node: AudioNode) => () => void;

export interface SpeakersOptions {
  /** Undefined where nobody can choose. */
  media: SpeakerDevices | undefined;
  chosenId: string | undefined;
  onChosen: (chosenId: string | undefined) => void;
}

/** The speakers as reactive values, and everything that plays through them. */
export class Speakers {
  /** Empty where there is nothing to choose from. */
  devices: readonly Device[] = $state.raw([]);
  /** Undefined: the system's. */
  chosenId: string | undefined = $state.raw();
  standing: SpeakersStanding = $state('system');

  readonly #media: SpeakerDevices | undefined;
  readonly #onChosen: SpeakersOptions['onChosen'];
  #playing: readonly Playing[] = [];
  #sinkId = SYSTEM_SINK;
  #failedId: string | undefined;
  /** Counts readings, so that a late one is not taken for the latest. */
  #reading = 0;

  constructor({ media, chosenId, onChosen }: SpeakersOptions) {
    this.#media = media;
    this.#onChosen = onChosen;
    this.chosenId = chosenId;
    media?.addEventListener('devicechange', this.#handlePlugged);
    void this.refresh();
  }

  /** Also when a permission was given: names of devices are told only from then on. */
  async refresh(): Promise<void> {
    const reading = ++this.#reading;
    const devices = await this.#readDevices();
    if (reading !== this.#reading) return;
    this.devices = devices;
    // Plugged in anew, they are tried anew.
    if (!devices.some(({ id }) => id === this.#failedId)) this.#failedId = undefined;
    this.#take();
  }

  /** No id: the system's. */
  choose(chosenId: string | undefined): void {
    this.chosenId = chosenId;
    this.#failedId = undefined;
    this.#onChosen(chosenId);
    this.#take();
  }

  readonly playThrough: PlayThrough = (element) => {
    this.#playing = [...this.#playing, element];
    void this.#route(element);
    return () => {
      this.#playing = this.#playing.filter((one) => one !== element);
    };
  };

  /** Through an element: a context of the mixer's that changed its device would break the programme off meanwhile. */
  readonly hear: HearNode = (node) => {
    const output = new MediaStreamAudioDestinationNode(node.context as AudioContext);
    node.connect(output);
    const element = new Audio();
    element.srcObject = output.stream;
    const end = this.playThrough(element);
    // It begins with a click; where the browser wants another one, the mixer asks for it.
    element.play().catch(() => undefined);
    return () => {
      end();
      element.pause();
      element.srcObject = null;
      output.disconnect();
    };
  };

  close(): void {
    this.#reading += 1;
    this.#media?.removeEventListener('devicechange', this.#handlePlugged);
    this.#playing = [];
  }

  readonly #handlePlugged = () => void this.refresh();

  async #readDevices(): Promise<readonly Device[]> {
    try {
      return speakersIn((await this.#media?.enumerateDevices()) ?? []);
    } catch {
      // Without a list there is nothing to choose from: the system's play.
      return [];
    }
  }

  #take(): void {
    const { chosenId, devices } = this;
    const { is, sinkId } = speakersTaken({ chosenId, devices, failedId: this.#failedId });
    this.standing = is;
    this.#sinkId = sinkId;
    for (const element of this.#playing) void this.#route(element);
  }

  async #route(element: Playing): Promise<void> {
    // Where nobody can choose, elements have none either.
    if (!this.#media || element.sinkId === this.#sinkId) return;
    let wanted: string;
    do {
      wanted = this.#sinkId;
      if (!(await this.#takes(element, wanted))) this.#handleNo(wanted);
      // Others may have been chosen meanwhile.
    } while (wanted !== this.#sinkId);
  }

  /** Listed a moment before they can play, some say no at first; the system's are often a whole room's. */
  async #takes(element: Playing, sinkId: string): Promise<boolean> {
    for (const waitMs of [...ASKED_AGAIN_AFTER_MS, undefined]) {
      try {
        await element.setSinkId(sinkId);
        return true;
      } catch {
        if (waitMs !== undefined) await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
      if (sinkId !== this.#sinkId) return true;
    }
    return false;
  }

  #handleNo(sinkId: string): void {
    // The system's are what there is: nothing is left to fall back to.
    if (sinkId === SYSTEM_SINK || sinkId !== this.#sinkId) return;
    this.#failedId = sinkId;
    this.#take();
  }
}
