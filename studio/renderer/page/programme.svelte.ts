import {
  type Card,
  Compositor,
  type CompositorStats,
  type SceneId,
  type Size,
  guestSlot,
  sceneOf,
} from '../compositor/index.ts';
import {
  type BackgroundBlur,
  type Missing,
  SCENE_SETTINGS,
  SceneControl,
  type SceneSettings,
  readBackgroundBlur,
  setBackgroundBlur,
  sizeOf,
} from '../scenes/index.ts';
import {
  type DemoPictures,
  type DemoSpeech,
  startDemoPictures,
  startDemoSpeech,
} from '../sources/demo/index.ts';
import {
  CapturedSource,
  type DeviceList,
  type SourceState,
  afterPlugged,
  askForCamera,
  askForMicrophone,
  askForScreen,
  listDevices,
  watchDevices,
} from '../sources/index.ts';
import type { ProgrammeTracks } from '../publisher/index.ts';
import { type KeptChannels, type MixerState, Sound } from '../mixer/index.ts';
import type { PageOptions } from './pure/page-options.ts';
import { type SourceTracks, deviceFacts, sourceTracks, trackOf } from './source-tracks.ts';

export interface ChosenDevices {
  cameraId: string | undefined;
  microphoneId: string | undefined;
}

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
}

/** The programme as reactive values: its sources, its scenes, and the two tracks that it comes out of. */
export class Programme {
  camera: SourceState = $state.raw({ is: 'off' });
  microphone: SourceState = $state.raw({ is: 'off' });
  screen: SourceState = $state.raw({ is: 'off' });
  blur: BackgroundBlur = $state('not-offered');
  devices: DeviceList = $state.raw({ cameras: [], microphones: [] });
  stats: CompositorStats | undefined = $state.raw(undefined);
  /** Why there is no picture any more, in the browser's words. */
  failure: string | undefined = $state(undefined);

  readonly isDemo: boolean;
  readonly scenes: SceneControl;
  readonly mix: Sound;
  readonly #options: ProgrammeOptions;
  readonly #size: Size;
  readonly #compositor: Compositor;
  readonly #camera = new CapturedSource(askForCamera, (state) => this.#handleCamera(state));
  readonly #microphone = new CapturedSource(askForMicrophone, (state) => this.#handleMicrophone(state));
  readonly #screen = new CapturedSource(askForScreen, (state) => this.#handleScreen(state));
  #chosen: ChosenDevices;
  #demo: { pictures: DemoPictures; speech: DemoSpeech } | undefined = $state.raw(undefined);
  #board: MediaStreamTrack | undefined = $state.raw(undefined);
  #endWatch: (() => void) | undefined;

  constructor(options: ProgrammeOptions) {
    const { page, card, chosen, scenes = SCENE_SETTINGS, onScenes = () => {} } = options;
    const { channels = {}, onChannels = () => {} } = options;
    this.#options = options;
    this.#chosen = chosen;
    this.isDemo = page.isDemo;
    this.#size = page.size ?? sizeOf(scenes.picture);
    this.mix = new Sound({ kept: channels, onKept: onChannels });
    this.#compositor = new Compositor({
      size: this.#size,
      framesPerSecond: page.framesPerSecond,
      burnClock: page.burnClock,
      scene: sceneOf('picture-in-picture', { ...scenes, content: 'slides' }),
      card,
      onStats: (stats) => (this.stats = stats),
      onFailed: (reason) => (this.failure = reason),
    });
    this.scenes = new SceneControl(this.#compositor, scenes, onScenes);
    if (page.isDemo) this.#startDemo();
    else void this.#startDevices();
  }

  /** Whether anything is plugged into the mixer. */
  get hasVoice(): boolean {
    return this.isDemo || this.microphone.is === 'on';
  }

  get sound(): MixerState {
    return this.mix.state;
  }

  get isMuted(): boolean {
    return this.mix.isMuted('microphone');
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
      camera: demo?.camera ?? this.camera,
      screen: demo?.slides ?? this.screen,
      board: this.#board,
      // Behind its mute: what was said muted is in no recording.
      microphone: this.mix.trackOf('microphone'),
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
   * What the pen has left, as a transparent picture of the programme's shape; taken away from the caller. It lies over
   * slides, screen or whiteboard as they are alone in the programme, and goes with them into every other scene.
   */
  setInk(bitmap: ImageBitmap | undefined): void {
    this.scenes.setInk(bitmap);
  }

  /** Nothing: they have left, or their camera is off. */
  showGuest(id: string, name: string, track: MediaStreamTrack | undefined): void {
    this.scenes.stand(guestSlot(id), track, name);
  }

  setCard(card: Card): void {
    this.#compositor.setCard(card);
  }

  /** No id: the browser's own choice. */
  async useCamera(cameraId: string | undefined): Promise<void> {
    this.#choose({ ...this.#chosen, cameraId });
    await this.#camera.open(cameraId);
  }

  turnCameraOff(): void {
    this.#camera.close();
  }

  async useMicrophone(microphoneId: string | undefined): Promise<void> {
    this.#choose({ ...this.#chosen, microphoneId });
    await this.#microphone.open(microphoneId);
  }

  async shareScreen(): Promise<void> {
    await this.#screen.open(undefined);
  }

  stopScreen(): void {
    this.#screen.close();
  }

  /** To be asked only where it is offered. */
  async setBlur(isOn: boolean): Promise<void> {
    const track = trackOf(this.camera);
    if (!track) return;
    const blur = await setBackgroundBlur(track, isOn);
    // The camera may be another by now, or off.
    if (trackOf(this.camera) === track) this.blur = blur;
  }

  setMuted(isMuted: boolean): void {
    this.mix.set('microphone', { muted: isMuted });
  }

  readLevelDb(): number {
    return this.mix.readLevelDb();
  }

  /** To be called from a click or a key. */
  async resumeSound(): Promise<void> {
    await this.mix.resume();
  }

  close(): void {
    this.#endWatch?.();
    for (const source of [this.#camera, this.#microphone, this.#screen]) source.close();
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

  async #startDevices(): Promise<void> {
    // One question of the browser after the other: two at once hide each other.
    await this.#camera.open(this.#chosen.cameraId);
    await this.#microphone.open(this.#chosen.microphoneId);
    await this.#readDevices();
    this.#endWatch = watchDevices(() => void this.#handlePlugged());
  }

  /** What was missing or pulled out is taken up again as soon as it is there. */
  async #handlePlugged(): Promise<void> {
    await this.#readDevices();
    const { cameras, microphones } = this.devices;
    const { cameraId, microphoneId } = this.#chosen;
    const camera = deviceFacts(this.camera, cameraId, cameras);
    if (afterPlugged(camera) === 'open') await this.#camera.open(cameraId);
    const microphone = deviceFacts(this.microphone, microphoneId, microphones);
    if (afterPlugged(microphone) === 'open') await this.#microphone.open(microphoneId);
  }

  async #readDevices(): Promise<void> {
    try {
      this.devices = await listDevices();
    } catch {
      // Without a list there is nothing to choose from; the source itself has already said why.
      this.devices = { cameras: [], microphones: [] };
    }
  }

  #handleCamera(state: SourceState): void {
    this.camera = state;
    this.blur = state.is === 'on' ? readBackgroundBlur(state.track) : 'not-offered';
    this.scenes.stand('camera', trackOf(state));
    // Names of devices are told only once one of them is in use.
    if (state.is === 'on') void this.#readDevices();
  }

  #handleScreen(state: SourceState): void {
    // Ended by the browser's own button: nothing to complain about.
    this.screen = state.is === 'problem' && state.problem === 'ended' ? { is: 'off' } : state;
    this.scenes.stand('screen', trackOf(state));
    if (state.is === 'on' && state.sound) this.mix.plug('screen', state.sound);
    else this.mix.unplug('screen');
  }

  #handleMicrophone(state: SourceState): void {
    this.microphone = state;
    if (state.is !== 'on') {
      this.mix.unplug('microphone');
      return;
    }
    this.mix.plug('microphone', state.track);
    void this.mix.resume();
    void this.#readDevices();
  }

  #choose(chosen: ChosenDevices): void {
    this.#chosen = chosen;
    this.#options.onChosen(chosen);
  }
}
