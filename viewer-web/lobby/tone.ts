/** A chord that is broken upwards: heard on small loudspeakers too, and nobody's alarm. */
const NOTES = [
  { hz: 523.25, atS: 0 },
  { hz: 659.25, atS: 0.2 },
  { hz: 783.99, atS: 0.4 },
] as const;
const NOTE_S = 1;
const LOUDNESS = 0.2;
const SOFT_S = 0.02;
const SILENT = 0.0001;

/** Resolves when it is over, or given up: with whether the browser played it. */
export async function playTone(signal: AbortSignal): Promise<boolean> {
  const context = new AudioContext();
  try {
    await Promise.race([context.resume(), over(signal)]);
    if (signal.aborted || context.state !== 'running') return false;
    const notes = NOTES.map(({ hz, atS }) => note(context, hz, context.currentTime + atS));
    await Promise.race([over(signal), ...notes.slice(-1).map(ended)]);
    return !signal.aborted;
  } finally {
    await context.close();
  }
}

function note(context: AudioContext, hz: number, fromS: number): OscillatorNode {
  const loudness = new GainNode(context, { gain: 0 });
  loudness.gain.setValueAtTime(SILENT, fromS);
  loudness.gain.exponentialRampToValueAtTime(LOUDNESS, fromS + SOFT_S);
  loudness.gain.exponentialRampToValueAtTime(SILENT, fromS + NOTE_S);
  loudness.connect(context.destination);
  const oscillator = new OscillatorNode(context, { frequency: hz });
  oscillator.connect(loudness);
  oscillator.start(fromS);
  oscillator.stop(fromS + NOTE_S);
  return oscillator;
}

function ended(node: OscillatorNode): Promise<void> {
  return new Promise((resolve) => node.addEventListener('ended', () => resolve(), { once: true }));
}

function over(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
