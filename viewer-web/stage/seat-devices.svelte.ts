import {
  type OwnDeviceProblem,
  type With,
  openOwnCamera,
  openOwnDevices,
  openOwnScreen,
} from './own-devices.ts';

export type Devices =
  | { is: 'off' }
  | { is: 'asking' }
  | { is: 'on'; microphone: MediaStreamTrack; camera: MediaStreamTrack | undefined }
  | { is: 'problem'; problem: OwnDeviceProblem };

/** What one's own browser gives to this page, and what of it one has turned on: reactive values. */
export class SeatDevices {
  now: Devices = $state.raw({ is: 'off' });
  isMicrophoneOn = $state(true);
  isCameraOn = $state(true);
  /** They want to be seen, and no camera gives a picture. */
  lacksCamera = $state(false);
  screen: MediaStreamTrack | undefined = $state.raw();

  readonly #handleEnded: () => void;
  /** The last time that the browser was asked for devices. */
  #asked: object | undefined;
  /** As with devices. */
  #askedForScreen: object | undefined;

  /** `handleEnded`: something was taken away, or stopped by the browser's own button. */
  constructor(handleEnded: () => void) {
    this.#handleEnded = handleEnded;
  }

  /** Whether they are on now: the browser may say no, and they may have pressed again or be gone when it says yes. */
  async open(wanted: With): Promise<boolean> {
    this.turnOff();
    const asked = (this.#asked = {});
    this.now = { is: 'asking' };
    const opened = await openOwnDevices(wanted);
    if (this.#asked !== asked) {
      if (opened.ok) for (const track of [opened.microphone, opened.camera]) track?.stop();
      return false;
    }
    if (!opened.ok) {
      this.now = { is: 'problem', problem: opened.problem };
      return false;
    }
    const { microphone, camera } = opened;
    microphone.addEventListener('ended', () => this.#handleUnplugged(microphone));
    this.#takeUp(microphone, camera);
    this.lacksCamera = wanted === 'camera' && !camera;
    return true;
  }

  /** Whether there is a camera now where there was none. The voice goes on, whatever the browser says of it. */
  async turnCamera(on: boolean): Promise<boolean> {
    this.isCameraOn = on;
    this.lacksCamera = false;
    if (!on || this.now.is !== 'on' || this.now.camera) return false;
    const { microphone } = this.now;
    const camera = await openOwnCamera();
    // What the browser gave is not theirs any more, or of two presses they have one already.
    if (this.now.is !== 'on' || this.now.microphone !== microphone || this.now.camera) {
      camera?.stop();
      return false;
    }
    this.#takeUp(microphone, camera);
    this.lacksCamera = camera === undefined;
    return camera !== undefined;
  }

  async shareScreen(): Promise<boolean> {
    const asked = (this.#askedForScreen = {});
    const track = await openOwnScreen();
    if (!track) return false;
    if (this.#askedForScreen !== asked) {
      track.stop();
      return false;
    }
    track.addEventListener('ended', () => {
      if (this.screen !== track) return;
      this.stopScreen();
      this.#handleEnded();
    });
    this.screen = track;
    return true;
  }

  stopScreen(): void {
    this.#askedForScreen = undefined;
    this.screen?.stop();
    this.screen = undefined;
  }

  /** Camera and microphone; a shared screen goes on. */
  turnOff(): void {
    this.#asked = undefined;
    if (this.now.is === 'on') for (const track of [this.now.microphone, this.now.camera]) track?.stop();
    this.now = { is: 'off' };
    this.lacksCamera = false;
  }

  /** As if nothing had ever been turned on or off. */
  close(): void {
    this.turnOff();
    this.stopScreen();
    this.isMicrophoneOn = true;
    this.isCameraOn = true;
  }

  #takeUp(microphone: MediaStreamTrack, camera: MediaStreamTrack | undefined): void {
    camera?.addEventListener('ended', () => this.#handleCameraGone(camera));
    this.now = { is: 'on', microphone, camera };
  }

  #handleUnplugged(microphone: MediaStreamTrack): void {
    if (this.now.is !== 'on' || this.now.microphone !== microphone) return;
    this.turnOff();
    this.now = { is: 'problem', problem: 'ended' };
    // What comes from nothing would stand still before everybody.
    this.#handleEnded();
  }

  /** The voice goes on without it. */
  #handleCameraGone(camera: MediaStreamTrack): void {
    if (this.now.is !== 'on' || this.now.camera !== camera) return;
    this.now = { is: 'on', microphone: this.now.microphone, camera: undefined };
    this.lacksCamera = true;
    this.#handleEnded();
  }
}
