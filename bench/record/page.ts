// Runs in the page: the studio's own compositor and recorder over drawn sources, without a class.
import '../../ui/tokens.css';
import '../../ui/base.css';
import { mount } from 'svelte';
import { findBridge } from '../../studio/renderer/bridge/index.ts';
import { Compositor } from '../../studio/renderer/compositor/index.ts';
import { type RecordedTracks, Recorder, type RecorderState } from '../../studio/renderer/recorder/index.ts';
import { startDemoPictures, startDemoSpeech } from '../../studio/renderer/sources/demo/index.ts';
import RecordingDesk from './RecordingDesk.svelte';

const size = { width: 960, height: 540 };

export interface RecordingTrial {
  recorder: Recorder;
  state: RecorderState;
  tracks: RecordedTracks;
}

declare global {
  interface Window {
    trial?: RecordingTrial;
  }
}

const epochMs = Date.now();
const pictures = startDemoPictures(size, epochMs);
const context = new AudioContext({ sampleRate: 48_000 });
const mix = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
startDemoSpeech(context, epochMs).node.connect(mix);
const [sound] = mix.stream.getAudioTracks();
if (!sound) throw new Error('the browser mixed no sound');
const compositor = new Compositor({
  ...{ size, framesPerSecond: 30, burnClock: true, scene: { is: 'side-by-side', content: 'slides' } },
  card: { title: 'Waves and light', note: '' },
  onStats: () => {},
  onCamera: () => {},
  onFailed: (reason) => console.error(reason),
});
compositor.fill('camera', pictures.camera);
compositor.fill('slides', pictures.slides);

const bridge = findBridge();
const desk: { show?: (state: RecorderState) => void } = {};
const recorder = new Recorder({
  ask: (name, body) => bridge.ask(name, body),
  clock: {
    now: () => Date.now(),
    after: (ms, call) => {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
  },
  onState: (state) => {
    trial.state = state;
    desk.show?.(state);
  },
});
const trial: RecordingTrial = {
  recorder,
  state: recorder.state,
  tracks: {
    programme: { video: compositor.track, audio: sound },
    camera: pictures.camera,
    screen: pictures.slides,
    microphone: sound,
  },
};
window.trial = trial;

const target = document.getElementById('app');
if (target) mount(RecordingDesk, { target, props: { bridge, trial, desk } });
