import type { HearNode } from '../speakers/index.ts';

/** Some seconds of what the class would hear, recorded to be listened to. The track stays its owner's. */
export async function recordVoice(
  track: MediaStreamTrack,
  forMs: number,
  signal: AbortSignal,
): Promise<Blob> {
  const recorder = new MediaRecorder(new MediaStream([track]));
  const chunks: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data));
  const stopped = new Promise<void>((resolve, reject) => {
    recorder.addEventListener('stop', () => resolve(), { once: true });
    recorder.addEventListener('error', () => reject(new Error('the browser could not record')), {
      once: true,
    });
  });
  recorder.start();
  const timer = setTimeout(() => recorder.stop(), forMs);
  signal.addEventListener('abort', () => recorder.state === 'recording' && recorder.stop(), { once: true });
  try {
    await stopped;
  } finally {
    clearTimeout(timer);
  }
  return new Blob(chunks, { type: recorder.mimeType });
}

/** Two short notes through the speakers: enough to know that they work, and which ones. */
export async function playTone(hear: HearNode): Promise<void> {
  const context = new AudioContext();
  const gain = new GainNode(context, { gain: 0 });
  const endHearing = hear(gain);
  await context.resume();
  // What plays them needs a moment to begin, and another to come to its end.
  const begin = context.currentTime + 0.25;
  [523.25, 659.25].forEach((frequency, note) => {
    const at = begin + note * 0.4;
    const tone = new OscillatorNode(context, { frequency });
    tone.connect(gain);
    gain.gain.setTargetAtTime(0.25, at, 0.02);
    gain.gain.setTargetAtTime(0, at + 0.3, 0.03);
    tone.start(at);
    tone.stop(at + 0.38);
  });
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  endHearing();
  await context.close();
}
