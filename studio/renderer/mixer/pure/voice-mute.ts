import { MICROPHONES, type MicrophoneName } from './channel.ts';

/** What mutes the microphones together. */
export interface VoiceMute {
  readonly muted: Readonly<Record<MicrophoneName, boolean>>;
  /** Muted by themselves when all were muted: they stay so when the others are heard again. */
  readonly alone: readonly MicrophoneName[];
}

/** None of those that are plugged in is heard; without any there is nothing to mute. */
export function isVoiceMuted(muted: VoiceMute['muted'], plugged: readonly MicrophoneName[]): boolean {
  return plugged.length > 0 && plugged.every((name) => muted[name]);
}

/** Also those that are away just now: one that comes back must not be heard where the others are not. */
export function muteVoice(
  { muted, alone }: VoiceMute,
  plugged: readonly MicrophoneName[],
  wanted: boolean,
): VoiceMute {
  if (wanted === isVoiceMuted(muted, plugged)) return { muted, alone };
  if (wanted) {
    const one = plugged.filter((name) => muted[name]);
    return { muted: { microphone: true, secondMicrophone: true }, alone: one };
  }
  // Whoever unmutes is to be heard.
  const isAnyHeard = plugged.some((name) => !alone.includes(name));
  const stay = isAnyHeard ? alone : [];
  const entries = MICROPHONES.map((name) => [name, stay.includes(name)] as const);
  return { muted: Object.fromEntries(entries) as Record<MicrophoneName, boolean>, alone: [] };
}
