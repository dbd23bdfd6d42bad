import { type BackgroundBlur, NO_CAMERA, readBackgroundBlur, setBackgroundBlur } from '../scenes/index.ts';
import {
  CapturedSource,
  type Device,
  type DeviceFacts,
  type DeviceList,
  type MicrophoneFor,
  type SourceState,
  afterPlugged,
  askForCamera,
  askForMicrophone,
  askForScreen,
  askForVeryMicrophone,
  isStandIn,
  listDevices,
  ownIdOf,
  watchDevices,
} from '../sources/index.ts';
import { SecondMicrophone } from './second-microphone.svelte.ts';
import { deviceFacts, trackOf } from './source-tracks.ts';

export interface ChosenDevices {
  cameraId: string | undefined;
  microphoneId: string | undefined;
  microphoneFor: MicrophoneFor | undefined;
  /** Undefined: there is no second one. */
  secondMicrophoneId: string | undefined;
}

/** What is plugged in and out. */
type Plugged = 'camera' | 'microphone';

export interface CapturesOptions {
  chosen: ChosenDevices;
  /** No larger a picture of the screen is asked for. */
  screenMost: { width: number; height: number };
  onChosen: (chosen: ChosenDevices) => void;
  onCamera: (state: SourceState) => void;
  onMicrophone: (state: SourceState) => void;
  onSecondMicrophone: (state: SourceState) => void;
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
    secondMicrophoneId: undefined,
  });

  /** What ran when it was unplugged, where nothing was chosen: it is to come back as if it had been. */
  #unpluggedIds: Partial<Record<Plugged, string>> = $state.raw({});
  /** What runs, by its own name. */
  #inUseIds: Partial<Record<Plugged, string>> = {};

  readonly second: SecondMicrophone;
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
    this.second = new SecondMicrophone({
      wantedId: options.chosen.secondMicrophoneId,
      ask: askForVeryMicrophone(() => this.microphoneFor),
      onWanted: (secondMicrophoneId) => this.#choose({ ...this.#chosen, secondMicrophoneId }),
      onState: (state) => options.onSecondMicrophone(state),
    });
    this.#screen = new CapturedSource(askForScreen(options.screenMost), (state) => this.#handleScreen(state));
  }

  get microphoneFor(): MicrophoneFor {
    return this.#chosen.microphoneFor ?? 'speech';
  }

  /** What the first one can be: not the second too. */
  get microphones(): readonly Device[] {
    const { state, wantedId } = this.second;
    return this.devices.microphones.filter(({ id }) => state.is !== 'on' || id !== wantedId);
  }

  /** Another device runs in its place, until it is plugged in again. */
  standsIn(source: Plugged): boolean {
    return isStandIn(this.#factsOf(source));
  }

  async start(): Promise<void> {
    // One question of the browser after the other: two at once hide each other.
    await this.#camera.open(this.#wantedId('camera'));
    await this.#microphone.open(this.#wantedId('microphone'));
    await this.#readDevices();
    this.#endWatch = watchDevices(() => void this.#handlePlugged());
    await this.#tellSecond();
  }

  /** No id: the browser's own choice. */
  async useCamera(cameraId: string | undefined): Promise<void> {
    this.#choose({ ...this.#chosen, cameraId });
    this.#unpluggedIds = { ...this.#unpluggedIds, camera: undefined };
    await this.#camera.open(cameraId);
  }

  /** One that hangs often goes on when it is opened anew. */
  async reopenCamera(): Promise<void> {
    await this.#camera.open(this.#wantedId('camera'));
  }

  turnCameraOff(): void {
    this.#camera.close();
  }

  async useMicrophone(microphoneId: string | undefined): Promise<void> {
    this.#choose({ ...this.#chosen, microphoneId });
    this.#unpluggedIds = { ...this.#unpluggedIds, microphone: undefined };
    await this.#microphone.open(microphoneId);
  }

  /** Browsers heed another wish only for a microphone that is opened anew. */
  async setMicrophoneFor(microphoneFor: MicrophoneFor): Promise<void> {
    this.#choose({ ...this.#chosen, microphoneFor });
    if (this.microphone.is === 'on') await this.#microphone.open(this.#wantedId('microphone'));
    await this.second.reopen();
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
    this.#endWatch = undefined;
    for (const source of [this.#camera, this.#microphone, this.second, this.#screen]) source.close();
  }

  /** What was missing or pulled out is taken up again as soon as it is there. */
  async #handlePlugged(): Promise<void> {
    await this.#readDevices();
    const camera = this.#factsOf('camera');
    if (afterPlugged(camera) === 'open') await this.#camera.reopen(camera.wantedId);
    const microphone = this.#factsOf('microphone');
    if (afterPlugged(microphone) === 'open') await this.#microphone.reopen(microphone.wantedId);
  }

  #wantedId(source: Plugged): string | undefined {
    const { cameraId, microphoneId } = this.#chosen;
    return (source === 'camera' ? cameraId : microphoneId) ?? this.#unpluggedIds[source];
  }

  #factsOf(source: Plugged): DeviceFacts {
    return deviceFacts(this[source], this.#wantedId(source), this.#devicesOf(source));
  }

  #devicesOf(source: Plugged): DeviceList['cameras'] {
    return source === 'camera' ? this.devices.cameras : this.devices.microphones;
  }

  /** While it is listed: of one that is gone nobody tells the name any more. */
  #noteInUse(source: Plugged): void {
    const { [source]: state } = this;
    if (state.is !== 'on' || state.deviceId === undefined) return;
    const { deviceId, label, track } = state;
    const { groupId } = track.getSettings();
    const ownId = ownIdOf({ id: deviceId, label, groupId }, this.#devicesOf(source));
    if (ownId !== undefined) this.#inUseIds[source] = ownId;
  }

  /** One that stood in is not wanted back: what it stood in for is. */
  #followUse(source: Plugged, state: SourceState): void {
    // The next one may be another.
    if (state.is === 'asking') this.#inUseIds[source] = undefined;
    if (state.is !== 'problem' || state.problem !== 'ended') return;
    const wanted = this.#wantedId(source) ?? this.#inUseIds[source];
    this.#unpluggedIds = { ...this.#unpluggedIds, [source]: wanted };
  }

  async #readDevices(): Promise<void> {
    try {
      this.devices = await listDevices();
    } catch {
      // Without a list there is nothing to choose from; the source itself has already said why.
      this.devices = { cameras: [], microphones: [] };
    }
    this.#noteInUse('camera');
    this.#noteInUse('microphone');
    await this.#tellSecond();
  }

  /** Not before the first one was asked for. */
  async #tellSecond(): Promise<void> {
    if (this.#endWatch) await this.second.follow(this.devices.microphones, this.#inUseIds.microphone);
  }

  #handleCamera(state: SourceState): void {
    this.#followUse('camera', state);
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
    this.#followUse('microphone', state);
    this.microphone = state;
    this.#options.onMicrophone(state);
    if (state.is === 'on') void this.#readDevices();
  }

  #choose(chosen: ChosenDevices): void {
    this.#chosen = chosen;
    this.#options.onChosen(chosen);
  }
}
