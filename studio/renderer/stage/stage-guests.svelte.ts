import { type ClientStatus, RefusedError } from '@rostrum/protocol/client';
import type { PersonId, Refusal, RoomState } from '@rostrum/protocol/room';
import type { Received, StageLink, StageLinkOptions } from '@rostrum/ui/stage';
import type { PlayThrough } from '../speakers/index.ts';
import { onShow } from './pure/on-show.ts';
import { needsStage } from './pure/stage-need.ts';
import { Voices } from './voices.ts';

/** Where guests go: into the picture and into the mix. */
export interface StageOutput {
  readonly context: AudioContext;
  /** All that is mixed but the guests, for those who hear each other. */
  readonly stageTrack: MediaStreamTrack;
  showGuest(id: string, name: string, track: MediaStreamTrack | undefined): void;
  showGuestScreen(track: MediaStreamTrack | undefined): void;
  plugGuests(node: AudioNode | undefined): void;
}

/** A room that is visited: its people come in over the same way, and this is heard there alone. */
export interface Visiting {
  readonly voice: MediaStreamTrack | undefined;
}

export interface StageGuestsOptions {
  readonly ask: StageLinkOptions['ask'];
  readonly output: StageOutput;
  readonly playThrough: PlayThrough;
}

/** A hand that goes down and up again must not cost a new connection each time. */
const LINGER_MS = 30_000;
const AGAIN_MS = 1_000;

/** The guests, as reactive values: opens the way to the stage when somebody may come, and puts them into the programme. */
export class StageGuests {
  speaker: PersonId | undefined = $state.raw();
  /** Why guests can't come: the server's no, or what went wrong in the browser's words. */
  refusal: Refusal | string | undefined = $state.raw();
  /** Whose picture or voice comes in. */
  received: readonly Received[] = $state.raw([]);
  /** Why the room that is visited can't hear the instructor. */
  unheard: Refusal | string | undefined = $state.raw();

  readonly #options: StageGuestsOptions;
  readonly #voices: Voices;
  #link: StageLink | undefined;
  /** The one that counts, from its beginning to the end of what it opened. */
  #attempt: object | undefined;
  #isWanted = false;
  #stage: RoomState['stage'] | undefined;
  #visiting: Visiting | undefined;
  /** What is sent to the room, or is about to be. */
  #spoken: MediaStreamTrack | undefined;
  /** One after the other: what is stopped must have been begun. */
  #speaking: Promise<void> = Promise.resolve();
  #shown: readonly string[] = [];
  #linger: ReturnType<typeof setTimeout> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(options: StageGuestsOptions) {
    this.#options = options;
    this.#voices = new Voices(options.output.context, options.playThrough);
  }

  /** The room's word, and whether it can be heard. */
  follow(
    room: Pick<RoomState, 'stage' | 'hands'>,
    gateway: ClientStatus['is'],
    visiting: Visiting | undefined,
  ): void {
    const isOther = room.stage !== this.#stage;
    this.#stage = room.stage;
    this.#visiting = visiting;
    const isNeeded = needsStage(room) || visiting !== undefined;
    if (isNeeded) {
      clearTimeout(this.#linger);
      this.#linger = undefined;
      this.#isWanted = true;
    } else if (this.#isWanted && this.#linger === undefined) {
      this.#linger = setTimeout(() => this.#rest(), LINGER_MS);
    }
    if (gateway === 'open' && this.#again === undefined) this.#open();
    // The room's state is another with every line of the chat.
    if (isOther) this.#show();
    this.#speak();
  }

  close(): void {
    clearTimeout(this.#linger);
    this.#rest();
    this.#voices.close();
  }

  #open(): void {
    if (!this.#isWanted || this.#attempt) return;
    const attempt = (this.#attempt = {});
    this.#openLink(attempt).then(
      (link) => {
        if (this.#attempt !== attempt) {
          link.close();
          return;
        }
        this.#link = link;
        this.#speak();
      },
      (error: unknown) => {
        if (this.#attempt !== attempt) return;
        this.#attempt = undefined;
        this.#handleFailure(error);
      },
    );
  }

  /** Whatever an earlier one still says no longer counts. */
  async #openLink(attempt: object): Promise<StageLink> {
    const { StageLink: Link } = await import('@rostrum/ui/stage');
    const ifCurrent = (call: () => void) => {
      if (this.#attempt === attempt) call();
    };
    const link = await Link.open({
      ask: this.#options.ask,
      // The programme is our own.
      wants: ({ source }) => source === 'camera' || source === 'microphone' || source === 'screen',
      onReceived: (received) =>
        ifCurrent(() => {
          this.received = received;
          this.#show();
        }),
      onSpeaker: (speaker) => ifCurrent(() => (this.speaker = speaker)),
      onOver: () => ifCurrent(() => this.#handleOver()),
    });
    try {
      link.setOnStage(true);
      await link.send('stage-sound', this.#options.output.stageTrack);
    } catch (error) {
      link.close();
      throw error;
    }
    this.refusal = undefined;
    return link;
  }

  #handleOver(): void {
    this.#link = undefined;
    this.#attempt = undefined;
    this.#forget();
    this.#tryAgain();
  }

  #handleFailure(error: unknown): void {
    this.refusal = reasonOf(error);
    this.#tryAgain();
  }

  #tryAgain(): void {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => {
      this.#again = undefined;
      this.#open();
    }, AGAIN_MS);
  }

  #rest(): void {
    clearTimeout(this.#again);
    this.#again = undefined;
    this.#isWanted = false;
    this.#attempt = undefined;
    this.#link?.close();
    this.#link = undefined;
    this.#forget();
  }

  #forget(): void {
    this.received = [];
    this.speaker = undefined;
    this.#spoken = undefined;
    this.#show();
  }

  /** To the room that is visited: the class hears the programme. */
  #speak(): void {
    const link = this.#link;
    const voice = this.#visiting?.voice;
    if (!link || voice === this.#spoken) return;
    this.#spoken = voice;
    this.unheard = undefined;
    this.#speaking = this.#speaking
      .then(() => (voice ? link.send('microphone', voice) : link.stop('microphone')))
      .catch((error: unknown) => {
        // Of a way that is gone: the next one begins anew.
        if (this.#link === link && this.#spoken === voice) this.unheard = reasonOf(error);
      });
  }

  #show(): void {
    const { output } = this.#options;
    const { pictures, screen, voices } = onShow(this.received, this.#stage?.guests ?? []);
    const ids = pictures.map(({ personId }) => personId);
    for (const gone of this.#shown) if (!ids.includes(gone)) output.showGuest(gone, '', undefined);
    for (const { personId, name, track } of pictures) output.showGuest(personId, name, track);
    this.#shown = ids;
    output.showGuestScreen(screen);
    this.#voices.set(voices);
    output.plugGuests(voices.length > 0 ? this.#voices.node : undefined);
  }
}

function reasonOf(error: unknown): Refusal | string {
  if (error instanceof RefusedError) return error.refusal;
  return error instanceof Error ? error.message : String(error);
}
