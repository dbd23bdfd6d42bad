import { type DeviceProblem, deviceProblemOf } from '@rostrum/ui/device-problem';

/**
 *   off ──open()──► asking ──► on ──track ends──► problem('ended')
 *                      └─────► problem          any ──close()──► off
 */
export type SourceState =
  | { is: 'off' }
  | { is: 'asking' }
  /** `sound`: what came with a shared screen. */
  | {
      is: 'on';
      track: MediaStreamTrack;
      sound: MediaStreamTrack | undefined;
      label: string;
      deviceId: string | undefined;
      /**
       * Stalled: it gives nothing just now, its cover is closed, or another program has taken it. Frozen: it gives the
       * same picture again and again.
       */
      flow: 'flows' | 'stalled' | 'frozen';
    }
  | { is: 'problem'; problem: DeviceProblem };

/** Asks the browser for one stream; throws a DOMException that says why not. */
export type AskForStream = (deviceId: string | undefined) => Promise<MediaStream>;

/** Plugged in a moment ago, many a device says that it is in use; so long it is asked again. */
const ASKED_AGAIN_AFTER_MS = [500, 1_500];

/** One camera, microphone or shared screen: owns the track it was given, and stops it. */
export class CapturedSource {
  readonly #ask: AskForStream;
  readonly #onChange: (state: SourceState) => void;
  #state: SourceState = { is: 'off' };
  /** Counts openings, so that an answer to an earlier one that comes late is not taken for the latest one's. */
  #opening = 0;

  constructor(ask: AskForStream, onChange: (state: SourceState) => void) {
    this.#ask = ask;
    this.#onChange = onChange;
  }

  get state(): SourceState {
    return this.#state;
  }

  /** Opens this device, or the browser's own choice; the one before is let go first. */
  async open(deviceId: string | undefined): Promise<void> {
    const opening = ++this.#opening;
    this.#letGo();
    this.#become({ is: 'asking' });
    let stream: MediaStream;
    try {
      stream = await this.#ask(deviceId);
    } catch (error) {
      const problem = deviceProblemOf(error instanceof Error ? error.name : '');
      if (opening === this.#opening) this.#become({ is: 'problem', problem });
      return;
    }
    const [first, second] = stream.getTracks();
    // A shared screen brings picture and sound, in either order; its picture is what it is.
    const [track, sound] = first?.kind === 'audio' && second ? [second, first] : [first, second];
    if (opening !== this.#opening) {
      for (const unwanted of stream.getTracks()) unwanted.stop();
      return;
    }
    if (!track) {
      this.#become({ is: 'problem', problem: 'none-found' });
      return;
    }
    track.addEventListener('ended', () => {
      if (opening === this.#opening) this.#become({ is: 'problem', problem: 'ended' });
    });
    const flow = (now: 'flows' | 'stalled') => {
      if (opening === this.#opening && this.#state.is === 'on') this.#become({ ...this.#state, flow: now });
    };
    track.addEventListener('mute', () => flow('stalled'));
    track.addEventListener('unmute', () => flow('flows'));
    const { label, muted } = track;
    const given = track.getSettings().deviceId;
    this.#become({ is: 'on', track, sound, label, deviceId: given, flow: muted ? 'stalled' : 'flows' });
  }

  /** By itself, as it was plugged in. Where it can't be, any other one; where there is none, it counts as gone, and that is told. */
  async reopen(deviceId: string | undefined): Promise<void> {
    for (const waitMs of ASKED_AGAIN_AFTER_MS) {
      await this.open(deviceId);
      const opening = this.#opening;
      if (!this.#isBusy) return;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      // Somebody has chosen something meanwhile.
      if (opening !== this.#opening) return;
    }
    await this.open(undefined);
    if (this.#isBusy) this.#become({ is: 'problem', problem: 'ended' });
  }

  /** Whoever looks at its pictures says so: a camera that hangs says nothing of it. */
  handleFrozen(isFrozen: boolean): void {
    const [from, to] = isFrozen ? (['flows', 'frozen'] as const) : (['frozen', 'flows'] as const);
    if (this.#state.is === 'on' && this.#state.flow === from) this.#become({ ...this.#state, flow: to });
  }

  close(): void {
    this.#opening += 1;
    this.#letGo();
    if (this.#state.is !== 'off') this.#become({ is: 'off' });
  }

  get #isBusy(): boolean {
    const state = this.#state;
    return state.is === 'problem' && (state.problem === 'in-use' || state.problem === 'failed');
  }

  #letGo(): void {
    if (this.#state.is !== 'on') return;
    this.#state.track.stop();
    this.#state.sound?.stop();
  }

  #become(state: SourceState): void {
    this.#state = state;
    this.#onChange(state);
  }
}
