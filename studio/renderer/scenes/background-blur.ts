import { type BackgroundBlur, afterSwitch, backgroundBlurOf } from './pure/background-blur.ts';

// Newer than TypeScript's library.
type WithBlur<T, V> = T & { backgroundBlur?: V };

type BlurredTrack = Pick<
  MediaStreamTrack,
  'getCapabilities' | 'getSettings' | 'getConstraints' | 'applyConstraints'
>;

export function readBackgroundBlur(track: BlurredTrack): BackgroundBlur {
  const capabilities: WithBlur<MediaTrackCapabilities, boolean[]> = track.getCapabilities();
  const settings: WithBlur<MediaTrackSettings, boolean> = track.getSettings();
  return backgroundBlurOf({ capabilities: capabilities.backgroundBlur, setting: settings.backgroundBlur });
}

/** What it is afterwards: a camera may refuse. */
export async function setBackgroundBlur(track: BlurredTrack, isOn: boolean): Promise<BackgroundBlur> {
  const wanted: WithBlur<MediaTrackConstraints, boolean> = {
    ...track.getConstraints(),
    backgroundBlur: isOn,
  };
  try {
    await track.applyConstraints(wanted);
  } catch (error) {
    // What it says for itself are names of constraints; that it did not happen is read below.
    if (!(error instanceof DOMException)) throw error;
  }
  return afterSwitch(isOn, readBackgroundBlur(track));
}
