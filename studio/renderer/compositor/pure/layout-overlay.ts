import { type Measure, fitText } from './fit-text.ts';
import type { Overlay, PollOption } from './overlay.ts';
import type { Rect, Size } from './picture.ts';
import { timerText } from './timer.ts';

/** What a thing is drawn in; the colours themselves belong to whoever draws. */
export type Ink = 'veil' | 'backdrop' | 'text' | 'soft-text' | 'accent' | 'track';
export interface Face {
  font: 'title' | 'text' | 'figures';
  sizePx: number;
}

export type OverlayStep =
  | { draw: 'box'; to: Rect; cornerRadius: number; ink: Ink }
  | {
      draw: 'line';
      text: string;
      x: number;
      y: number;
      align: 'left' | 'center' | 'right';
      face: Face;
      ink: Ink;
    }
  | { draw: 'logo'; to: Rect };

export interface OverlaySurroundings {
  size: Size;
  nowMs: number;
  logo: Size | undefined;
  measure: (face: Face) => Measure;
}

/** What to draw for one overlay, from the back to the front; a line's `y` is its middle. */
export function layoutOverlay(overlay: Overlay, around: OverlaySurroundings): readonly OverlayStep[] {
  switch (overlay.is) {
    case 'lower-third':
      return lowerThird(overlay, around);
    case 'logo':
      return logo(overlay, around);
    case 'timer':
      return timer(overlay, around);
    case 'poll':
      return poll(overlay, around);
    case 'pause':
      return pauseCard(overlay, around);
  }
}

/** When what `layoutOverlay` says is no longer right; a picture without a running timer never grows old. */
export function staleAtMs(overlays: readonly Overlay[], nowMs: number): number {
  const runs = overlays.flatMap((overlay) => (overlay.is === 'timer' ? [overlay.run] : []));
  const [run] = runs;
  if (run?.is !== 'running') return Number.POSITIVE_INFINITY;
  return run.startedAtMs + (Math.floor((nowMs - run.startedAtMs) / 1000) + 1) * 1000;
}

type Of<K extends Overlay['is']> = Extract<Overlay, { is: K }>;

function marginOf({ width }: Size): number {
  return Math.round(width / 32);
}

/** Left, below: where the small picture of the camera is not, by default. */
function lowerThird(
  { name, line }: Of<'lower-third'>,
  { size, measure }: OverlaySurroundings,
): OverlayStep[] {
  const margin = marginOf(size);
  const nameFace: Face = { font: 'title', sizePx: Math.round(size.height / 20) };
  const lineFace: Face = { font: 'text', sizePx: Math.round(size.height / 32) };
  const pad = Math.round(size.height / 40);
  const most = size.width * 0.55;
  const [nameLine = ''] = fitText(name, most, 1, measure(nameFace));
  const [under] = fitText(line, most, 1, measure(lineFace));
  const wide = Math.max(measure(nameFace)(nameLine), under ? measure(lineFace)(under) : 0);
  const bar = Math.max(3, Math.round(size.width / 240));
  const nameHigh = Math.round(nameFace.sizePx * 1.25);
  const lineHigh = under ? Math.round(lineFace.sizePx * 1.5) : 0;
  const box = {
    x: margin,
    y: size.height - margin - nameHigh - lineHigh - 2 * pad,
    width: Math.round(wide) + 2 * pad + bar,
    height: nameHigh + lineHigh + 2 * pad,
  };
  const x = box.x + bar + pad;
  const top = box.y + pad;
  return [
    { draw: 'box', to: box, cornerRadius: 0, ink: 'veil' },
    { draw: 'box', to: { ...box, width: bar }, cornerRadius: 0, ink: 'accent' },
    { draw: 'line', text: nameLine, x, y: top + nameHigh / 2, align: 'left', face: nameFace, ink: 'text' },
    ...(under ? [textLine(under, x, top + nameHigh + lineHigh / 2, 'left', lineFace, 'soft-text')] : []),
  ];
}

function logo({ corner }: Of<'logo'>, { size, logo: picture }: OverlaySurroundings): OverlayStep[] {
  if (!picture) return [];
  const margin = marginOf(size);
  // A wide one may not be as high as a square one, so that both weigh about the same.
  const scale = Math.min((size.width * 0.16) / picture.width, (size.height * 0.1) / picture.height);
  const width = Math.round(picture.width * scale);
  const height = Math.round(picture.height * scale);
  return [
    {
      draw: 'logo',
      to: {
        x: corner.endsWith('left') ? margin : size.width - margin - width,
        y: corner.startsWith('top') ? margin : size.height - margin - height,
        width,
        height,
      },
    },
  ];
}

/** In the middle above: all four corners are others’. */
function timer(overlay: Of<'timer'>, { size, nowMs, measure }: OverlaySurroundings): OverlayStep[] {
  const face: Face = { font: 'figures', sizePx: Math.round(size.height / 15) };
  const labelFace: Face = { font: 'text', sizePx: Math.round(size.height / 36) };
  const pad = Math.round(size.height / 50);
  const text = timerText(overlay, nowMs);
  const [label] = fitText(overlay.label, size.width * 0.3, 1, measure(labelFace));
  // As wide as its digits may become: it must not breathe with every second.
  const digits = measure(face)(text.replace(/\d/g, '0'));
  const wide = Math.round(Math.max(digits, label ? measure(labelFace)(label) : 0)) + 4 * pad;
  const labelHigh = label ? Math.round(labelFace.sizePx * 1.3) : 0;
  const high = labelHigh + Math.round(face.sizePx * 1.1) + 2 * pad;
  const to = { x: Math.round((size.width - wide) / 2), y: marginOf(size), width: wide, height: high };
  const middle = size.width / 2;
  return [
    { draw: 'box', to, cornerRadius: pad, ink: 'veil' },
    ...(label ? [textLine(label, middle, to.y + pad + labelHigh / 2, 'center', labelFace, 'soft-text')] : []),
    textLine(text, middle, to.y + pad + labelHigh + (face.sizePx * 1.1) / 2, 'center', face, 'text'),
  ];
}

/** Up to so many a row has its full height; more of them, up to a poll's most, stand closer and smaller. */
const POLL_ROOMY_OPTIONS = 7;

function poll({ question, options }: Of<'poll'>, { size, measure }: OverlaySurroundings): OverlayStep[] {
  const pad = Math.round(size.height / 30);
  const width = Math.round(size.width * 0.5);
  const inner = width - 2 * pad;
  const titleFace: Face = { font: 'title', sizePx: Math.round(size.height / 24) };
  const crowd = Math.max(1, options.length / POLL_ROOMY_OPTIONS);
  const face: Face = { font: 'text', sizePx: Math.round(size.height / 34 / crowd) };
  const titles = fitText(question, inner, 2, measure(titleFace));
  const titleHigh = Math.round(titleFace.sizePx * 1.3);
  const row = Math.round(face.sizePx * 2.3);
  const height = titles.length * titleHigh + options.length * row + 2 * pad + Math.round(pad / 2);
  const to = {
    x: Math.round((size.width - width) / 2),
    y: Math.round((size.height - height) / 2),
    width,
    height,
  };
  const top = to.y + pad + titles.length * titleHigh + Math.round(pad / 2);
  return [
    { draw: 'box', to, cornerRadius: Math.round(pad / 2), ink: 'veil' },
    ...titles.map((text, index) =>
      textLine(text, to.x + pad, to.y + pad + (index + 0.5) * titleHigh, 'left', titleFace, 'text'),
    ),
    ...options.flatMap((option, index) => {
      const place = { x: to.x + pad, y: top + index * row, width: inner, height: row };
      return pollRow(option, place, face, measure(face));
    }),
  ];
}

function pollRow(option: PollOption, place: Rect, face: Face, measure: Measure): OverlayStep[] {
  const share = Math.min(1, option.percent / 100);
  const percent = `${Math.round(share * 100)} %`;
  const barHigh = Math.max(4, Math.round(face.sizePx * 0.4));
  const bar = {
    x: place.x,
    y: place.y + place.height - barHigh - Math.round(face.sizePx * 0.3),
    height: barHigh,
  };
  const [text = ''] = fitText(option.text, place.width - measure('100 %') - face.sizePx, 1, measure);
  const y = place.y + face.sizePx * 0.75;
  const filled: OverlayStep = {
    draw: 'box',
    to: { ...bar, width: Math.round(place.width * share) },
    cornerRadius: barHigh / 2,
    ink: 'accent',
  };
  return [
    textLine(text, place.x, y, 'left', face, 'text'),
    textLine(percent, place.x + place.width, y, 'right', face, 'soft-text'),
    { draw: 'box', to: { ...bar, width: place.width }, cornerRadius: barHigh / 2, ink: 'track' },
    ...(share > 0 ? [filled] : []),
  ];
}

function pauseCard({ title, note }: Of<'pause'>, { size, measure }: OverlaySurroundings): OverlayStep[] {
  const titleFace: Face = { font: 'title', sizePx: Math.round(size.height / 12) };
  const noteFace: Face = { font: 'text', sizePx: Math.round(size.height / 26) };
  const most = size.width * 0.84;
  const titles = fitText(title, most, 2, measure(titleFace));
  const notes = fitText(note, most, 3, measure(noteFace));
  const titleHigh = titleFace.sizePx * 1.25;
  const noteHigh = noteFace.sizePx * 1.5;
  const top = (size.height - titles.length * titleHigh - notes.length * noteHigh) / 2;
  const middle = size.width / 2;
  const noteTop = top + titles.length * titleHigh;
  return [
    { draw: 'box', to: { x: 0, y: 0, ...size }, cornerRadius: 0, ink: 'backdrop' },
    ...titles.map((text, i) =>
      textLine(text, middle, top + (i + 0.5) * titleHigh, 'center', titleFace, 'text'),
    ),
    ...notes.map((text, i) =>
      textLine(text, middle, noteTop + (i + 0.5) * noteHigh, 'center', noteFace, 'soft-text'),
    ),
  ];
}

function textLine(
  text: string,
  x: number,
  y: number,
  align: 'left' | 'center' | 'right',
  face: Face,
  ink: Ink,
): OverlayStep {
  return { draw: 'line', text, x, y, align, face, ink };
}
