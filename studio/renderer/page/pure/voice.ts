/** Who hears the instructor: the class, nobody, or others than the class; `none`: no microphone is on. */
export type Voice = 'heard' | 'muted' | 'elsewhere' | 'none';

interface Microphone {
  isOn: boolean;
  isMuted: boolean;
  /** Out of the mix: a breakout room hears it. */
  isAside: boolean;
}

/** Without a microphone nothing else matters: no button puts that right. */
export function voiceOf({ isOn, isMuted, isAside }: Microphone): Voice {
  if (!isOn) return 'none';
  if (isAside) return 'elsewhere';
  return isMuted ? 'muted' : 'heard';
}
