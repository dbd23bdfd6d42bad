import { type DeviceProblem, deviceProblemOf } from '@rostrum/ui/device-problem';

/** What somebody comes with. */
export type With = 'camera' | 'sound';

/** `insecure`: the page came in a way to which browsers give no devices. */
export type OwnDeviceProblem = DeviceProblem | 'insecure';

export type OwnDevices =
  | { ok: true; microphone: MediaStreamTrack; camera: MediaStreamTrack | undefined }
  | { ok: false; problem: OwnDeviceProblem };

const SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const PICTURE = { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 24, max: 30 } };

/** Asks the browser, and with it the person. A camera that fails leaves the microphone: a voice is what matters. */
export async function openOwnDevices(wanted: With): Promise<OwnDevices> {
  const media = navigator.mediaDevices as MediaDevices | undefined;
  // Browsers hide it from pages that came over plain HTTP from another machine.
  if (!media) return { ok: false, problem: 'insecure' };
  if (wanted === 'camera') {
    try {
      return tracksOf(await media.getUserMedia({ audio: SOUND, video: PICTURE }));
    } catch (error) {
      // Why is said of the microphone, if that doesn't open either.
      if (!(error instanceof DOMException)) throw error;
    }
  }
  try {
    return tracksOf(await media.getUserMedia({ audio: SOUND }));
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

/** Undefined where there is none, or they may not. */
export async function openOwnCamera(): Promise<MediaStreamTrack | undefined> {
  try {
    return (await navigator.mediaDevices.getUserMedia({ video: PICTURE })).getVideoTracks()[0];
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

/** Undefined where they thought better of it, or may not. */
export async function openOwnScreen(): Promise<MediaStreamTrack | undefined> {
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { max: 15 } } });
    return stream.getVideoTracks()[0];
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

function tracksOf(stream: MediaStream): OwnDevices {
  const [microphone] = stream.getAudioTracks();
  if (!microphone) return { ok: false, problem: 'none-found' };
  return { ok: true, microphone, camera: stream.getVideoTracks()[0] };
}

function problemOf(error: unknown): DeviceProblem {
  return deviceProblemOf(error instanceof Error ? error.name : '');
}
