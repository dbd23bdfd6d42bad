import type { EdgeDistance } from './player-state.ts';

/** Further behind than this, a jump costs less than what is missed by staying. */
export const FAR_BEHIND_S = 6;
/** hls.js plays faster only within about one segment of its target; what lies beyond it leaves as it is. */
const ENGINE_REACH_S = 2.5;
const LAG_PATIENCE_MS = 3_000;
/** A seek needs time to show its effect. */
const SEEK_AGAIN_AFTER_MS = 4_000;
/** Less than this isn't worth a jump that everyone hears. */
const WORTH_A_JUMP_S = 2;

/** Much above this a voice sounds hurried. */
export const NEAR_RATE = 1.1;
/** Whoever was away, or stood, for a moment: a quarter of a minute of it would be longer to bear than some seconds of more. */
const FAR_RATE = 1.2;
const FAR_S = 1;

/** How fast it may play to be live again. */
export function catchUpRate(tooLateS: number): number {
  return tooLateS > FAR_S ? FAR_RATE : NEAR_RATE;
}

export function isLagging({ behindS, targetS }: EdgeDistance): boolean {
  return behindS - targetS > ENGINE_REACH_S;
}

/** As near as live viewers are. By where the picture is now: what the engine says of its distance may be of before a jump. */
export function isNearLive({ gainS }: EdgeDistance): boolean {
  return gainS <= ENGINE_REACH_S;
}

/** Closes by one jump what playing a little faster doesn't: but only when there is something newer to jump to. */
export function shouldSeekLive(
  edge: EdgeDistance,
  { laggingForMs, sinceLastSeekMs }: { laggingForMs: number; sinceLastSeekMs: number },
): boolean {
  if (edge.gainS <= WORTH_A_JUMP_S || sinceLastSeekMs < SEEK_AGAIN_AFTER_MS) return false;
  return edge.behindS > FAR_BEHIND_S || laggingForMs >= LAG_PATIENCE_MS;
}
