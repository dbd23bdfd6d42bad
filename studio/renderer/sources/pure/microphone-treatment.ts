/** As it is kept in the settings too. */
export const MICROPHONE_FOR = ['speech', 'quiet-room', 'music'] as const;

export type MicrophoneFor = (typeof MICROPHONE_FOR)[number];

/**
 * What the browser does to the microphone before it is mixed. A filter that takes away noise takes a violin's upper
 * tones with it, and one that levels a voice lifts every pause; against echo there must be one wherever others speak.
 */
export function microphoneTreatment(purpose: MicrophoneFor) {
  return {
    echoCancellation: purpose !== 'music',
    noiseSuppression: purpose === 'speech',
    autoGainControl: purpose === 'speech',
  };
}
