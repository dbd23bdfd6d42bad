import { readStored, writeStored } from '@rostrum/ui';

// Where somebody is in a recording, and how fast they watch: a convenience, kept where the browser lets us.
const SPEED_KEY = 'rostrum.replay-speed';
const placeKey = (streamId: string) => `rostrum.replay-place.${streamId}`;

export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const;

export function keptPlace(streamId: string): string | undefined {
  return readStored('local', placeKey(streamId));
}

export function keepPlace(streamId: string, atS: number): void {
  writeStored('local', placeKey(streamId), atS.toFixed(1));
}

export function keptSpeed(): number {
  const kept = Number(readStored('local', SPEED_KEY));
  return SPEEDS.find((speed) => speed === kept) ?? 1;
}

export function keepSpeed(speed: number): void {
  writeStored('local', SPEED_KEY, String(speed));
}
