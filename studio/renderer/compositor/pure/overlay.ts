export const CORNERS = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;
export type Corner = (typeof CORNERS)[number];

/** Times are by the wall clock. `startedAtMs` is moved when a timer goes on after a pause. */
export type TimerRun = { is: 'running'; startedAtMs: number } | { is: 'paused'; goneMs: number };

export interface PollOption {
  text: string;
  /** Of those who answered, 0 to 100; several answers of one person make the sum more. */
  percent: number;
}

/** What lies over the programme's picture, whatever the scene; one of each kind at most. */
export type Overlay =
  | { is: 'lower-third'; name: string; line: string }
  /** Its picture is handed over on its own. */
  | { is: 'logo'; corner: Corner }
  | { is: 'timer'; label: string; run: TimerRun; counts: { is: 'up' } | { is: 'down'; fromMs: number } }
  | { is: 'poll'; question: string; options: readonly PollOption[] }
  /** Hides everything else. */
  | { is: 'pause'; title: string; note: string };

export type OverlayKind = Overlay['is'];

/** From the back to the front. */
const OVERLAY_ORDER = ['logo', 'lower-third', 'timer', 'poll', 'pause'] as const satisfies OverlayKind[];

/** With this one put in, or without that kind. */
export function withOverlay(
  overlays: readonly Overlay[],
  kind: OverlayKind,
  overlay: Overlay | undefined,
): readonly Overlay[] {
  const others = overlays.filter((other) => other.is !== kind);
  const all = overlay ? [...others, overlay] : others;
  return all.sort((a, b) => OVERLAY_ORDER.indexOf(a.is) - OVERLAY_ORDER.indexOf(b.is));
}
