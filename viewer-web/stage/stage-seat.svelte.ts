import { type ClientStatus, RefusedError } from '@rostrum/protocol/client';
import {
  type Guest,
  type PersonId,
  type Refusal,
  type RoomState,
  type StagePart,
  guestOf,
} from '@rostrum/protocol/room';
import { readStored, writeStored, forgetStored } from '@rostrum/ui';
import type { Received, StageLinkOptions, StageOver } from '@rostrum/ui/stage';
import { StageLink } from '@rostrum/ui/stage';
import {
  type DeviceProblem,
  type With,
  openOwnCamera,
  openOwnDevices,
  openOwnScreen,
} from './own-devices.ts';
import { type Standing, isNear, standingOf } from './pure/standing.ts';

export type Devices =
  | { is: 'off' }
  | { is: 'asking' }
  | { is: 'on'; microphone: MediaStreamTrack; camera: MediaStreamTrack | undefined }
  | { is: 'problem'; problem: DeviceProblem };

/** `elsewhere`: another window or device of this person has the stage. */
export type Way =
  { is: 'closed' | 'opening' | 'open' | 'lost' | 'elsewhere' } | { is: 'refused'; why: string };

export interface StageSeatOptions {
  readonly ask: StageLinkOptions['ask'];
  readonly personId: PersonId;
  /** Of this class, in what the browser keeps for this tab. */
  readonly keptAs: string;
}

const AGAIN_MS = 1_000;

/** One student's seat, as far as the stage is concerned: reactive values, and what they can do. */
export class StageSeat {
  standing: Standing = $state('audience');
  devices: Devices = $state.raw({ is: 'off' });
  way: Way = $state.raw({ is: 'closed' });
  guest: Guest | undefined = $state.raw();
  received: readonly Received[] = $state.raw([]);
  isMicrophoneOn = $state(true);
  isCameraOn = $state(true);
  screen: MediaStreamTrack | undefined = $state.raw();

  readonly #options: StageSeatOptions;
  #link: StageLink | undefined;
  #opening: object | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> = Promise.resolve();
  /** The last time that the browser was asked for devices. */
  #asked: object | undefined;
  #isNear = false;
  #gateway: ClientStatus['is'] = 'connecting';
  /** It is this window that they want to be on the stage with. */
  #isHere: boolean;

  constructor(options: StageSeatOptions) {
    this.#options = options;
    this.#isHere = readStored('session', options.keptAs) !== undefined;
  }

  /** The room's word, and whether it can be heard. */
  follow(
    room: Pick<RoomState, 'stage' | 'hands'>,
    place: number | undefined,
    gateway: ClientStatus['is'],
  ): void {
    const { personId } = this.#options;
    const before = this.standing;
    this.standing = standingOf(room, personId);
    this.guest = guestOf(room.stage, personId);
    this.#isNear = isNear(this.standing, place);
    this.#gateway = gateway;
    if (this.standing === 'audience') this.#goBack(before);
    else this.#comeNear(before);
  }

  /** From a press of theirs: this window is the one, and these devices. */
  async makeReady(wanted: With): Promise<void> {
    this.#isHere = true;
    this.#keep(wanted);
    this.#closeDevices();
    const asked = (this.#asked = {});
    this.devices = { is: 'asking' };
    const opened = await openOwnDevices(wanted);
    // They pressed again meanwhile, or are not called any more.
    if (this.#asked !== asked) {
      if (opened.ok) for (const track of [opened.microphone, opened.camera]) track?.stop();
      return;
    }
    if (!opened.ok) {
      this.devices = { is: 'problem', problem: opened.problem };
      return;
    }
    const { microphone, camera } = opened;
    microphone.addEventListener('ended', () => this.#handleUnplugged(microphone));
    this.devices = { is: 'on', microphone, camera };
    this.#open();
    await this.#sendAll();
  }

  /** This window is the one, whatever they come with. */
  claim(): void {
    this.#isHere = true;
    if (readStored('session', this.#options.keptAs) === undefined) this.#keep('sound');
    if (this.way.is === 'elsewhere') this.way = { is: 'closed' };
    if (this.standing === 'guest') this.#comeBack();
    this.#open();
  }

  async turnMicrophone(on: boolean): Promise<void> {
    this.isMicrophoneOn = on;
    await this.#sendAll();
  }

  /** The voice goes on, whatever the browser says of the camera. */
  async turnCamera(on: boolean): Promise<void> {
    this.isCameraOn = on;
    if (on && this.devices.is === 'on' && !this.devices.camera) {
      const { microphone } = this.devices;
      const camera = await openOwnCamera();
      if (this.devices.is !== 'on' || this.devices.microphone !== microphone) return camera?.stop();
      this.devices = { is: 'on', microphone, camera };
      if (camera) this.#keep('camera');
    }
    await this.#sendAll();
  }

  async shareScreen(): Promise<void> {
    const track = await openOwnScreen();
    if (!track) return;
    // By the browser's own button.
    track.addEventListener('ended', () => this.screen === track && this.stopScreen());
    this.screen = track;
    await this.#sendAll();
  }

  stopScreen(): void {
    this.screen?.stop();
    this.screen = undefined;
    void this.#sendAll();
  }

  /** After a refusal: what was in the way may have gone. */
  tryAgain(): void {
    if (this.way.is === 'refused') this.way = { is: 'closed' };
    this.#open();
  }

  isHeld(part: StagePart): boolean {
    return this.guest?.held.includes(part) === true;
  }

  close(): void {
    this.#closeLink();
    this.#closeDevices();
    this.screen?.stop();
    this.screen = undefined;
  }

  /** A page that is loaded anew on the stage comes back to it by itself. */
  #keep(wanted: With): void {
    writeStored('session', this.#options.keptAs, wanted);
  }

  #handleUnplugged(microphone: MediaStreamTrack): void {
    if (this.devices.is !== 'on' || this.devices.microphone !== microphone) return;
    this.#closeDevices();
    this.devices = { is: 'problem', problem: 'none-found' };
  }

  #comeNear(before: Standing): void {
    // What was refused to whoever waits may be given to a guest.
    if (before !== this.standing && this.way.is === 'refused') this.way = { is: 'closed' };
    if (this.standing === 'guest' && !this.#isHere) {
      if (this.way.is !== 'elsewhere') this.#closeLink({ is: 'elsewhere' });
      return;
    }
    if (this.standing === 'guest' && before !== 'guest') this.#comeBack();
    this.#link?.setOnStage(this.standing === 'guest');
    if (this.#isNear) this.#open();
    else if (this.way.is === 'open' && this.devices.is === 'off') this.#closeLink();
  }

  /** Loaded anew while on the stage: what they came with was allowed before. */
  #comeBack(): void {
    if (this.devices.is !== 'off') return;
    const kept = readStored('session', this.#options.keptAs);
    if (kept === 'camera' || kept === 'sound') void this.makeReady(kept);
  }

  #goBack(before: Standing): void {
    if (before === 'audience') return;
    forgetStored('session', this.#options.keptAs);
    this.#isHere = false;
    this.isMicrophoneOn = true;
    this.isCameraOn = true;
    this.close();
  }

  #open(): void {
    if (this.way.is !== 'closed' || !this.#isNear || this.#gateway !== 'open') return;
    clearTimeout(this.#again);
    const opening = (this.#opening = {});
    const isCurrent = () => this.#opening === opening;
    this.way = { is: 'opening' };
    StageLink.open({
      ask: this.#options.ask,
      // The others' pictures are in the programme's.
      wants: ({ source, kind }) => kind === 'audio' || source === 'programme',
      onReceived: (received) => isCurrent() && (this.received = received),
      onOver: (over) => isCurrent() && this.#handleOver(over),
    }).then(
      (link) => {
        if (!isCurrent()) return link.close();
        this.#link = link;
        link.setOnStage(this.standing === 'guest');
        this.way = { is: 'open' };
        void this.#sendAll();
      },
      (error: unknown) => isCurrent() && this.#handleFailure(error),
    );
  }

  /** What cannot be sent over a way that breaks meanwhile goes over the next one. */
  #sendAll(): Promise<void> {
    // One after the other: of two that begin at once, each would send everything.
    this.#sending = this.#sending.then(() => this.#sendNow());
    return this.#sending;
  }

  async #sendNow(): Promise<void> {
    const link = this.#link;
    const { devices } = this;
    if (!link || devices.is !== 'on') return;
    const { microphone, camera } = devices;
    try {
      await link.send('microphone', microphone, this.isMicrophoneOn);
      if (camera) await link.send('camera', camera, this.isCameraOn);
      else await link.stop('camera');
    } catch (error) {
      if (link === this.#link) this.#handleFailure(error);
      return;
    }
    await this.#sendScreen(link);
  }

  /** Refused alone, it must not take the voice with it. */
  async #sendScreen(link: StageLink): Promise<void> {
    try {
      if (this.screen) await link.send('screen', this.screen);
      else await link.stop('screen');
    } catch {
      if (link === this.#link) this.stopScreen();
    }
  }

  #handleOver(over: StageOver): void {
    switch (over.is) {
      case 'replaced':
        this.#isHere = false;
        this.#closeDevices();
        return this.#closeLink({ is: 'elsewhere' });
      case 'refused':
        return this.#handleRefusal(over.refusal);
      case 'lost':
        this.#closeLink({ is: 'lost' });
        return this.#tryAgain();
    }
  }

  #handleFailure(error: unknown): void {
    if (error instanceof RefusedError) return this.#handleRefusal(error.refusal);
    this.#closeLink({ is: 'lost' });
    this.#tryAgain();
  }

  /** The server's own trouble passes, and what has gone meanwhile is asked for anew. */
  #handleRefusal({ code, text }: Refusal): void {
    const passes = code === 'server-error' || code === 'not-found';
    this.#closeLink(passes ? { is: 'lost' } : { is: 'refused', why: text });
    if (passes) this.#tryAgain();
  }

  #tryAgain(): void {
    this.#again = setTimeout(() => {
      this.way = { is: 'closed' };
      this.#open();
    }, AGAIN_MS);
  }

  #closeLink(way: Way = { is: 'closed' }): void {
    clearTimeout(this.#again);
    this.#opening = undefined;
    this.#link?.close();
    this.#link = undefined;
    this.received = [];
    this.way = way;
  }

  #closeDevices(): void {
    this.#asked = undefined;
    if (this.devices.is === 'on')
      for (const track of [this.devices.microphone, this.devices.camera]) track?.stop();
    this.devices = { is: 'off' };
  }
}
