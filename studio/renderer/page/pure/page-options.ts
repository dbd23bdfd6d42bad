import type { Size } from '../../compositor/pure/layout-scene.ts';

/** What the page's address asks for. */
export interface PageOptions {
  /** Drawn and synthesised sources instead of devices. */
  isDemo: boolean;
  /** Goes on air by itself, once the server is there. */
  autostart: boolean;
  burnClock: boolean;
  /** Unless it is asked for, the instructor’s own choice counts. */
  size: Size | undefined;
  framesPerSecond: number;
}

export function readPageOptions(query: string): PageOptions {
  const asked = new URLSearchParams(query);
  const isDemo = asked.has('demo');
  return {
    isDemo,
    autostart: asked.has('autostart'),
    burnClock: isDemo || asked.has('clock'),
    size: asked.has('width') || asked.has('height') ? sizeIn(asked) : undefined,
    framesPerSecond: within(asked.get('fps'), 5, 60, 30),
  };
}

function sizeIn(asked: URLSearchParams): Size {
  return {
    width: even(within(asked.get('width'), 320, 1920, 1280)),
    height: even(within(asked.get('height'), 180, 1080, 720)),
  };
}

function within(asked: string | null, least: number, most: number, otherwise: number): number {
  const number = Number(asked);
  if (asked === null || !Number.isFinite(number) || number <= 0) return otherwise;
  return Math.round(Math.min(most, Math.max(least, number)));
}

/** Video encoders halve the colours' resolution, so an odd size would lose its last row. */
function even(length: number): number {
  return length - (length % 2);
}
