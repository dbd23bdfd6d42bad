import { Menu, Tray, nativeImage, powerSaveBlocker } from 'electron';
import type { UnderWay } from '../services/index.ts';
import { type Light, lightPicture } from './pure/light-picture.ts';
import { texts } from './texts.ts';

const SIZE = 32;

/** While on air the tray says so; then, and while a recording is made, the computer does not fall asleep. */
export class OnAirLight {
  readonly #tray: Tray;
  readonly #onShow: () => void;
  #isOn = false;
  #blocker: number | undefined;

  constructor(onShow: () => void) {
    this.#onShow = onShow;
    this.#tray = new Tray(pictureOf('off-air'));
    this.#tray.on('click', onShow);
    this.sayAnew();
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** Something is under way that a restart would break off. */
  get isAwake(): boolean {
    return this.#blocker !== undefined;
  }

  set({ isOnAir, isRecording }: UnderWay): void {
    if (this.#tray.isDestroyed()) return;
    if (isOnAir || isRecording) this.#blocker ??= powerSaveBlocker.start('prevent-display-sleep');
    else this.#letSleep();
    if (isOnAir === this.#isOn) return;
    this.#isOn = isOnAir;
    this.#tray.setImage(pictureOf(isOnAir ? 'on-air' : 'off-air'));
    this.#sayState();
  }

  /** In the language of the moment. */
  sayAnew(): void {
    if (this.#tray.isDestroyed()) return;
    const show = { label: texts().show, click: this.#onShow };
    this.#tray.setContextMenu(Menu.buildFromTemplate([show, { role: 'quit', label: texts().quit }]));
    this.#sayState();
  }

  close(): void {
    this.#letSleep();
    this.#isOn = false;
    if (!this.#tray.isDestroyed()) this.#tray.destroy();
  }

  #sayState(): void {
    this.#tray.setToolTip(this.isOn ? texts().onAir : texts().offAir);
  }

  #letSleep(): void {
    if (this.#blocker !== undefined) powerSaveBlocker.stop(this.#blocker);
    this.#blocker = undefined;
  }
}

function pictureOf(light: Light): Electron.NativeImage {
  const bitmap = Buffer.from(lightPicture(light, SIZE));
  // Twice as fine as it is shown, for screens that can.
  return nativeImage.createFromBitmap(bitmap, { width: SIZE, height: SIZE, scaleFactor: 2 });
}
