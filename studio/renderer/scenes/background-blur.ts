import { type BackgroundBlur, backgroundBlurOf } from './pure/background-blur.ts';

// Newer than TypeScript's library.
type WithBlur<T, V> = T & { backgroundBlur?: V };

export function readBackgroundBlur(track: MediaStreamTrack): BackgroundBlur {
  const capabilities: WithBlur<MediaTrackCapabilities, boolean[]> = track.getCapabilities();
  const settings: WithBlur<MediaTrackSettings, boolean> = track.getSettings();
  return backgroundBlurOf({ capabilities: capabilities.backgroundBlur, setting: settings.backgroundBlur });
}

/** What it is afterwards: a camera may refuse. */
export async function setBackgroundBlur(track: MediaStreamTrack, isOn: boolean): Promise<BackgroundBlur> {
  const wanted: WithBlur<MediaTrackConstraints, boolean> = {
    ...track.getConstraints(),
    backgroundBlur: isOn,
  };
  try {
    await track.applyConstraints(wanted);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
  return readBackgroundBlur(track);
}
