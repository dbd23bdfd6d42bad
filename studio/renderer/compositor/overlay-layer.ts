import { INKS, fontOf } from './look.ts';
import { type Face, type OverlayStep, layoutOverlay, staleAtMs } from './pure/layout-overlay.ts';
import type { Overlay } from './pure/overlay.ts';
import type { Size } from './pure/picture.ts';

/** What lies over the scene; laid out anew only when it has changed or its time has gone on. */
export class OverlayLayer {
  #overlays: readonly Overlay[] = [];
  #logo: ImageBitmap | undefined;
  /** One for each size it is drawn at. */
  readonly #laidOut = new Map<number, { steps: readonly OverlayStep[]; untilMs: number }>();

  /** Nothing under it is seen. */
  get hidesAll(): boolean {
    return this.#overlays.some(({ is }) => is === 'pause');
  }

  set(overlays: readonly Overlay[]): void {
    this.#overlays = overlays;
    this.#laidOut.clear();
  }

  setLogo(bitmap: ImageBitmap | undefined): void {
    this.#logo?.close();
    this.#logo = bitmap;
    this.#laidOut.clear();
  }

  draw(context: OffscreenCanvasRenderingContext2D, size: Size, nowMs: number): void {
    if (this.#overlays.length === 0) return;
    for (const step of this.#stepsFor(context, size, nowMs)) this.#drawStep(context, step);
  }

  close(): void {
    this.setLogo(undefined);
  }

  #stepsFor(context: OffscreenCanvasRenderingContext2D, size: Size, nowMs: number): readonly OverlayStep[] {
    const known = this.#laidOut.get(size.width);
    if (known && nowMs < known.untilMs) return known.steps;
    const measure = (face: Face) => {
      const font = fontOf(face);
      return (line: string) => {
        context.font = font;
        return context.measureText(line).width;
      };
    };
    const steps = this.#overlays.flatMap((overlay) =>
      layoutOverlay(overlay, { size, nowMs, logo: this.#logo, measure }),
    );
    this.#laidOut.set(size.width, { steps, untilMs: staleAtMs(this.#overlays, nowMs) });
    return steps;
  }

  #drawStep(context: OffscreenCanvasRenderingContext2D, step: OverlayStep): void {
    switch (step.draw) {
      case 'box':
        context.fillStyle = INKS[step.ink];
        context.beginPath();
        context.roundRect(step.to.x, step.to.y, step.to.width, step.to.height, step.cornerRadius);
        context.fill();
        break;
      case 'line':
        context.fillStyle = INKS[step.ink];
        context.font = fontOf(step.face);
        context.textAlign = step.align;
        context.textBaseline = 'middle';
        context.fillText(step.text, step.x, step.y);
        break;
      case 'logo':
        if (this.#logo) context.drawImage(this.#logo, step.to.x, step.to.y, step.to.width, step.to.height);
        break;
    }
  }
}
