import { type Card, Compositor, type CompositorStats, type Scene, type Slot } from '../compositor/index.ts';
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
  askForCamera,
  askForMicrophone,
  askForScreen,
  listDevices,
  watchDevices,
} from '../sources/index.ts';
import type { ProgrammeTracks } from '../publisher/index.ts';
import { Mixer, type MixerInput, type MixerState } from '../mixer/index.ts';
import type { PageOptions } from './pure/page-options.ts';

export interface ChosenDevices {
  cameraId: string | undefined;
  microphoneId: string | undefined;
}

export interface ProgrammeOptions {
  page: PageOptions;
  card: Card;
  chosen: ChosenDevices;
  onChosen: (chosen: ChosenDevices) => void;
}

/** The programme as reactive values: its sources, its scene, and the two tracks that it comes out of. */
export class Programme {
  scene: Scene = $state('picture-in-picture');
  camera: SourceState = $state.raw({ is: 'off' });
  microphone: SourceState = $state.raw({ is: 'off' });
  screen: SourceState = $state.raw({ is: 'off' });
  isMuted = $state(false);
  devices: DeviceList = $state.raw({ cameras: [], microphones: [] });
  stats: CompositorStats | undefined = $state.raw(undefined);
  sound: MixerState = $state('suspended');
  /** Why there is no picture any more, in the browser's words. */
  failure: string | undefined = $state(undefined);

  readonly isDemo: boolean;
  readonly #options: ProgrammeOptions;
  readonly #compositor: Compositor;
  readonly #mixer: Mixer;
  readonly #camera = new CapturedSource(askForCamera, (state) => this.#handleCamera(state));
  readonly #microphone = new CapturedSource(askForMicrophone, (state) => this.#handleMicrophone(state));
  readonly #screen = new CapturedSource(askForScreen, (state) => this.#handleScreen(state));
  #chosen: ChosenDevices;
  #voice: MixerInput | undefined;
  #demo: { pictures: DemoPictures; speech: DemoSpeech } | undefined;
  #endWatch: (() => void) | undefined;

  constructor(options: ProgrammeOptions) {
    const { page, card, chosen } = options;
    this.#options = options;
    this.#chosen = chosen;
    this.isDemo = page.isDemo;
    this.#mixer = new Mixer((state) => (this.sound = state));
    this.sound = this.#mixer.state;
    this.#compositor = new Compositor({
      size: page.size,
      framesPerSecond: page.framesPerSecond,
      burnClock: page.burnClock,
      scene: this.scene,
      card,
      onStats: (stats) => (this.stats = stats),
      onFailed: (reason) => (this.failure = reason),
    });
    if (page.isDemo) this.#startDemo();
    else void this.#startDevices();
  }

  /** Whether anything is plugged into the mixer. */
  get hasVoice(): boolean {
    return this.isDemo || this.microphone.is === 'on';
  }

  /** The source without which the chosen scene shows nothing. */
  get missing(): Slot | undefined {
    if (this.isDemo) return undefined;
    if (this.scene === 'camera' && this.camera.is !== 'on') return 'camera';
    return this.scene === 'slides' && this.screen.is !== 'on' ? 'slides' : undefined;
  }

  get tracks(): ProgrammeTracks {
    const { size, framesPerSecond } = this.#options.page;
    return {
      video: this.#compositor.track,
      audio: this.#mixer.track,
      picture: { width: size.width, height: size.height, framesPerSecond },
    };
  }

  setScene(scene: Scene): void {
    this.scene = scene;
    this.#compositor.setScene(scene);
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

  setMuted(isMuted: boolean): void {
    this.isMuted = isMuted;
    this.#voice?.setMuted(isMuted);
  }

  readLevelDb(): number {
    return this.#mixer.readLevelDb();
  }

  /** To be called from a click or a key. */
  async resumeSound(): Promise<void> {
    await this.#mixer.resume();
  }

  close(): void {
    this.#endWatch?.();
    for (const source of [this.#camera, this.#microphone, this.#screen]) source.close();
    this.#demo?.speech.close();
    this.#demo?.pictures.close();
    this.#compositor.close();
    void this.#mixer.close();
  }

  #startDemo(): void {
    const epochMs = Date.now();
    const pictures = startDemoPictures(this.#options.page.size, epochMs);
    const speech = startDemoSpeech(this.#mixer.context, epochMs);
    this.#demo = { pictures, speech };
    this.#compositor.fill('camera', pictures.camera);
    this.#compositor.fill('slides', pictures.slides);
    this.#voice = this.#mixer.plugNode(speech.node);
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
    if (isMissing(this.camera) && this.devices.cameras.length > 0)
      await this.#camera.open(this.#chosen.cameraId);
    if (isMissing(this.microphone) && this.devices.microphones.length > 0) {
      await this.#microphone.open(this.#chosen.microphoneId);
    }
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
    this.#show('camera', state);
    // Names of devices are told only once one of them is in use.
    if (state.is === 'on') void this.#readDevices();
  }

  #handleScreen(state: SourceState): void {
    // Ended by the browser's own button: nothing to complain about.
    this.screen = state.is === 'problem' && state.problem === 'ended' ? { is: 'off' } : state;
    this.#show('slides', state);
  }

  #handleMicrophone(state: SourceState): void {
    this.microphone = state;
    this.#voice?.close();
    this.#voice = undefined;
    if (state.is !== 'on') return;
    this.#voice = this.#mixer.plugTrack(state.track);
    this.#voice.setMuted(this.isMuted);
    void this.#mixer.resume();
    void this.#readDevices();
  }

  #show(slot: Slot, state: SourceState): void {
    if (state.is === 'on') this.#compositor.fill(slot, state.track);
    else this.#compositor.empty(slot);
  }

  #choose(chosen: ChosenDevices): void {
    this.#chosen = chosen;
    this.#options.onChosen(chosen);
  }
}

function isMissing(state: SourceState): boolean {
  return state.is === 'problem' && (state.problem === 'none-found' || state.problem === 'ended');
}
