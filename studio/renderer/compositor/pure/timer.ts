import type { Overlay, TimerRun } from './overlay.ts';

export type Timer = Extract<Overlay, { is: 'timer' }>;

function goneMs(run: TimerRun, nowMs: number): number {
  return run.is === 'running' ? Math.max(0, nowMs - run.startedAtMs) : run.goneMs;
}

/** What is left is rounded up, so that a timer shows 0:00 only when its time is over. */
export function timerText({ run, counts }: Timer, nowMs: number): string {
  const gone = goneMs(run, nowMs);
  const seconds =
    counts.is === 'up' ? Math.floor(gone / 1000) : Math.ceil(Math.max(0, counts.fromMs - gone) / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

export function pausedAt(run: TimerRun, nowMs: number): TimerRun {
  return { is: 'paused', goneMs: goneMs(run, nowMs) };
}

export function resumedAt(run: TimerRun, nowMs: number): TimerRun {
  return { is: 'running', startedAtMs: nowMs - goneMs(run, nowMs) };
}
