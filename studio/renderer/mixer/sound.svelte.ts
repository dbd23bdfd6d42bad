import { MediaFile } from './media-file.ts';
import { Mixer, type MixerInput, type MixerState } from './mixer.ts';
import {
  type ChannelName,
  type ChannelSettings,
  type KeptChannels,
  MICROPHONES,
  type MicrophoneName,
  isMicrophone,
  plainChannel,
  withinLimits,
} from './pure/channel.ts';
import { SILENCE_DB } from './pure/sound-level.ts';
import { type VoiceMute, isVoiceMuted, muteVoice } from './pure/voice-mute.ts';

export interface Channel {
  name: ChannelName;
  settings: ChannelSettings;
  readLevelDb: () => number;
}

export interface SoundOptions {
  kept: KeptChannels;
  onKept: (kept: KeptChannels) => void;
  /** Lets the instructor hear what goes into the mix from here; the function returned ends that. */
  hear: (node: AudioNode) => () => void;
}

const ORDER: readonly ChannelName[] = [...MICROPHONES, 'screen', 'guests', 'file'];

/** The programme's sound as reactive values: what is plugged in, and how it stands in the mix. */
export class Sound {
  state: MixerState = $state('suspended');
  channels: readonly Channel[] = $state.raw([]);
  /** The file that is chosen, and how it goes on. */
  file: { name: string; state: MediaFile['state']; positionMs: number } | undefined = $state.raw(undefined);
  /** Others than the class hear the microphones just now, and the class doesn't. */
  isAside = $state(false);

  readonly #mixer: Mixer;
  readonly #onKept: SoundOptions['onKept'];
  readonly #hear: SoundOptions['hear'];
  #inputs: Partial<Record<ChannelName, MixerInput>> = {};
  #settings: KeptChannels;
  #mutedAlone: VoiceMute['alone'] = [];
  /** Of the microphones that are aside: their mutes as they were in the mix. */
  #beforeAside: VoiceMute | undefined;
  #mediaFile: MediaFile | undefined;

  constructor({ kept, onKept, hear }: SoundOptions) {
    // Nobody wants to begin a lecture muted because the last one ended so.
    const unmuted = Object.entries(kept).map(([name, its]) => [name, { ...withinLimits(its), muted: false }]);
    this.#settings = Object.fromEntries(unmuted) as KeptChannels;
    this.#onKept = onKept;
    this.#hear = hear;
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

  get hasVoice(): boolean {
    return this.#pluggedMicrophones.length > 0;
  }

  /** Not one of the microphones is heard. */
  get isVoiceMuted(): boolean {
    return isVoiceMuted(this.#voice.muted, this.#pluggedMicrophones);
  }

  /** What of the microphones goes into the mix, as a track of its own. */
  get voiceTrack(): MediaStreamTrack | undefined {
    return this.hasVoice ? this.#mixer.voiceTrack : undefined;
  }

  /** The microphones that are aside, as a track of its own. */
  get asideTrack(): MediaStreamTrack | undefined {
    return this.isAside && this.hasVoice ? this.#mixer.asideTrack : undefined;
  }

  /** All microphones at once; one that was muted by itself before stays so. */
  setVoiceMuted(isMuted: boolean): void {
    this.#setVoice(muteVoice(this.#voice, this.#pluggedMicrophones, isMuted));
  }

  setMuted(name: ChannelName, muted: boolean): void {
    const [only, another] = this.#pluggedMicrophones;
    // Another one that is plugged in later must not be heard either.
    if (name === only && another === undefined) this.setVoiceMuted(muted);
    else this.set(name, { muted });
  }

  /** The microphones out of the mix and to be heard elsewhere, where their mutes count meanwhile. */
  takeAside(): void {
    if (this.isAside) return;
    this.isAside = true;
    this.#beforeAside = this.#voice;
    for (const name of MICROPHONES) this.#inputs[name]?.setAside(true);
    this.setVoiceMuted(false);
  }

  /** Into the mix again, as they were. */
  bringBack(): void {
    if (!this.isAside) return;
    this.isAside = false;
    if (this.#beforeAside) this.#setVoice(this.#beforeAside);
    for (const name of MICROPHONES) this.#inputs[name]?.setAside(false);
  }

  isPlugged(name: ChannelName): boolean {
    return this.channels.some((channel) => channel.name === name);
  }

  /** In the place of what was plugged in there before. The track stays its owner's. */
  plug(name: ChannelName, from: MediaStreamTrack | AudioNode): void {
    this.#inputs[name]?.close();
    const settings = this.settingsOf(name);
    const part = isMicrophone(name) ? 'voice' : name === 'guests' ? 'guests' : 'other';
    const input =
      from instanceof AudioNode
        ? this.#mixer.plugNode(from, settings, part)
        : this.#mixer.plugTrack(from, settings, part);
    input.setAside(isMicrophone(name) && this.isAside);
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
    const opened = new MediaFile(this.context, file, this.#hear, () => this.#tellFile());
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

  /** Of the loudest microphone, before its mute; silence while none is plugged in. */
  readVoiceDb(): number {
    return Math.max(...MICROPHONES.map((name) => this.#inputs[name]?.readLevelDb() ?? SILENCE_DB));
  }

  /** To be called from a click or a key. */
  async resume(): Promise<void> {
    await this.#mixer.resume();
  }

  close(): void {
    this.closeFile();
    void this.#mixer.close();
  }

  get #pluggedMicrophones(): readonly MicrophoneName[] {
    return this.channels.map(({ name }) => name).filter(isMicrophone);
  }

  get #voice(): VoiceMute {
    const isMuted = (name: MicrophoneName) => this.settingsOf(name).muted;
    const muted = { microphone: isMuted('microphone'), secondMicrophone: isMuted('secondMicrophone') };
    return { muted, alone: this.#mutedAlone };
  }

  #setVoice({ muted, alone }: VoiceMute): void {
    this.#mutedAlone = alone;
    for (const name of MICROPHONES) {
      if (this.settingsOf(name).muted !== muted[name]) this.set(name, { muted: muted[name] });
    }
  }

  #tell(): void {
    this.channels = ORDER.flatMap((name) => {
      const input = this.#inputs[name];
      return input ? [{ name, settings: this.settingsOf(name), readLevelDb: () => input.readLevelDb() }] : [];
    });
  }

  #tellFile(): void {
    const file = this.#mediaFile;
    this.file = file && { name: file.name, state: file.state, positionMs: file.positionMs };
  }
}
