import { PHRASE_SLOT_MS, type Syllable, type Vowel, phraseAt } from './pure/speech-script.ts';

/** The first three resonances of a grown man's throat for each vowel, in hertz. */
const FORMANTS: Readonly<Record<Vowel, readonly [number, number, number]>> = {
  a: [730, 1090, 2440],
  e: [530, 1840, 2480],
  i: [280, 2250, 2890],
  o: [570, 840, 2410],
  u: [310, 870, 2240],
};
const FORMANT_GAINS = [1, 0.7, 0.45] as const;
const FORMANT_Q = [7, 9, 11] as const;

/** Phrases are laid out this far ahead, so that a timer slowed down by a hidden window leaves no gap. */
const AHEAD_MS = 3 * PHRASE_SLOT_MS;
const LAY_OUT_EVERY_MS = 1000;

export interface DemoSpeech {
  readonly node: AudioNode;
  close(): void;
}

/**
 * A voice without words: glottal pulses through three moving resonances, hiss before some syllables. It follows the
 * script that moves the drawn presenter's mouth; `epochMs` is when the script began, on the wall clock.
 */
export function startDemoSpeech(context: AudioContext, epochMs: number): DemoSpeech {
  const output = new GainNode(context, { gain: 0.6 });
  const voice = new OscillatorNode(context, { periodicWave: glottalPulse(context) });
  const hiss = new AudioBufferSourceNode(context, { buffer: noise(context), loop: true });
  const voiceLevel = new GainNode(context, { gain: 0 });
  const hissLevel = new GainNode(context, { gain: 0 });
  const hissBand = new BiquadFilterNode(context, { type: 'bandpass', Q: 1.2 });
  const formants = FORMANTS.a.map(
    (frequency, i) => new BiquadFilterNode(context, { type: 'bandpass', frequency, Q: FORMANT_Q[i] }),
  );
  voice.connect(voiceLevel);
  formants.forEach((formant, i) => {
    voiceLevel
      .connect(formant)
      .connect(new GainNode(context, { gain: FORMANT_GAINS[i] }))
      .connect(output);
  });
  hiss.connect(hissBand).connect(hissLevel).connect(output);
  voice.start();
  hiss.start();

  const layOut = (syllable: Syllable, at: number) => {
    const vowelAt = at + syllable.consonantMs / 1000;
    const endAt = at + syllable.durationMs / 1000;
    if (syllable.consonantMs > 0) {
      hissBand.frequency.setValueAtTime(syllable.consonantHz, at);
      hissLevel.gain.setTargetAtTime(0.16 * syllable.loudness, at, 0.006);
      hissLevel.gain.setTargetAtTime(0, vowelAt, 0.012);
    }
    FORMANTS[syllable.vowel].forEach((hertz, i) => {
      formants[i]?.frequency.setTargetAtTime(hertz, vowelAt - 0.02, 0.025);
    });
    voice.frequency.setTargetAtTime(syllable.pitchHz, vowelAt - 0.02, 0.04);
    voiceLevel.gain.setTargetAtTime(syllable.loudness, vowelAt, 0.018);
    voiceLevel.gain.setTargetAtTime(0, endAt - 0.03, 0.03);
  };

  let nextPhrase: number | undefined;
  const layOutAhead = () => {
    // A suspended context stands still: whatever is laid out now would come out late, all of it.
    if (context.state !== 'running') {
      nextPhrase = undefined;
      return;
    }
    const scriptMs = Date.now() - epochMs;
    nextPhrase ??= Math.floor(scriptMs / PHRASE_SLOT_MS) + 1;
    while (nextPhrase * PHRASE_SLOT_MS < scriptMs + AHEAD_MS) {
      for (const syllable of phraseAt(nextPhrase)) {
        layOut(syllable, context.currentTime + (syllable.startMs - scriptMs) / 1000);
      }
      nextPhrase += 1;
    }
  };
  layOutAhead();
  const timer = setInterval(layOutAhead, LAY_OUT_EVERY_MS);
  context.addEventListener('statechange', layOutAhead);

  return {
    node: output,
    close() {
      clearInterval(timer);
      context.removeEventListener('statechange', layOutAhead);
      voice.stop();
      hiss.stop();
      output.disconnect();
    },
  };
}

/** Vocal folds snap shut, and lips brighten what comes out: overtones that fall by about 7 dB an octave. */
function glottalPulse(context: BaseAudioContext): PeriodicWave {
  const count = 48;
  const real = new Float32Array(count);
  const imag = Float32Array.from({ length: count }, (_, n) => (n === 0 ? 0 : 1 / n ** 1.15));
  return new PeriodicWave(context, { real, imag });
}

function noise(context: BaseAudioContext): AudioBuffer {
  const buffer = new AudioBuffer({ length: context.sampleRate * 2, sampleRate: context.sampleRate });
  const samples = buffer.getChannelData(0);
  for (let i = 0; i < samples.length; i += 1) samples[i] = Math.random() * 2 - 1;
  return buffer;
}
