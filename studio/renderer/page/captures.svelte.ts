import { type BackgroundBlur, NO_CAMERA, readBackgroundBlur, setBackgroundBlur } from '../scenes/index.ts';
import {
  CapturedSource,
  type DeviceList,
  type MicrophoneFor,
  type SourceState,
  afterPlugged,
  askForCamera,
  askForMicrophone,
  askForScreen,
  listDevices,
  watchDevices,
} from '../sources/index.ts';
import { deviceFacts, trackOf } from './source-tracks.ts';

export interface ChosenDevices {
  cameraId: string | undefined;
  microphoneId: string | undefined;
  microphoneFor: MicrophoneFor | undefined;
}

export interface CapturesOptions {
  chosen: ChosenDevices;
  /** No larger a picture of the screen is asked for. */
  screenMost: { width: number; height: number };
  onChosen: (chosen: ChosenDevices) => void;
  onCamera: (state: SourceState) => void;
  onMicrophone: (state: SourceState) => void;
  onScreen: (state: SourceState) => void;
}

/** Camera, microphone and shared screen as reactive values, and the devices that there are to choose from. */
export class Captures {
  camera: SourceState = $state.raw({ is: 'off' });
  microphone: SourceState = $state.raw({ is: 'off' });
  screen: SourceState = $state.raw({ is: 'off' });
  blur: BackgroundBlur = $state.raw(NO_CAMERA);
  devices: DeviceList = $state.raw({ cameras: [], microphones: [] });
  #chosen: ChosenDevices = $state.raw({
    cameraId: undefined,
    microphoneId: undefined,
    microphoneFor: undefined,
  });

  readonly #options: CapturesOptions;
  readonly #camera = new CapturedSource(askForCamera, (state) => this.#handleCamera(state));
  readonly #microphone = new CapturedSource(
    askForMicrophone(() => this.microphoneFor),
    (state) => this.#handleMicrophone(state),
  );
  readonly #screen: CapturedSource;
  #endWatch: (() => void) | undefined;

  constructor(options: CapturesOptions) {
    this.#options = options;
    this.#chosen = options.chosen;
    this.#screen = new CapturedSource(askForScreen(options.screenMost), (state) => this.#handleScreen(state));
  }

  get microphoneFor(): MicrophoneFor {
    return this.#chosen.microphoneFor ?? 'speech';
  }

  async start(): Promise<void> {
    // One question of the browser after the other: two at once hide each other.
    await this.#camera.open(this.#chosen.cameraId);
    await this.#microphone.open(this.#chosen.microphoneId);
    await this.#readDevices();
    this.#endWatch = watchDevices(() => void this.#handlePlugged());
  }

  /** No id: the browser's own choice. */
  async useCamera(cameraId: string | undefined): Promise<void> {
    this.#choose({ ...this.#chosen, cameraId });
    await this.#camera.open(cameraId);
  }

  /** One that hangs often goes on when it is opened anew. */
  async reopenCamera(): Promise<void> {
    await this.#camera.open(this.#chosen.cameraId);
  }

  turnCameraOff(): void {
    this.#camera.close();
  }

  async useMicrophone(microphoneId: string | undefined): Promise<void> {
    this.#choose({ ...this.#chosen, microphoneId });
    await this.#microphone.open(microphoneId);
  }

  /** Browsers heed another wish only for a microphone that is opened anew. */
  async setMicrophoneFor(microphoneFor: MicrophoneFor): Promise<void> {
    this.#choose({ ...this.#chosen, microphoneFor });
    if (this.microphone.is === 'on') await this.#microphone.open(this.#chosen.microphoneId);
  }

  async shareScreen(): Promise<void> {
    await this.#screen.open(undefined);
  }

  stopScreen(): void {
    this.#screen.close();
  }

  /** By whoever looks at its pictures. */
  tellCamera(isFrozen: boolean): void {
    this.#camera.handleFrozen(isFrozen);
  }

  /** To be asked only where it is offered. */
  async setBlur(isOn: boolean): Promise<void> {
    const track = trackOf(this.camera);
    if (!track) return;
    const blur = await setBackgroundBlur(track, isOn);
    // The camera may be another by now, or off.
    if (trackOf(this.camera) === track) this.blur = blur;
  }

  close(): void {
    this.#endWatch?.();
    for (const source of [this.#camera, this.#microphone, this.#screen]) source.close();
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
    this.blur = state.is === 'on' ? readBackgroundBlur(state.track) : NO_CAMERA;
    this.#options.onCamera(state);
    // Names of devices are told only once one of them is in use.
    if (state.is === 'on') void this.#readDevices();
  }

  #handleScreen(state: SourceState): void {
    this.screen = state;
    this.#options.onScreen(state);
  }

  #handleMicrophone(state: SourceState): void {
    this.microphone = state;
    this.#options.onMicrophone(state);
    if (state.is === 'on') void this.#readDevices();
  }

  #choose(chosen: ChosenDevices): void {
    this.#chosen = chosen;
    this.#options.onChosen(chosen);
  }
}
