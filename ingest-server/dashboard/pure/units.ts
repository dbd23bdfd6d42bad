import { texts } from './texts.ts';

const words = texts.units;

export function bitrateWords(bps: number): string {
  if (bps >= 999_500) return `${(bps / 1e6).toFixed(1)} ${words.megabits}`;
  return `${Math.round(bps / 1000)} ${words.kilobits}`;
}

/** The two largest units that matter; an admin reads a glance, not a stopwatch. */
export function durationWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

export function percentWords(percent: number): string {
  return `${percent.toFixed(percent < 10 ? 1 : 0)} %`;
}

export function millisecondsWords(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** As disks are sold: by thousands. */
export function bytesWords(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < words.bytes.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toFixed(unit > 0 && value < 10 ? 1 : 0)} ${words.bytes[unit] ?? ''}`;
}

export function fpsWords(framesPerSecond: number): string {
  return `${framesPerSecond.toFixed(0)} ${words.fps}`;
}

/** The transcoder's, against the clock. */
export function speedWords(speed: number): string {
  return `${speed.toFixed(2)}×`;
}

/** With a thin space between the thousands: a long number is read, not counted. */
export function countWords(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+(?!\d))/g, '\u2009');
}
