import { type BoardEvent, boardWithoutRooms, foldBoard } from './board/index.ts';
import { type BreakoutEvent, foldBreakouts } from './breakouts/index.ts';
import { type CaptionsEvent, foldCaptions } from './captions/index.ts';
import { foldChapters } from './chapters/index.ts';
import { type ChatEvent, foldChat } from './chat/index.ts';
import type { Event, EventType, LoggedEvent } from './event.ts';
import { type HandEvent, foldHands } from './hands/index.ts';
import { foldLifecycle } from './lifecycle/index.ts';
import { type NoteEvent, foldNotes } from './notes/index.ts';
import { type Owned, createOwned } from './owned.ts';
import { type PeopleEvent, foldPeople } from './people/index.ts';
import { type PollEvent, foldPolls } from './polls/index.ts';
import { type QuestionEvent, foldQuestions } from './questions/index.ts';
import { foldScene } from './scene/index.ts';
import { type SharingEvent, foldSharing } from './sharing/index.ts';
import { type SlidesEvent, foldHandouts, foldSlides } from './slides/index.ts';
import type { RoomState } from './state.ts';
import { type StageEvent, foldStage } from './stage/index.ts';
import { type StreamEvent, foldStream } from './stream/index.ts';

/**
 * The one fold: server and every client run this same function, so they can't disagree.
 * An event already folded in is ignored (a delta may overlap). Numbers may be left out on the way to a
 * client, because not every event is for everyone; the server checks that its own log has no holes.
 */
export function reduce(state: RoomState, logged: LoggedEvent): RoomState {
  return fold(state, logged, createOwned());
}

export function reduceAll(state: RoomState, events: Iterable<LoggedEvent>): RoomState {
  const owned = createOwned();
  let next = state;
  for (const event of events) next = fold(next, event, owned);
  return next;
}

/** A fold that goes on: its collections are its own after the first touch, so nobody else may keep `state`. */
export interface Fold {
  readonly state: RoomState;
  add(logged: LoggedEvent): void;
}

export function createFold(start: RoomState): Fold {
  const owned = createOwned();
  let state = start;
  return {
    get state() {
      return state;
    },
    add(logged) {
      state = fold(state, logged, owned);
    },
  };
}

function fold(state: RoomState, { seq, at, event }: LoggedEvent, owned: Owned): RoomState {
  if (seq <= state.seq) return state;
  const before = { phase: state.class.phase, scene: state.scene };
  const chapters = foldChapters(state.chapters, event, at, before);
  return { ...state, ...change(state, event, at, owned), chapters, seq };
}

// The first word of an event's type says which part of the state it belongs to.
function change(state: RoomState, event: Event, at: number, owned: Owned): Partial<RoomState> {
  switch (event.type) {
    case 'class.handed-over':
      return { lead: event.personId };
    case 'class.phase-changed': {
      // Whoever is back after the end finds no stage to come back to.
      const stage = event.phase === 'ended' ? { ...state.stage, lost: [] } : state.stage;
      return { class: foldLifecycle(state.class, event, at), stage };
    }
    case 'announcement.made':
    case 'reactions.sent':
      return { class: foldLifecycle(state.class, event, at) };
    case 'person.removed': {
      // Whoever is removed no longer waits for anything.
      const hands = state.hands.filter(({ personId }) => personId !== event.personId);
      return { people: foldPeople(state.people, event, at, owned), hands };
    }
    case 'stage.entered': {
      // Whoever is called up no longer waits for it.
      const hands = state.hands.filter(({ personId }) => personId !== event.personId);
      return { stage: foldStage(state.stage, event, at), hands };
    }
    case 'scene.shown':
      return { scene: foldScene(state.scene, event, at) };
    case 'stream.started':
    case 'stream.source-changed':
      return { stream: foldStream(state.stream, event, at), scene: foldScene(state.scene, event, at) };
    case 'slides.handed-out':
    case 'slides.taken-back':
      return { handouts: foldHandouts(state.handouts, event, at) };
    case 'breakouts.opened':
    case 'breakouts.ended': {
      // What was drawn in rooms goes with them.
      const board = boardWithoutRooms(state.board);
      return { breakouts: foldBreakouts(state.breakouts, event, at), board };
    }
    default:
      if (isOf<StageEvent>(event, 'stage.')) return { stage: foldStage(state.stage, event, at) };
      if (isOf<BreakoutEvent>(event, 'breakouts.'))
        return { breakouts: foldBreakouts(state.breakouts, event, at) };
      if (isOf<ChatEvent>(event, 'chat.')) return { chat: foldChat(state.chat, event, at) };
      if (isOf<QuestionEvent>(event, 'question.'))
        return { questions: foldQuestions(state.questions, event, at, owned) };
      if (isOf<HandEvent>(event, 'hand.')) return { hands: foldHands(state.hands, event, at) };
      if (isOf<PollEvent>(event, 'poll.')) return { polls: foldPolls(state.polls, event, at, owned) };
      if (isOf<NoteEvent>(event, 'note.')) return { notes: foldNotes(state.notes, event, at) };
      if (isOf<SharingEvent>(event, 'share.')) return { shared: foldSharing(state.shared, event, at) };
      if (isOf<SlidesEvent>(event, 'slides.')) return { slides: foldSlides(state.slides, event, at) };
      if (isOf<BoardEvent>(event, 'board.')) return { board: foldBoard(state.board, event, owned) };
      if (isOf<StreamEvent>(event, 'stream.')) return { stream: foldStream(state.stream, event, at) };
      if (isOf<CaptionsEvent>(event, 'captions.')) return { captions: foldCaptions(state.captions, event) };
      return { people: foldPeople(state.people, event satisfies PeopleEvent, at, owned) };
  }
}

function isOf<E extends Event>(
  event: Event,
  prefix: E['type'] extends `${infer P}.${string}` ? `${P}.` : never,
): event is E & Event {
  return (event.type satisfies EventType).startsWith(prefix);
}
