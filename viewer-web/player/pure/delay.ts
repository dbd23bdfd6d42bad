/** How long ago the shown moment was stamped. Clocks may disagree by a little; nothing is shown early. */
export function delayMsOf(playingAtMs: number, serverNowMs: number): number {
  return Math.max(0, serverNowMs - playingAtMs);
}

/** Tenths below ten seconds, where they can be felt; whole seconds above. */
export function delaySeconds(delayMs: number): string {
  const seconds = delayMs / 1000;
  return seconds < 9.95 ? seconds.toFixed(1) : String(Math.round(seconds));
}
