import { type AskForStream, CapturedSource, type Device, type SourceState } from '../sources/index.ts';
import {
  type SecondIs,
  type SecondNotice,
  type SecondPlace,
  noticeOfSecond,
  otherMicrophones,
  placeOfSecond,
  turnOfSecond,
} from './pure/second-microphone.ts';

export interface SecondMicrophoneOptions {
  wantedId: string | undefined;
  /** The very one, or none: another could be the first one. */
  ask: AskForStream;
  onWanted: (wantedId: string | undefined) => void;
  onState: (state: SourceState) => void;
}

/** Another microphone beside the first, as reactive values: one for the audience beside a clip-on. */
export class SecondMicrophone {
  state: SourceState = $state.raw({ is: 'off' });
  /** Undefined: there is none. */
  wantedId: string | undefined = $state.raw();

  readonly #options: SecondMicrophoneOptions;
  readonly #source: CapturedSource;
  #devices: readonly Device[] = $state.raw([]);
  #firstId: string | undefined = $state.raw();

  constructor(options: SecondMicrophoneOptions) {
    this.#options = options;
    this.wantedId = options.wantedId;
    this.#source = new CapturedSource(options.ask, (state) => {
      this.state = state;
      options.onState(state);
    });
  }

  /** What there is to choose from. */
  get devices(): readonly Device[] {
    return otherMicrophones(this.#devices, this.#firstId);
  }

  get notice(): SecondNotice | undefined {
    return noticeOfSecond(this.#place, this.state);
  }

  /** The microphones that there are, and which of them is the first. */
  async follow(devices: readonly Device[], firstId: string | undefined): Promise<void> {
    this.#devices = devices;
    this.#firstId = firstId;
    const turn = turnOfSecond(this.#place, isOf(this.state));
    if (turn === 'open') await this.#source.open(this.wantedId);
    if (turn === 'close') this.#source.close();
  }

  /** Also to try again. */
  async use(id: string): Promise<void> {
    this.#want(id);
    await this.#source.open(id);
  }

  /** The first that there is; nothing happens where there is no other. */
  async add(): Promise<void> {
    const [device] = this.devices;
    if (device) await this.use(device.id);
  }

  remove(): void {
    this.#want(undefined);
    this.#source.close();
  }

  /** It is to be treated otherwise. */
  async reopen(): Promise<void> {
    if (this.state.is === 'on') await this.#source.open(this.wantedId);
  }

  close(): void {
    this.#source.close();
  }

  get #place(): SecondPlace {
    return placeOfSecond({ wantedId: this.wantedId, firstId: this.#firstId, devices: this.#devices });
  }

  #want(id: string | undefined): void {
    this.wantedId = id;
    this.#options.onWanted(id);
  }
}

function isOf(state: SourceState): SecondIs {
  switch (state.is) {
    case 'off':
    case 'on':
      return state.is;
    case 'asking':
      return 'other';
    case 'problem':
      return state.problem === 'ended' || state.problem === 'none-found' ? 'gone' : 'other';
  }
}
