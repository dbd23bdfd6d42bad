import { type ClientStatus, RefusedError } from '@rostrum/protocol/client';
import {
  type Guest,
  type PersonId,
  type Refusal,
  type RoomState,
  type StagePart,
  guestOf,
} from '@rostrum/protocol/room';
import type { Received, StageLinkOptions, StageOver } from '@rostrum/ui/stage';
import { StageLink } from '@rostrum/ui/stage';
import { forgetStored, readStored, writeStored } from '@rostrum/ui/stored';
import type { With } from './own-devices.ts';
import { type RoomChoice, choiceOf, keptChoice } from './pure/room-choice.ts';
import { type Standing, isHeard, isNear, sizeAmong, standingOf, wantsOf } from './pure/standing.ts';
import { type Devices, SeatDevices } from './seat-devices.svelte.ts';

/** `elsewhere`: another window or device of this person has their place on the stage, or in the room. */
export type Way =
  { is: 'closed' | 'opening' | 'open' | 'lost' | 'elsewhere' } | { is: 'refused'; refusal: Refusal };

export interface StageSeatOptions {
  readonly ask: StageLinkOptions['ask'];
  readonly personId: PersonId;
  /** Of this class, in what the browser keeps for this tab. */
  readonly keptAs: string;
}

const AGAIN_MS = 1_000;

/** One student's seat, as far as the stage and breakout rooms are concerned: reactive values, and what they can do. */
export class StageSeat {
  standing: Standing = $state('audience');
  way: Way = $state.raw({ is: 'closed' });
  guest: Guest | undefined = $state.raw();
  received: readonly Received[] = $state.raw([]);
  /** The stage’s picture comes in a way that this browser doesn’t know. */
  lacksPicture = $state(false);
  /** What they are in their room with; undefined until they have said. */
  joined: RoomChoice | undefined = $state();
  /** Why nobody sees the screen that they wanted to share. */
  unshared: Refusal | undefined = $state.raw();

  readonly #options: StageSeatOptions;
  readonly #own = new SeatDevices(() => void this.#sendAll());
  #link: StageLink | undefined;
  #opening: object | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> = Promise.resolve();
  #isNear = false;
  /** While they are in a breakout room: since when there are rooms. */
  #roomsAt: number | undefined;
  #gateway: ClientStatus['is'] = 'connecting';
  /** It is this window that they want to be on the stage with. */
  #isHere: boolean;

  constructor(options: StageSeatOptions) {
    this.#options = options;
    this.#isHere = readStored('session', options.keptAs) !== undefined;
  }

  get devices(): Devices {
    return this.#own.now;
  }

  get isMicrophoneOn(): boolean {
    return this.#own.isMicrophoneOn;
  }

  get isCameraOn(): boolean {
    return this.#own.isCameraOn;
  }

  get lacksCamera(): boolean {
    return this.#own.lacksCamera;
  }

  get screen(): MediaStreamTrack | undefined {
    return this.#own.screen;
  }

  /** The class's word, and whether it can be heard. */
  follow(
    room: Pick<RoomState, 'stage' | 'hands' | 'breakouts' | 'people'>,
    place: number | undefined,
    gateway: ClientStatus['is'],
  ): void {
    const { personId } = this.#options;
    const before = this.standing;
    this.standing = standingOf(room, personId);
    this.guest = guestOf(room.stage, personId);
    // Staff have taken the leave to share back: no screen is taken for nobody.
    if (this.guest && this.screen && room.people[personId]?.screen !== true) this.stopScreen();
    this.#isNear = isNear(this.standing, place);
    this.#gateway = gateway;
    this.#followRooms(this.standing === 'room' ? room.breakouts.open?.openedAt : undefined);
    if (this.standing === 'audience') this.#goBack(before);
    else this.#comeNear(before);
  }

  /** From a press of theirs: this window is the one, and these devices. */
  async makeReady(wanted: With): Promise<void> {
    this.#isHere = true;
    this.#keep(wanted);
    if (await this.#own.open(wanted)) this.#open();
    await this.#sendAll();
  }

  /** From a press of theirs: they are in their room with this window, and with these devices or none. */
  async join(choice: RoomChoice): Promise<void> {
    this.joined = choice;
    this.#keep(choice);
    if (this.way.is === 'elsewhere') this.way = { is: 'closed' };
    // The others are seen and heard at once, whatever becomes of one's own devices.
    this.#open();
    if (choice === 'listen') this.#own.turnOff();
    else await this.#own.open(choice);
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
    this.#own.isMicrophoneOn = on;
    await this.#sendAll();
  }

  async turnCamera(on: boolean): Promise<void> {
    if (await this.#own.turnCamera(on)) this.#keep('camera');
    await this.#sendAll();
  }

  async shareScreen(): Promise<void> {
    this.unshared = undefined;
    if (await this.#own.shareScreen()) await this.#sendAll();
  }

  stopScreen(): void {
    this.#own.stopScreen();
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
    this.#own.close();
    this.unshared = undefined;
  }

  get #roomKey(): string {
    return `${this.#options.keptAs}.room`;
  }

  /** A page that is loaded anew on the stage, or in a room, comes back to it by itself. */
  #keep(choice: RoomChoice): void {
    if (this.#roomsAt === undefined) writeStored('session', this.#options.keptAs, choice);
    else writeStored('session', this.#roomKey, keptChoice(choice, this.#roomsAt));
  }

  /** What was turned on for a room is not meant for the stage, nor the other way round; from room to room it stays. */
  #followRooms(roomsAt: number | undefined): void {
    const before = this.#roomsAt;
    if (roomsAt === before) return;
    this.#roomsAt = roomsAt;
    this.joined = undefined;
    this.close();
    if (before !== undefined) forgetStored('session', this.#roomKey);
    const kept = roomsAt === undefined ? undefined : choiceOf(readStored('session', this.#roomKey), roomsAt);
    if (kept) void this.join(kept);
  }

  #comeNear(before: Standing): void {
    // What was refused to whoever waits may be given to a guest.
    if (before !== this.standing && this.way.is === 'refused') this.way = { is: 'closed' };
    if (this.standing === 'guest' && !this.#isHere) {
      if (this.way.is !== 'elsewhere') this.#closeLink({ is: 'elsewhere' });
      return;
    }
    if (this.standing === 'guest' && before !== 'guest') this.#comeBack();
    this.#link?.setOnStage(isHeard(this.standing));
    if (this.#mayOpen) this.#open();
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
    this.close();
  }

  get #mayOpen(): boolean {
    return this.standing === 'room' ? this.joined !== undefined : this.#isNear;
  }

  #open(): void {
    if (this.way.is !== 'closed' || !this.#mayOpen || this.#gateway !== 'open') return;
    clearTimeout(this.#again);
    const opening = (this.#opening = {});
    const isCurrent = () => this.#opening === opening;
    this.way = { is: 'opening' };
    StageLink.open({
      ask: this.#options.ask,
      wants: (stream) => wantsOf(this.standing, stream),
      sizeAmong,
      onReceived: (received) => isCurrent() && (this.received = received),
      onUnplayable: (streams) =>
        isCurrent() && (this.lacksPicture = streams.some(({ kind }) => kind === 'video')),
      onOver: (over) => isCurrent() && this.#handleOver(over),
    }).then(
      (link) => {
        if (!isCurrent()) return link.close();
        this.#link = link;
        link.setOnStage(isHeard(this.standing));
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
    if (!link) return;
    const { microphone, camera } = devices.is === 'on' ? devices : {};
    try {
      // While the browser asks, what was there before goes on to be the same.
      if (microphone) await link.send('microphone', microphone, this.isMicrophoneOn);
      else if (devices.is !== 'asking') await link.stop('microphone');
      if (camera) await link.send('camera', camera, this.isCameraOn);
      else if (devices.is !== 'asking') await link.stop('camera');
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
    } catch (error) {
      if (link !== this.#link) return;
      this.stopScreen();
      // Over a way that breaks nothing was refused, and that is said of the way.
      if (error instanceof RefusedError) this.unshared = error.refusal;
    }
  }

  #handleOver(over: StageOver): void {
    switch (over.is) {
      case 'replaced':
        this.#isHere = false;
        this.#own.turnOff();
        this.#own.stopScreen();
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
  #handleRefusal(refusal: Refusal): void {
    const passes = refusal.code === 'server-error' || refusal.code === 'not-found';
    this.#closeLink(passes ? { is: 'lost' } : { is: 'refused', refusal });
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
    this.lacksPicture = false;
    this.way = way;
  }
}
