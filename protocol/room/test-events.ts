// For tests: of every kind of event what it may look like where that decides who is told of it.
import type { Event, EventType } from './event.ts';
import type { PollDraft } from './polls/index.ts';

const id = (text: string) => text as never;
const [personId, by, pollId] = [id('ada'), id('prof'), id('p1')];
const draft: PollDraft = {
  question: 'Is it?',
  form: { kind: 'single', options: ['yes', 'no'], correct: 1 },
  anonymous: false,
};
const answer = { kind: 'single', option: 1 } as const;
const asked = { questionId: id('q1'), personId, name: 'Ada', text: 'Why?' };
const answered = { pollId, personId, attemptId: id('a1'), answer };
const tally = { people: 1, counts: [0, 1], texts: [] };

export const events: { readonly [T in EventType]: readonly Extract<Event, { type: T }>[] } = {
  'chat.sent': [
    { type: 'chat.sent', messageId: id('m1'), personId, name: 'Ada', role: 'student', text: 'Hello' },
  ],
  'chat.reacted': [{ type: 'chat.reacted', messageId: id('m1'), personId, reaction: '👍', on: true }],
  'chat.deleted': [{ type: 'chat.deleted', messageId: id('m1'), personId }],
  'chat.pinned': [{ type: 'chat.pinned', messageId: id('m1'), personId: by }],
  'chat.unpinned': [{ type: 'chat.unpinned', personId: by }],
  'chat.limited': [{ type: 'chat.limited', slowModeMs: 5_000, staffOnly: false, personId: by }],
  'question.asked': [
    { type: 'question.asked', anonymous: false, ...asked },
    { type: 'question.asked', anonymous: true, ...asked },
  ],
  'question.voted': [{ type: 'question.voted', questionId: id('q1'), personId, on: true }],
  'question.answered': [
    {
      ...{ type: 'question.answered', questionId: id('q1'), answer: { how: 'live' }, name: 'Grace' },
      personId: by,
    },
  ],
  'question.dismissed': [{ type: 'question.dismissed', questionId: id('q1'), personId: by }],
  'hand.raised': [{ type: 'hand.raised', personId, name: 'Ada' }],
  'hand.lowered': [{ type: 'hand.lowered', personId, by }],
  'hand.all-lowered': [{ type: 'hand.all-lowered', by }],
  'poll.drafted': [{ type: 'poll.drafted', pollId, draft, personId: by }],
  'poll.discarded': [{ type: 'poll.discarded', pollId, personId: by }],
  'poll.opened': [{ type: 'poll.opened', pollId, draft, personId: by }],
  'poll.begun': [{ type: 'poll.begun', pollId, attemptId: id('a1'), personId }],
  'poll.answered': [
    { type: 'poll.answered', anonymous: false, ...answered },
    { type: 'poll.answered', anonymous: true, ...answered },
  ],
  'poll.closed': [{ type: 'poll.closed', pollId, because: 'timer' }],
  'poll.published': [{ type: 'poll.published', pollId, personId: by, tally, correct: [1] }],
  'poll.hidden': [{ type: 'poll.hidden', pollId, personId: by }],
  'person.joined': [
    { type: 'person.joined', personId, name: 'Ada', role: 'student' },
    { type: 'person.joined', personId, name: 'Ada', role: 'student', roleSet: true },
    { type: 'person.joined', personId, name: 'Ada', role: 'student', wasStaff: true },
    { type: 'person.joined', personId, name: 'Ada', role: 'assistant' },
  ],
  'person.left': [
    { type: 'person.left', personId, reason: 'lost', role: 'guest' },
    { type: 'person.left', personId, reason: 'left', role: 'instructor' },
    { type: 'person.left', personId, reason: 'left', role: 'student', wasStaff: true },
  ],
  'person.all-left': [{ type: 'person.all-left', reason: 'restarted' }],
  'person.muted': [{ type: 'person.muted', personId, muted: true, by }],
  'person.removed': [{ type: 'person.removed', personId, reason: 'shouts', by }],
  'person.readmitted': [{ type: 'person.readmitted', personId, by }],
  'person.allowed': [{ type: 'person.allowed', personId, what: 'draw', allowed: true, by }],
  'person.role-set': [{ type: 'person.role-set', personId, name: 'Ada', role: 'assistant', here: true, by }],
  'person.forgotten': [{ type: 'person.forgotten', personId }],
  'class.handed-over': [{ type: 'class.handed-over', personId, by }],
  'class.phase-changed': [{ type: 'class.phase-changed', phase: 'live', by }],
  'announcement.made': [{ type: 'announcement.made', text: 'At ten.', personId: by, name: 'Grace' }],
  'reactions.sent': [{ type: 'reactions.sent', counts: { '👍': 3 } }],
  'share.added': [
    {
      ...{ type: 'share.added', sharedId: id('s1'), personId: by },
      item: { kind: 'link', url: 'https://example.org/', title: 'The book' },
    },
  ],
  'note.written': [{ type: 'note.written', noteId: id('n1'), text: 'Ask Bob', personId: by, name: 'Grace' }],
  'note.removed': [{ type: 'note.removed', noteId: id('n1'), personId: by }],
  'share.removed': [{ type: 'share.removed', sharedId: id('s1'), personId: by }],
  'slides.opened': [
    { type: 'slides.opened', deckId: id('d1'), title: 'Waves', pages: 12, page: 1, personId: by },
  ],
  'slides.turned': [
    { type: 'slides.turned', page: 2, personId: by },
    { type: 'slides.turned', page: 3, title: 'Light', text: 'Light is a wave.', personId: by },
  ],
  'slides.closed': [{ type: 'slides.closed', personId: by }],
  'slides.handed-out': [
    { type: 'slides.handed-out', deckId: id('d1'), page: 1, fileId: id('f1'), personId: by },
    { type: 'slides.handed-out', deckId: id('d1'), page: 2, fileId: id('f2'), title: 'Light', personId: by },
    { type: 'slides.handed-out', deckId: id('d1'), page: 1, fileId: id('f3'), personId: by },
  ],
  'slides.taken-back': [{ type: 'slides.taken-back', deckId: id('d1'), personId: by }],
  'scene.shown': [
    { type: 'scene.shown', scene: { kind: 'picture-in-picture', content: 'slides' }, personId: by },
    { type: 'scene.shown', scene: { kind: 'custom', name: 'Bench' }, personId: by },
    { type: 'scene.shown', scene: { kind: 'camera' }, personId: by },
  ],
  'stage.called': [{ type: 'stage.called', personId, name: 'Ada', forMs: 60_000, by }],
  'stage.uncalled': [{ type: 'stage.uncalled', personId, by }],
  'stage.entered': [{ type: 'stage.entered', personId, name: 'Ada', endsAt: 90_000, by }],
  'stage.left': [{ type: 'stage.left', personId, reason: 'lost' }],
  'stage.away': [{ type: 'stage.away', personId }],
  'stage.back': [{ type: 'stage.back', personId }],
  'stage.held': [{ type: 'stage.held', personId, part: 'microphone', held: true, by }],
  'stage.limited': [{ type: 'stage.limited', personId, endsAt: 95_000, by }],
  'breakouts.opened': [
    {
      ...{ type: 'breakouts.opened', mayChoose: true, endsAt: 90_000, by },
      rooms: [{ breakoutId: id('r1'), name: 'Red' }],
      members: [{ personId, name: 'Ada', breakoutId: id('r1') }],
    },
  ],
  'breakouts.moved': [
    { type: 'breakouts.moved', personId, to: { name: 'Ada', breakoutId: id('r1'), isIn: false }, by },
    { type: 'breakouts.moved', personId, by },
  ],
  'breakouts.said': [
    {
      ...{ type: 'breakouts.said', breakoutId: id('r1'), messageId: id('m2'), personId },
      ...{ name: 'Ada', role: 'student', text: 'Between us' },
    },
  ],
  'breakouts.told': [{ type: 'breakouts.told', text: 'Two more minutes.', name: 'Grace', by }],
  'breakouts.limited': [{ type: 'breakouts.limited', endsAt: 95_000, by }],
  'breakouts.ended': [
    { type: 'breakouts.ended', reason: 'time' },
    { type: 'breakouts.ended', reason: 'ended', by },
  ],
  'board.drawn': [
    { type: 'board.drawn', update: 'AAA=', personId: by },
    { type: 'board.drawn', breakoutId: id('b1'), update: 'AAA=', personId: by },
  ],
  'board.checkpointed': [
    { type: 'board.checkpointed', update: 'AAA=' },
    { type: 'board.checkpointed', breakoutId: id('b1'), update: 'AAA=' },
  ],
  'board.all-allowed': [{ type: 'board.all-allowed', allowed: true, by }],
  'stream.started': [{ type: 'stream.started', streamId: id('s1') }],
  'stream.stopped': [{ type: 'stream.stopped', streamId: id('s1'), reason: 'lost' }],
  'stream.left-out': [
    { type: 'stream.left-out', streamId: id('s1'), names: ['v720'], because: 'too late' },
    { type: 'stream.left-out', streamId: id('s1'), names: [], because: 'calm again' },
  ],
  'stream.recording-changed': [
    { type: 'stream.recording-changed', streamId: id('s1'), isRecorded: false, because: 'the disk is full' },
    { type: 'stream.recording-changed', streamId: id('s1'), isRecorded: true },
  ],
  'stream.source-changed': [
    { type: 'stream.source-changed', streamId: id('s1'), source: 'encoder' },
    { type: 'stream.source-changed', streamId: id('s1'), source: 'studio' },
  ],
  'stream.slate': [
    { type: 'stream.slate', streamId: id('s1'), on: true },
    { type: 'stream.slate', streamId: id('s1'), on: false },
  ],
  'captions.chosen': [
    { type: 'captions.chosen', language: 'en', personId: by },
    { type: 'captions.chosen', personId: by },
  ],
  'captions.said': [
    {
      ...{ type: 'captions.said', lineId: id('l1'), text: 'Good morning.', language: 'en' },
      ...{ from: 1, until: 2, personId: by },
    },
  ],
  'captions.corrected': [
    { type: 'captions.corrected', lineId: id('l1'), text: 'Good evening.', personId: by },
  ],
};
