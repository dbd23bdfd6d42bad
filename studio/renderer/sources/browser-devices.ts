import type { AskForStream } from './captured-source.ts';
import { type MicrophoneFor, microphoneTreatment } from './pure/microphone-treatment.ts';
import { type DeviceList, sortDevices } from './pure/device-list.ts';

const FRAMES_PER_SECOND = 30;

/** The chosen device where it is still there: an unplugged one must not keep the lecture from beginning. */
const preferred = (deviceId: string | undefined) => (deviceId ? { deviceId: { ideal: deviceId } } : {});

export const askForCamera: AskForStream = (deviceId) =>
  devices().getUserMedia({
    video: {
      ...preferred(deviceId),
      width: { ideal: 1280 },
      height: { ideal: 720 },
      frameRate: { ideal: FRAMES_PER_SECOND },
    },
  });

export const askForMicrophone =
  (readFor: () => MicrophoneFor): AskForStream =>
  (deviceId) =>
    openMicrophone(preferred(deviceId), readFor());

/** This one or none. */
export const askForVeryMicrophone =
  (readFor: () => MicrophoneFor): AskForStream =>
  (deviceId) =>
    openMicrophone(deviceId ? { deviceId: { exact: deviceId } } : {}, readFor());

/**
 * @param most as large as the programme: what is larger is turned into colours whole and scaled down at every picture,
 *   which in software took twice as long as one that fits (12.6 ms for 1920×1080 on 1280×720, else 5.6).
 */
export const askForScreen =
  (most: { width: number; height: number }): AskForStream =>
  () =>
    devices().getDisplayMedia({
      video: {
        width: { max: most.width },
        height: { max: most.height },
        frameRate: { ideal: FRAMES_PER_SECOND },
      },
      // Of a film that is shown; the instructor's own voice must not come back through it.
      audio: { suppressLocalAudioPlayback: false, echoCancellation: false, noiseSuppression: false },
      systemAudio: 'include',
    } as DisplayMediaStreamOptions);

export async function listDevices(): Promise<DeviceList> {
  return sortDevices(await devices().enumerateDevices());
}

/** Calls back when something is plugged in or out; the function returned ends that. */
export function watchDevices(onChange: () => void): () => void {
  const media = devices();
  media.addEventListener('devicechange', onChange);
  return () => media.removeEventListener('devicechange', onChange);
}

function openMicrophone(which: MediaTrackConstraints, purpose: MicrophoneFor): Promise<MediaStream> {
  return devices().getUserMedia({
    audio: { ...which, ...microphoneTreatment(purpose), channelCount: { ideal: 1 } },
  });
}

function devices(): MediaDevices {
  // Browsers hide it from pages that came over plain HTTP from another machine.
  const media = navigator.mediaDevices as MediaDevices | undefined;
  if (!media) throw new DOMException('this page is not in a secure context', 'SecurityError');
  return media;
}
