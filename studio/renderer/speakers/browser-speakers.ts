/** What is touched of the browser's devices, and no more. */
export type SpeakerDevices = Pick<
  MediaDevices,
  'enumerateDevices' | 'addEventListener' | 'removeEventListener'
>;

/** Undefined where this browser leaves the choice to the system, or hides devices from the page. */
export function browserSpeakers(): SpeakerDevices | undefined {
  const media = navigator.mediaDevices as MediaDevices | undefined;
  return 'setSinkId' in HTMLMediaElement.prototype ? media : undefined;
}
