import type { RecordedSource, RecordingNote } from '../../preload/pure/recording-parts.ts';
import type { Bridge } from '../bridge/index.ts';
import { encodingOf } from './pure/encoding.ts';
import { type RecorderEvent, type RecorderState, type StopReason, nextState } from './pure/recorder-state.ts';
import { type RecorderClock, ShellWriter } from './shell-writer.ts';
import { TrackRecorder } from './track-recorder.ts';

/** What is to be recorded now; a source that is left out is not. The tracks stay their owners', who stop them. */
export interface RecordedTracks {
  programme: { video: MediaStreamTrack; audio: MediaStreamTrack };
  camera?: MediaStreamTrack | undefined;
  screen?: MediaStreamTrack | undefined;
  board?: MediaStreamTrack | undefined;
  microphone?: MediaStreamTrack | undefined;
}

export interface RecorderOptions {
  ask: Bridge['ask'];
  clock: RecorderClock;
  onState: (state: RecorderState) => void;
}

interface Running {
  tracks: readonly MediaStreamTrack[];
  recorder: TrackRecorder;
}

/** Minutes of a lecture, and no more than a page may hold. */
const HELD_MAX_BYTES = 256 * 1024 * 1024;
/** An encoder that fails is begun anew as another file; one that fails again and again is not. */
const SEGMENTS_MAX = 50;
const FAILS_MAX = 3;

/** Records the programme and each source beside it onto the instructor's disk, from start() to stop(). */
export class Recorder {
  readonly #options: RecorderOptions;
  #state: RecorderState = { is: 'idle' };
  #writer: ShellWriter | undefined;
  #wanted: RecordedTracks | undefined;
  readonly #running = new Map<RecordedSource, Running>();
  readonly #segments = new Map<RecordedSource, number>();
  readonly #fails = new Map<RecordedSource, number>();
  /** Recorders whose last chunk is still to come. */
  #endings = 0;
  #isFinishSaid = false;
  #handleStopped: (() => void)[] = [];

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  get state(): RecorderState {
    return this.#state;
  }

  /**
   * Does nothing while it runs. Nobody has to wait for it: chunks are held until the shell has answered. `isBroadcast`:
   * all of it is meant for the class.
   */
  start(classTitle: string, tracks: RecordedTracks, isBroadcast = false): void {
    const nowMs = this.#options.clock.now();
    const before = this.#state;
    this.#step({ is: 'start', nowMs });
    if (this.#state === before) return;
    this.#isFinishSaid = false;
    this.#segments.clear();
    this.#fails.clear();
    this.#writer = this.#createWriter();
    this.#writer.push({ is: 'begin', classTitle, startedAtMs: nowMs, isBroadcast });
    this.setSources(tracks);
  }

  /** From now on these: what is new begins its own file, what is gone ends its. */
  setSources(tracks: RecordedTracks): void {
    if (this.#state.is !== 'starting' && this.#state.is !== 'recording') return;
    this.#wanted = tracks;
    const { programme, camera, screen, board, microphone } = tracks;
    this.#follow('programme', [programme.video, programme.audio]);
    this.#follow('camera', listOf(camera));
    this.#follow('screen', listOf(screen));
    this.#follow('board', listOf(board));
    this.#follow('microphone', listOf(microphone));
  }

  /** What goes on while it runs, for whoever works with the recording later. */
  note(note: RecordingNote): void {
    if (this.#state.is === 'starting' || this.#state.is === 'recording')
      this.#writer?.push({ is: 'note', note });
  }

  /** Resolves when everything is on the disk, or can't get there any more. */
  stop(why: StopReason = 'asked'): Promise<void> {
    this.#step({ is: 'stop', why });
    this.#wanted = undefined;
    if (this.#state.is !== 'saving') return Promise.resolve();
    const stopped = new Promise<void>((resolve) => this.#handleStopped.push(resolve));
    for (const source of [...this.#running.keys()]) this.#end(source);
    this.#finishAfterEndings();
    return stopped;
  }

  /** Lets go of everything at once: the recording stays as a power cut would leave it, and can be recovered. */
  close(): void {
    this.#wanted = undefined;
    for (const source of [...this.#running.keys()]) this.#end(source);
    this.#writer?.close();
  }

  #follow(source: RecordedSource, tracks: readonly MediaStreamTrack[]): void {
    const running = this.#running.get(source);
    const live = tracks.filter(({ readyState }) => readyState === 'live');
    if (running && isSame(running.tracks, live)) return;
    if (running) this.#end(source);
    if (live.length > 0) this.#begin(source, live);
  }

  #begin(source: RecordedSource, tracks: readonly MediaStreamTrack[]): void {
    const segment = (this.#segments.get(source) ?? 0) + 1;
    const encoding = encodingOf(source, pixelsOf(tracks), (type) => MediaRecorder.isTypeSupported(type));
    if (!encoding || segment > SEGMENTS_MAX) return this.#lose(source);
    const trackId = `${source}-${segment}`;
    const writer = this.#writer;
    let isOpen = false;
    try {
      const recorder = new TrackRecorder({
        ...{ tracks, encoding },
        onStarted: (mimeType) => {
          isOpen = true;
          const startedAtMs = this.#options.clock.now();
          writer?.push({ is: 'open', track: { trackId, source, mimeType, startedAtMs } });
        },
        onChunk: (bytes) => {
          writer?.push({ is: 'chunk', trackId, bytes });
          if ((writer?.heldBytes ?? 0) > HELD_MAX_BYTES) void this.stop('memory-full');
        },
        onEnded: (end) => {
          if (isOpen) writer?.push({ is: 'close', trackId, endedAtMs: this.#options.clock.now() });
          if (end === 'failed') this.#handleFailed(source);
          else this.#handleEnded();
        },
      });
      this.#segments.set(source, segment);
      this.#running.set(source, { tracks, recorder });
      this.#step({ is: 'found', source });
    } catch {
      // The track ended a moment ago, or its encoder can't be had: the others are recorded all the same.
      this.#lose(source);
    }
  }

  #end(source: RecordedSource): void {
    const running = this.#running.get(source);
    if (!running) return;
    this.#running.delete(source);
    this.#endings += 1;
    running.recorder.stop();
  }

  #handleEnded(): void {
    this.#endings -= 1;
    this.#finishAfterEndings();
  }

  /** It stopped by itself: its tracks have ended, or its encoder gave up. */
  #handleFailed(source: RecordedSource): void {
    this.#running.delete(source);
    const hasEnded = this.#tracksOf(source).every(({ readyState }) => readyState === 'ended');
    const fails = (this.#fails.get(source) ?? 0) + 1;
    this.#fails.set(source, fails);
    if (this.#wanted && !hasEnded && fails <= FAILS_MAX) this.setSources(this.#wanted);
    else if (source === 'programme' || !hasEnded) this.#lose(source);
  }

  #tracksOf(source: RecordedSource): readonly MediaStreamTrack[] {
    if (!this.#wanted) return [];
    if (source !== 'programme') return listOf(this.#wanted[source]);
    return [this.#wanted.programme.video, this.#wanted.programme.audio];
  }

  #lose(source: RecordedSource): void {
    if (source === 'programme') void this.stop('no-picture');
    else this.#step({ is: 'lost', source });
  }

  #finishAfterEndings(): void {
    if (this.#state.is !== 'saving' || this.#endings > 0 || this.#isFinishSaid) return;
    this.#isFinishSaid = true;
    this.#writer?.push({ is: 'finish', endedAtMs: this.#options.clock.now() });
  }

  #createWriter(): ShellWriter {
    return new ShellWriter({
      ...{ ask: this.#options.ask, clock: this.#options.clock },
      onBegun: (recordingId, room) => this.#step({ is: 'begun', recordingId, room }),
      onKept: (sizeBytes, room) => this.#step({ is: 'kept', sizeBytes, room }),
      onTrouble: (trouble) => this.#step({ is: 'trouble', trouble }),
      onDiskFull: () => void this.stop('disk-full'),
      onRefused: (text) => {
        this.#step({ is: 'refused', text });
        this.close();
      },
      onFinished: () => this.#step({ is: 'saved' }),
    });
  }

  #step(event: RecorderEvent): void {
    const state = nextState(this.#state, event);
    if (state === this.#state) return;
    this.#state = state;
    this.#options.onState(state);
    if (state.is !== 'stopped' && state.is !== 'failed') return;
    for (const handle of this.#handleStopped.splice(0)) handle();
  }
}

function listOf(track: MediaStreamTrack | undefined): readonly MediaStreamTrack[] {
  return track ? [track] : [];
}

function isSame(a: readonly MediaStreamTrack[], b: readonly MediaStreamTrack[]): boolean {
  return a.length === b.length && a.every((track, i) => track === b[i]);
}

function pixelsOf(tracks: readonly MediaStreamTrack[]): number {
  const settings = tracks.find(({ kind }) => kind === 'video')?.getSettings();
  return (settings?.width ?? 1280) * (settings?.height ?? 720);
}
