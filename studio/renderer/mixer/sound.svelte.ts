import { MediaFile } from './media-file.ts';
import { Mixer, type MixerInput, type MixerState } from './mixer.ts';
import {
  type ChannelName,
  type ChannelSettings,
  type KeptChannels,
  plainChannel,
  withinLimits,
} from './pure/channel.ts';

export interface Channel {
  name: ChannelName;
  settings: ChannelSettings;
  track: MediaStreamTrack;
  readLevelDb: () => number;
}

export interface SoundOptions {
  kept: KeptChannels;
  onKept: (kept: KeptChannels) => void;
}

const ORDER: readonly ChannelName[] = ['microphone', 'screen', 'guests', 'file'];

/** The programme's sound as reactive values: what is plugged in, and how it stands in the mix. */
export class Sound {
  state: MixerState = $state('suspended');
  channels: readonly Channel[] = $state.raw([]);
  /** The file that is chosen, and how it goes on. */
  file: { name: string; state: MediaFile['state']; positionMs: number } | undefined = $state.raw(undefined);
  /** What others than the class hear just now, and the class doesn't. */
  aside: ChannelName | undefined = $state.raw(undefined);

  readonly #mixer: Mixer;
  readonly #onKept: SoundOptions['onKept'];
  #inputs: Partial<Record<ChannelName, MixerInput>> = {};
  #settings: KeptChannels;
  /** Of what is aside, as it stood in the mix. */
  #mutedBefore = false;
  #mediaFile: MediaFile | undefined;

  constructor({ kept, onKept }: SoundOptions) {
    // Nobody wants to begin a lecture muted because the last one ended so.
    const unmuted = Object.entries(kept).map(([name, its]) => [name, { ...withinLimits(its), muted: false }]);
    this.#settings = Object.fromEntries(unmuted) as KeptChannels;
    this.#onKept = onKept;
    this.#mixer = new Mixer((state) => (this.state = state));
    this.state = this.#mixer.state;
  }

  get track(): MediaStreamTrack {
    return this.#mixer.track;
  }

  /** What whoever is on the stage hears of it: all but the guests. */
  get stageTrack(): MediaStreamTrack {
    return this.#mixer.stageTrack;
  }

  get context(): AudioContext {
    return this.#mixer.context;
  }

  settingsOf(name: ChannelName): ChannelSettings {
    return this.#settings[name] ?? plainChannel;
  }

  /** What of it goes into the mix, as a track of its own. */
  trackOf(name: ChannelName): MediaStreamTrack | undefined {
    return this.channels.find((channel) => channel.name === name)?.track;
  }

  isMuted(name: ChannelName): boolean {
    return this.channels.some((channel) => channel.name === name && channel.settings.muted);
  }

  /** What is aside, as a track of its own. */
  get asideTrack(): MediaStreamTrack | undefined {
    return this.aside && this.isPlugged(this.aside) ? this.#inputs[this.aside]?.asideTrack : undefined;
  }

  /** Out of the mix and to be heard elsewhere, where its mute counts meanwhile. */
  takeAside(name: ChannelName): void {
    if (this.aside === name) return;
    this.bringBack();
    this.aside = name;
    this.#mutedBefore = this.settingsOf(name).muted;
    this.#inputs[name]?.setAside(true);
    this.set(name, { muted: false });
  }

  /** Into the mix again, as it was. */
  bringBack(): void {
    const name = this.aside;
    if (!name) return;
    this.aside = undefined;
    this.set(name, { muted: this.#mutedBefore });
    this.#inputs[name]?.setAside(false);
  }

  isPlugged(name: ChannelName): boolean {
    return this.channels.some((channel) => channel.name === name);
  }

  /** In the place of what was plugged in there before. The track stays its owner's. */
  plug(name: ChannelName, from: MediaStreamTrack | AudioNode): void {
    this.#inputs[name]?.close();
    const settings = this.settingsOf(name);
    const input =
      from instanceof AudioNode
        ? this.#mixer.plugNode(from, settings, name === 'guests' ? 'elsewhere' : 'from-us')
        : this.#mixer.plugTrack(from, settings);
    input.setAside(name === this.aside);
    this.#inputs[name] = input;
    this.#tell();
  }

  unplug(name: ChannelName): void {
    this.#inputs[name]?.close();
    this.#inputs[name] = undefined;
    this.#tell();
  }

  set(name: ChannelName, changed: Partial<ChannelSettings>): void {
    const settings = withinLimits({ ...this.settingsOf(name), ...changed });
    this.#settings = { ...this.#settings, [name]: settings };
    this.#inputs[name]?.set(settings);
    this.#tell();
    this.#onKept(this.#settings);
  }

  /** A file of the instructor's, to be heard by the class. */
  openFile(file: File): void {
    this.closeFile();
    const opened = new MediaFile(this.context, file, () => this.#tellFile());
    this.#mediaFile = opened;
    this.plug('file', opened.node);
    this.#tellFile();
  }

  async toggleFile(): Promise<void> {
    await this.#mediaFile?.toggle();
    this.#tellFile();
  }

  closeFile(): void {
    if (!this.#mediaFile) return;
    this.unplug('file');
    this.#mediaFile.close();
    this.#mediaFile = undefined;
    this.#tellFile();
  }

  readLevelDb(): number {
    return this.#mixer.readLevelDb();
  }

  /** To be called from a click or a key. */
  async resume(): Promise<void> {
    await this.#mixer.resume();
  }

  close(): void {
    this.closeFile();
    void this.#mixer.close();
  }

  #tell(): void {
    this.channels = ORDER.flatMap((name) => {
      const input = this.#inputs[name];
      return input
        ? [
            {
              name,
              settings: this.settingsOf(name),
              track: input.track,
              readLevelDb: () => input.readLevelDb(),
            },
          ]
        : [];
    });
  }

  #tellFile(): void {
    const file = this.#mediaFile;
    this.file = file && { name: file.name, state: file.state, positionMs: file.positionMs };
  }
}
