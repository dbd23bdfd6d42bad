import {
  type Card,
  Compositor,
  type CompositorStats,
  type InkChange,
  type SceneId,
  type Size,
  guestSlot,
  sceneOf,
} from '../compositor/index.ts';
import {
  type Missing,
  SCENE_SETTINGS,
  SceneControl,
  type SceneSettings,
  restoreLogo,
  sizeOf,
} from '../scenes/index.ts';
import {
  type DemoPictures,
  type DemoSpeech,
  startDemoPictures,
  startDemoSpeech,
} from '../sources/demo/index.ts';
import type { SourceState } from '../sources/index.ts';
import type { HearNode } from '../speakers/index.ts';
import type { ProgrammeTracks } from '../publisher/index.ts';
import { type KeptChannels, type MicrophoneName, type MixerState, Sound } from '../mixer/index.ts';
import { Captures, type ChosenDevices } from './captures.svelte.ts';
import type { PageOptions } from './pure/page-options.ts';
import { type Voice, voiceOf } from './pure/voice.ts';
import { type SourceTracks, sourceTracks, trackOf } from './source-tracks.ts';

export interface ProgrammeOptions {
  page: PageOptions;
  card: Card;
  chosen: ChosenDevices;
  onChosen: (chosen: ChosenDevices) => void;
  /** What was kept of the scenes, and where changes go. */
  scenes?: SceneSettings;
  onScenes?: (scenes: SceneSettings) => void;
  /** So with how each source stands in the mix. */
  channels?: KeptChannels;
  onChannels?: (channels: KeptChannels) => void;
  hear: HearNode;
}

/** The programme as reactive values: its sources, its scenes, and the two tracks that it comes out of. */
export class Programme {
  stats: CompositorStats | undefined = $state.raw(undefined);
  /** Why there is no picture any more, in the browser's words. */
  failure: string | undefined = $state(undefined);

  readonly isDemo: boolean;
  readonly scenes: SceneControl;
  readonly mix: Sound;
  readonly captures: Captures;
  readonly #options: ProgrammeOptions;
  readonly #size: Size;
  readonly #compositor: Compositor;
  #demo: { pictures: DemoPictures; speech: DemoSpeech } | undefined = $state.raw(undefined);
  #board: MediaStreamTrack | undefined = $state.raw(undefined);
  #guestScreen: MediaStreamTrack | undefined;

  constructor(options: ProgrammeOptions) {
    const { page, card, chosen, onChosen, scenes = SCENE_SETTINGS, onScenes = () => {} } = options;
    const { channels = {}, onChannels = () => {}, hear } = options;
    this.#options = options;
    this.isDemo = page.isDemo;
    this.#size = page.size ?? sizeOf(scenes.picture);
    this.mix = new Sound({ kept: channels, onKept: onChannels, hear });
    this.#compositor = new Compositor({
      size: this.#size,
      framesPerSecond: page.framesPerSecond,
      burnClock: page.burnClock,
      scene: sceneOf('picture-in-picture', { ...scenes, content: 'slides' }),
      card,
      onStats: (stats) => (this.stats = stats),
      onCamera: (isFrozen) => this.captures.tellCamera(isFrozen),
      onFailed: (reason) => (this.failure = reason),
    });
    this.scenes = new SceneControl(this.#compositor, scenes, onScenes);
    void restoreLogo(this.scenes);
    this.captures = new Captures({
      ...{ chosen, onChosen, screenMost: this.#size },
      onCamera: (state) => this.scenes.stand('camera', trackOf(state)),
      onMicrophone: (state) => this.#handleMicrophone('microphone', state),
      onSecondMicrophone: (state) => this.#handleMicrophone('secondMicrophone', state),
      onScreen: (state) => this.#handleScreen(state),
    });
    if (page.isDemo) this.#startDemo();
    else void this.captures.start();
  }

  /** Whether any microphone is plugged into the mixer. */
  get hasVoice(): boolean {
    return this.mix.hasVoice;
  }

  get sound(): MixerState {
    return this.mix.state;
  }

  get isMuted(): boolean {
    return this.mix.isVoiceMuted;
  }

  get voice(): Voice {
    return voiceOf({ isOn: this.hasVoice, isMuted: this.isMuted, isAside: this.mix.isAside });
  }

  get scene(): SceneId {
    return this.scenes.onAir;
  }

  /** The source without which the chosen scene shows nothing. */
  get missing(): Missing | undefined {
    return this.scenes.missing;
  }

  get sources(): SourceTracks {
    const demo = this.#demo?.pictures;
    return sourceTracks({
      camera: demo?.camera ?? this.captures.camera,
      screen: demo?.slides ?? this.captures.screen,
      board: this.#board,
      // Both of them, behind their mutes: what was said muted is in no recording.
      microphone: this.mix.voiceTrack,
    });
  }

  get tracks(): ProgrammeTracks {
    const { width, height } = this.#size;
    const { framesPerSecond } = this.#options.page;
    return {
      video: this.#compositor.track,
      audio: this.mix.track,
      picture: { width, height, framesPerSecond },
    };
  }

  setScene(scene: SceneId): void {
    this.scenes.take(scene, 'cut');
  }

  /** A page of the slides; taken away from the caller. Nothing: no slides are open any more. */
  showSlide(bitmap: ImageBitmap | undefined): void {
    const demo = this.#demo?.pictures.slides;
    this.scenes.stand('slides', bitmap ?? demo);
  }

  /** A page of the whiteboard; taken away from the caller. */
  showBoard(bitmap: ImageBitmap | undefined): void {
    if (bitmap) this.#board ??= this.#compositor.trackOf('board');
    this.scenes.stand('board', bitmap);
  }

  /**
   * What is drawn over slides or a screen, as see-through pieces; taken away from the caller. It lies over them as they
   * are alone in the programme, and goes with them into every other scene.
   */
  setInk(changes: readonly InkChange[]): void {
    this.scenes.setInk(changes);
  }

  /** Nothing: they have left, or their camera is off. */
  showGuest(id: string, name: string, track: MediaStreamTrack | undefined): void {
    this.scenes.stand(guestSlot(id), track, name);
  }

  /** A screen that a guest shares stands where the instructor's own would. */
  showGuestScreen(track: MediaStreamTrack | undefined): void {
    this.#guestScreen = track;
    this.#standScreen();
  }

  /** Their voices; nothing while nobody speaks from the stage. */
  plugGuests(node: AudioNode | undefined): void {
    if (!node) this.mix.unplug('guests');
    else if (!this.mix.isPlugged('guests')) this.mix.plug('guests', node);
  }

  /** What whoever is on the stage hears of the mix. */
  get stageTrack(): MediaStreamTrack {
    return this.mix.stageTrack;
  }

  get context(): AudioContext {
    return this.mix.context;
  }

  setCard(card: Card): void {
    this.#compositor.setCard(card);
  }

  setMuted(isMuted: boolean): void {
    this.mix.setVoiceMuted(isMuted);
  }

  readLevelDb(): number {
    return this.mix.readLevelDb();
  }

  /** Before their mutes: a muted one can still be seen to work. */
  readMicrophoneDb(): number {
    return this.mix.readVoiceDb();
  }

  /** To be called from a click or a key. */
  async resumeSound(): Promise<void> {
    await this.mix.resume();
  }

  close(): void {
    this.captures.close();
    this.#demo?.speech.close();
    this.#demo?.pictures.close();
    this.#compositor.close();
    this.mix.close();
  }

  #startDemo(): void {
    const epochMs = Date.now();
    const pictures = startDemoPictures(this.#size, epochMs);
    const speech = startDemoSpeech(this.mix.context, epochMs);
    this.#demo = { pictures, speech };
    this.scenes.stand('camera', pictures.camera);
    this.scenes.stand('slides', pictures.slides);
    this.mix.plug('microphone', speech.node);
  }

  #handleScreen(state: SourceState): void {
    this.#standScreen();
    if (state.is === 'on' && state.sound) this.mix.plug('screen', state.sound);
    else this.mix.unplug('screen');
  }

  #standScreen(): void {
    this.scenes.stand('screen', trackOf(this.captures.screen) ?? this.#guestScreen);
  }

  #handleMicrophone(name: MicrophoneName, state: SourceState): void {
    if (state.is !== 'on') {
      this.mix.unplug(name);
      return;
    }
    this.mix.plug(name, state.track);
    void this.mix.resume();
  }
}
