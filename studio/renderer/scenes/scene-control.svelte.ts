import { untrack } from 'svelte';
import {
  type Compositor,
  type ContentSlot,
  type CustomScene,
  type InkChange,
  type Inset,
  type Overlay,
  type OverlayKind,
  type Place,
  type Scene,
  type SceneId,
  type Slot,
  type Transition,
  sceneOf,
  withOverlay,
} from '../compositor/index.ts';
import { moved } from '../reorder/pure/reorder.ts';
import { withPlaceChanged } from './pure/edit-scene.ts';
import { type Filled, type Missing, contentAfter, missingIn, withSlot } from './pure/filled.ts';
import { SCENE_SETTINGS, type SceneSettings } from './pure/scene-settings.ts';

/** What it asks of the compositor. */
export type ScenePainter = Pick<
  Compositor,
  'setScene' | 'prepare' | 'setOverlays' | 'setLogo' | 'fill' | 'show' | 'empty' | 'setInk'
>;

/** What the programme shows, as reactive values: the scene on air, the one that is prepared, and what lies over them. */
export class SceneControl {
  onAir: SceneId = $state('picture-in-picture');
  /** Only in studio mode. */
  prepared: SceneId | undefined = $state(undefined);
  settings: SceneSettings = $state.raw(SCENE_SETTINGS);
  /** What scenes of content and camera show. */
  content: ContentSlot = $state('slides');
  filled: Filled = $state.raw([]);
  overlays: readonly Overlay[] = $state.raw([]);
  hasLogo = $state(false);

  readonly #painter: ScenePainter;
  readonly #onSettings: (settings: SceneSettings) => void;
  #tracks: Readonly<Partial<Record<Slot, MediaStreamTrack>>> = {};

  constructor(painter: ScenePainter, settings: SceneSettings, onSettings: (settings: SceneSettings) => void) {
    this.#painter = painter;
    this.settings = settings;
    this.#onSettings = onSettings;
    if (settings.isStudioMode) this.prepared = this.onAir;
    this.#paint('cut');
  }

  /** The source without which the scene on air shows nothing. */
  get missing(): Missing | undefined {
    return missingIn(this.onAir, this.filled);
  }

  /** Whose inset, if any, the instructor can take hold of: that of the scene they look at before it goes on air. */
  get insetIn(): 'prepared' | 'on-air' | undefined {
    const shows = (id: SceneId | undefined) =>
      id === 'picture-in-picture' &&
      this.filled.includes('camera') &&
      this.filled.some((slot) => slot === 'slides' || slot === 'screen' || slot === 'board');
    if (shows(this.prepared)) return 'prepared';
    return shows(this.onAir) ? 'on-air' : undefined;
  }

  /** The scene of one's own whose sources the instructor can take hold of, and where it is seen; as with the inset. */
  get ownShown(): { where: 'prepared' | 'on-air'; scene: CustomScene } | undefined {
    const own = (id: SceneId | undefined) => this.settings.custom.find((scene) => scene.id === id);
    const prepared = own(this.prepared);
    if (prepared) return { where: 'prepared', scene: prepared };
    const onAir = own(this.onAir);
    return onAir && { where: 'on-air', scene: onAir };
  }

  /** A click on a scene: it goes on air at once, or is prepared first. */
  choose(id: SceneId): void {
    if (!this.settings.isStudioMode) {
      this.take(id, 'cut');
      return;
    }
    this.prepared = id;
    this.#paintPrepared();
  }

  /** On air, whatever is prepared. */
  take(id: SceneId, by: 'cut' | 'fade'): void {
    if (id === this.onAir) return;
    this.onAir = id;
    this.#paint(by);
  }

  /** The prepared scene goes on air, and the one that was there stands ready to come back. */
  takePrepared(by: 'cut' | 'fade'): void {
    const { prepared, onAir } = this;
    if (!prepared || prepared === onAir) return;
    this.take(prepared, by);
    this.prepared = onAir;
    this.#paintPrepared();
  }

  setStudioMode(isStudioMode: boolean): void {
    this.#keep({ ...this.settings, isStudioMode });
    this.prepared = isStudioMode ? this.onAir : undefined;
    this.#paintPrepared();
  }

  /** The canvas in which the prepared scene is seen from now on. */
  showPreparedIn(canvas: OffscreenCanvas): void {
    this.#painter.prepare(this.#preparedScene(), canvas);
  }

  /** From the next time on that the studio is opened. */
  setPicture(picture: SceneSettings['picture']): void {
    this.#keep({ ...this.settings, picture });
  }

  setContent(content: ContentSlot): void {
    this.content = content;
    this.#paintAll();
  }

  /** `isDone`: it has come to rest, and is kept. */
  setInset(inset: Inset, isDone: boolean): void {
    const settings = { ...this.settings, inset };
    if (isDone) this.#keep(settings);
    else this.settings = settings;
    this.#paintAll();
  }

  saveCustom(scene: CustomScene): void {
    const { custom } = this.settings;
    const isNew = !custom.some(({ id }) => id === scene.id);
    const all = isNew ? [...custom, scene] : custom.map((other) => (other.id === scene.id ? scene : other));
    this.#keep({ ...this.settings, custom: all });
    this.#paintAll();
  }

  /** `isDone`: it has come to rest, and is kept. */
  setPlace(id: SceneId, index: number, place: Place, isDone: boolean): void {
    const custom = this.settings.custom.map((scene) =>
      scene.id === id ? withPlaceChanged(scene, index, place) : scene,
    );
    const settings = { ...this.settings, custom };
    if (isDone) this.#keep(settings);
    else this.settings = settings;
    this.#paintAll();
  }

  moveCustom(from: number, to: number): void {
    this.#keep({ ...this.settings, custom: moved(this.settings.custom, from, to) });
  }

  deleteCustom(id: SceneId): void {
    this.#keep({ ...this.settings, custom: this.settings.custom.filter((scene) => scene.id !== id) });
    if (this.onAir === id) this.take('picture-in-picture', 'cut');
    if (this.prepared === id) this.prepared = this.onAir;
    this.#paintAll();
  }

  setLowerThird(lowerThird: SceneSettings['lowerThird']): void {
    this.#keep({ ...this.settings, lowerThird });
    if (this.overlay('lower-third')) this.setOverlay({ is: 'lower-third', ...lowerThird });
  }

  overlay<K extends OverlayKind>(kind: K): Extract<Overlay, { is: K }> | undefined {
    return this.overlays.find((other): other is Extract<Overlay, { is: K }> => other.is === kind);
  }

  setOverlay(overlay: Overlay): void {
    this.#putOverlay(overlay.is, overlay);
  }

  clearOverlay(kind: OverlayKind): void {
    this.#putOverlay(kind, undefined);
  }

  /** Taken away from the caller; `picture`: the same as data, for the next time. */
  chooseLogo(bitmap: ImageBitmap, picture: string | undefined): void {
    this.#handLogo(bitmap);
    this.#keepLogo({ picture, isShown: true });
  }

  /** The one that was kept. Taken away from the caller. */
  restoreLogo(bitmap: ImageBitmap): void {
    this.#handLogo(bitmap);
    this.#showLogo();
  }

  changeLogo(change: Partial<Pick<SceneSettings['logo'], 'corner' | 'isShown'>>): void {
    this.#keepLogo(change);
  }

  removeLogo(): void {
    this.#handLogo(undefined);
    this.#keepLogo({ picture: undefined, isShown: false });
  }

  /** Puts something into a slot or nothing; a picture is taken away from the caller, a track stays theirs. */
  stand(slot: Slot, source: MediaStreamTrack | ImageBitmap | undefined, name?: string): void {
    const track = source && !('close' in source) ? source : undefined;
    if (source === undefined) this.#painter.empty(slot);
    else if ('close' in source) this.#painter.show(slot, source);
    // A source that tells something new of itself is still the same.
    else if (source !== this.#tracks[slot]) this.#painter.fill(slot, source, name);
    this.#tracks = { ...this.#tracks, [slot]: track };
    if (this.filled.includes(slot) === (source !== undefined)) return;
    this.filled = withSlot(this.filled, slot, source !== undefined);
    const content = source ? contentAfter(this.content, slot) : this.content;
    if (content !== this.content) this.setContent(content);
  }

  setInk(changes: readonly InkChange[]): void {
    this.#painter.setInk(changes);
  }

  #handLogo(bitmap: ImageBitmap | undefined): void {
    this.hasLogo = bitmap !== undefined;
    this.#painter.setLogo(bitmap);
  }

  #keepLogo(change: Partial<SceneSettings['logo']>): void {
    this.#keep({ ...this.settings, logo: { ...this.settings.logo, ...change } });
    this.#showLogo();
  }

  #showLogo(): void {
    const { corner, isShown } = this.settings.logo;
    if (this.hasLogo && isShown) this.setOverlay({ is: 'logo', corner });
    else this.clearOverlay('logo');
  }

  /** What is there already is not asked after: an effect that puts one would run again by its own doing. */
  #putOverlay(kind: OverlayKind, overlay: Overlay | undefined): void {
    const overlays = withOverlay(
      untrack(() => this.overlays),
      kind,
      overlay,
    );
    this.overlays = overlays;
    this.#painter.setOverlays(overlays);
  }

  #keep(settings: SceneSettings): void {
    this.settings = settings;
    this.#onSettings(settings);
  }

  #paintAll(): void {
    this.#paint('refresh');
    this.#paintPrepared();
  }

  #paint(by: Transition): void {
    this.#painter.setScene(this.#sceneOf(this.onAir), by);
  }

  #paintPrepared(): void {
    this.#painter.prepare(this.#preparedScene());
  }

  #preparedScene(): Scene | undefined {
    return this.prepared && this.#sceneOf(this.prepared);
  }

  #sceneOf(id: SceneId): Scene {
    const { inset, custom } = this.settings;
    return sceneOf(id, { inset, custom, content: this.content });
  }
}
