import { RefusedError } from '@rostrum/protocol/client';
import type { Stream, StreamId } from '@rostrum/protocol/room';
import { ClassConnection, socketUrlOf } from '@rostrum/ui';
import type { Session, Settings } from '../../preload/contract.ts';
import { BreakoutVisit, RoomVoices } from '../breakouts/index.ts';
import { type Bridge, whyNotSaved } from '../bridge/index.ts';
import { Rehearsal } from '../checks/index.ts';
import { CaptionerLinkView, EncoderKeyView, type ShownPoll } from '../control-room/index.ts';
import { openPublishLink } from '../publisher/index.ts';
import { Recorder, type RecorderState, RecordingsView } from '../recorder/index.ts';
import { StageGuests } from '../stage/index.ts';
import { DeckShelf, SlideShow } from '../slides/index.ts';
import { Speakers, browserSpeakers } from '../speakers/index.ts';
import { texts } from '../texts.ts';
import { type FileBrought, bringFile, fileIdOf } from './bring-file.ts';
import { Broadcast, pageClock } from './broadcast.svelte.ts';
import { keepAwake } from './keep-awake.ts';
import { keptChannels, keptScenes } from './kept-settings.ts';
import { Programme } from './programme.svelte.ts';
import type { PageOptions } from './pure/page-options.ts';
import { sceneToTell } from './pure/scene-to-tell.ts';
import { SceneTold } from './scene-told.ts';

export interface DeskOptions {
  bridge: Bridge;
  page: PageOptions;
  session: Session;
  settings: Settings;
}

/** What lives as long as the desk does, built once and closed with it: with another session the page is loaded anew. */
export class DeskParts {
  settings: Settings = $state.raw({ theme: 'system', language: 'system' });
  notSaved: string | undefined = $state();
  recording: RecorderState = $state.raw({ is: 'idle' });

  readonly connection: ClassConnection;
  readonly broadcast: Broadcast;
  readonly rehearsal: Rehearsal;
  readonly speakers: Speakers;
  readonly programme: Programme;
  readonly slides: SlideShow;
  readonly guests: StageGuests;
  readonly visit: BreakoutVisit;
  readonly recordings: RecordingsView;
  readonly encoderKey: EncoderKeyView;
  readonly captionerLink: CaptionerLinkView;
  readonly #bridge: Bridge;
  readonly #server: string;
  readonly #recorder: Recorder;
  readonly #sceneTold: SceneTold;
  /** The recording began with the broadcast, and ends with it. */
  #recordsBroadcast = false;
  #letSleep: (() => void) | undefined;

  constructor({ bridge, page, session, settings }: DeskOptions) {
    this.#bridge = bridge;
    this.#server = session.server;
    this.settings = settings;
    const socketUrl = socketUrlOf(session.server);
    this.connection = new ClassConnection({ socketUrl, renew: () => this.#getToken() });
    const { client } = this.connection;
    this.broadcast = new Broadcast((question) => client.ask(question));
    this.rehearsal = new Rehearsal((question) => client.ask(question), openPublishLink);
    this.speakers = new Speakers({
      ...{ media: browserSpeakers(), chosenId: settings.speakersId },
      onChosen: (speakersId) => this.save({ speakersId }),
    });
    const { hear, playThrough } = this.speakers;
    this.programme = new Programme({
      page,
      card: { title: texts.card.untitled, note: texts.card.note },
      chosen: {
        cameraId: settings.cameraId,
        microphoneId: settings.microphoneId,
        microphoneFor: settings.microphoneFor,
        secondMicrophoneId: settings.secondMicrophoneId,
      },
      onChosen: (chosen) => this.save(chosen),
      scenes: keptScenes(settings),
      onScenes: (scenes) => this.save({ scenes }),
      channels: keptChannels(settings),
      onChannels: (channels) => this.save({ channels }),
      hear,
    });
    this.guests = new StageGuests({
      ...{ ask: (question) => client.ask(question), output: this.programme, playThrough },
    });
    const { mix } = this.programme;
    this.visit = new BreakoutVisit({
      stage: this.guests,
      microphone: { takeAside: () => mix.takeAside(), bringBack: () => mix.bringBack() },
      voices: new RoomVoices(playThrough),
      openRoom: (listener) => client.breakout.open(listener),
    });
    this.slides = new SlideShow({
      shelf: new DeckShelf(bridge),
      size: this.programme.tracks.picture,
      onPicture: (picture) => this.programme.showSlide(picture),
      send: (command) => client.send(command),
      handouts: {
        isOn: settings.handsOutSlides ?? true,
        onChosen: (handsOutSlides) => this.save({ handsOutSlides }),
        upload: async (picture, title, signal) => fileIdOf(await this.bring(picture, title, { signal })),
        has: (deckId, page) =>
          this.connection.room.handouts.some((handout) => handout.deckId === deckId && handout.page === page),
      },
    });
    this.#sceneTold = new SceneTold((command) => client.send(command));
    this.#recorder = new Recorder({
      ask: bridge.ask,
      clock: pageClock,
      onState: (state) => (this.recording = state),
    });
    this.recordings = new RecordingsView(bridge.ask);
    this.encoderKey = new EncoderKeyView(bridge.ask);
    this.captionerLink = new CaptionerLinkView(bridge.ask);
    void this.slides.restore();
    void this.recordings.refresh();
    void this.recordings.replacing.refresh();
  }

  /** `keeps`: the lecture is recorded here too, from this moment on: whether it gets through or not. */
  async goOnAir(classTitle: string | undefined, keeps: boolean): Promise<void> {
    this.rehearsal.stop();
    this.broadcast.start(this.programme.tracks);
    if (keeps && !this.isRecording) {
      this.#recordsBroadcast = true;
      this.record(classTitle, true);
    }
    await this.programme.resumeSound();
  }

  /** A recording that was begun by hand goes on until it is ended by hand. */
  async endBroadcast(): Promise<void> {
    await this.broadcast.stop();
    if (this.#recordsBroadcast) await this.stopRecording();
  }

  /** Which scene the class sees, and in which stream; nobody sees any while there is none. */
  tellScene(streamId: StreamId | undefined): void {
    const { onAir, settings, content, filled } = this.programme.scenes;
    this.#sceneTold.show(sceneToTell(onAir, { custom: settings.custom, content, filled }), streamId);
  }

  /** Who is on the stage, and which room is visited. */
  followRoom(): void {
    const { room, status, you } = this.connection;
    const isInClass = status.is !== 'closed';
    this.visit.follow(room.breakouts, isInClass ? you?.personId : undefined);
    const isVisiting = this.visit.breakoutId !== undefined;
    this.guests.follow(room, status.is, isVisiting ? { voice: this.programme.mix.asideTrack } : undefined);
  }

  /** What leaving the class would break off. */
  get underWay(): 'broadcast' | 'recording' | undefined {
    const { is } = this.broadcast.status;
    if (is !== 'idle' && is !== 'failed') return 'broadcast';
    return this.isRecording ? 'recording' : undefined;
  }

  /** To the class's files; nobody sees it before it is shared. */
  async bring(
    file: Blob,
    title: string,
    watch: { signal: AbortSignal; onProgress?: (part: number) => void },
  ): Promise<FileBrought> {
    const classId = this.connection.you?.classId;
    if (classId === undefined) throw new Error('not in a class yet');
    const token = await this.#getToken();
    return bringFile({ server: this.#server, classId, token, file, title, ...watch });
  }

  /** What closing the page would cost something of. */
  get isRecording(): boolean {
    const { is } = this.recording;
    return is === 'starting' || is === 'recording' || is === 'saving';
  }

  record(classTitle: string | undefined, isBroadcast = false): void {
    this.#recorder.start(classTitle ?? texts.card.untitled, this.#recorded, isBroadcast);
  }

  /** What students see is recorded here too: the one may take the other's place later. */
  noteStream(stream: Stream): void {
    if (stream.status !== 'live') return;
    const clockAheadMs = this.connection.client.serverNow() - Date.now();
    this.#recorder.note({ is: 'stream', streamId: stream.streamId, clockAheadMs });
  }

  /** For the chapters of what is made of the recording. */
  async noteSlide(page: number): Promise<void> {
    const atMs = Date.now();
    const title = await this.slides.titleOf(page);
    this.#recorder.note({ is: 'turn', atMs, page, ...(title === undefined ? {} : { title }) });
  }

  /** Sources came or went: each has its own file. */
  followSources(): void {
    this.#recorder.setSources(this.#recorded);
  }

  async stopRecording(): Promise<void> {
    this.#recordsBroadcast = false;
    await this.#recorder.stop();
    await this.recordings.refresh();
  }

  /** False where it was taken away among the overlays since: then it stays away. */
  showPoll(poll: ShownPoll | undefined, isNew: boolean): boolean {
    const { scenes } = this.programme;
    if (!poll) {
      scenes.clearOverlay('poll');
      return true;
    }
    if (!isNew && !scenes.overlays.some((overlay) => overlay.is === 'poll')) return false;
    const options = poll.lines.map(({ label, percent }) => ({ text: label, percent }));
    scenes.setOverlay({ is: 'poll', question: poll.question, options });
    return true;
  }

  /** The light in its tray, and that the computer stays awake: a browser keeps it so for the page that asks. */
  tellShell(isOnAir: boolean): void {
    const { isRecording } = this;
    // A shell that is away has no light to show; the page says by itself that it is.
    this.#bridge.ask('desktop.on-air', { isOnAir, isRecording }).catch(() => undefined);
    if (isOnAir || isRecording) this.#letSleep ??= keepAwake();
    else this.#mayDoze();
  }

  #mayDoze(): void {
    this.#letSleep?.();
    this.#letSleep = undefined;
  }

  save(changed: Partial<Settings>): void {
    this.settings = { ...this.settings, ...changed };
    this.#bridge.ask('settings.save', { settings: this.settings }).then(
      () => (this.notSaved = undefined),
      (error: unknown) => (this.notSaved = whyNotSaved(error)),
    );
  }

  close(): void {
    this.#mayDoze();
    this.#recorder.close();
    this.recordings.close();
    this.slides.close();
    this.#sceneTold.close();
    this.visit.close();
    this.guests.close();
    this.rehearsal.stop();
    this.broadcast.close();
    this.programme.close();
    this.speakers.close();
    this.connection.close();
  }

  get #recorded() {
    return { programme: this.programme.tracks, ...this.programme.sources };
  }

  async #getToken(): Promise<string> {
    const answer = await this.#bridge.ask('session.token', {});
    switch (answer.is) {
      case 'token':
        return answer.token;
      case 'refused':
        throw new RefusedError(answer.refusal);
      case 'away':
        throw new Error(texts.air.serverAway);
    }
  }
}
