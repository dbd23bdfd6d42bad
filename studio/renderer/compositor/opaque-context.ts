/** A picture without holes: nothing of it has to be blended when it is drawn. */
export function opaqueContext(
  canvas: OffscreenCanvas,
  settings: CanvasRenderingContext2DSettings = {},
): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { ...settings, alpha: false });
  if (!context) throw new Error('the browser gives no 2D canvas');
  return context;
}
