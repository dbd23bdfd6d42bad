import type { Alert } from '@rostrum/protocol/operations';
import { type Event, type PersonId, type PollId, type StreamId, emptyRoom } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { Marks } from './marks.ts';

const streamId = 's1' as StreamId;
const ada = 'ada' as PersonId;
const prof = 'prof' as PersonId;
const pollId = 'p1' as PollId;
const draft = { question: 'Is it raining?', form: { kind: 'rating', max: 5 }, anonymous: false };

function after(...events: readonly Event[]) {
  const marks = new Marks();
  marks.begin(emptyRoom);
  events.forEach((event, i) => marks.addEvent({ seq: i + 1, at: (i + 1) * 10, event }));
  return marks;
}

const told = (...events: readonly Event[]) =>
  after(...events)
    .behind(0)
    .map(({ kind, about }) => (about === undefined ? kind : `${kind}: ${about}`));

it('of a programme are its start and end, its source, and what was left out of it', () => {
  expect(
    told(
      { type: 'stream.started', streamId },
      { type: 'stream.source-changed', streamId, source: 'encoder' },
      { type: 'stream.left-out', streamId, names: ['1080p', '720p'], because: 'busy' },
      { type: 'stream.left-out', streamId, names: [], because: 'all is well' },
      { type: 'stream.recording-changed', streamId, isRecorded: false, because: 'the disk is full' },
      { type: 'stream.recording-changed', streamId, isRecorded: true },
      { type: 'stream.stopped', streamId, reason: 'lost' },
    ),
  ).toEqual([
    'stream-started',
    'source-changed: encoder',
    'quality-shed: 1080p, 720p',
    'recording-stopped: the disk is full',
    'stream-stopped: lost',
  ]);
});

it('tell a class that goes on from one that starts', () => {
  const phases = ['lobby', 'live', 'paused', 'live', 'ended'] as const;
  expect(told(...phases.map((phase): Event => ({ type: 'class.phase-changed', phase })))).toEqual([
    'class-opened',
    'class-started',
    'class-paused',
    'class-resumed',
    'class-ended',
  ]);
});

it('name who comes to the stage, also when they leave it', () => {
  const entered: Event = { type: 'stage.entered', personId: ada, name: 'Ada', by: prof };
  const left: Event = { type: 'stage.left', personId: ada, reason: 'left' };
  expect(told(entered, left, left)).toEqual(['stage-joined: Ada', 'stage-left: Ada', 'stage-left']);
});

it('name those who were on the stage before anybody watched', () => {
  const marks = new Marks();
  const guest = { personId: ada, name: 'Ada', enteredAt: 1, held: [] };
  marks.begin({ ...emptyRoom, stage: { ...emptyRoom.stage, guests: [guest] } });
  marks.addEvent({ seq: 9, at: 90, event: { type: 'stage.left', personId: ada, reason: 'time' } });
  expect(marks.behind(0)).toEqual([{ at: 90, kind: 'stage-left', about: 'Ada' }]);
});

it('say which poll it was', () => {
  const opened = { type: 'poll.opened', pollId, draft, personId: prof } as Event;
  expect(told(opened, { type: 'poll.closed', pollId, because: 'timer' })).toEqual([
    'poll-opened: Is it raining?',
    'poll-closed: Is it raining?',
  ]);
});

it('pass over what bends no curve, and shorten long words', () => {
  const text = 'x'.repeat(200);
  const sent = { type: 'reactions.sent', counts: { '👍': 2 } } as const;
  const made = { type: 'announcement.made', text, personId: prof, name: 'Grace' } as const;
  expect(told(sent, made)).toEqual([`announcement: ${'x'.repeat(80)}`]);
});

it('have alerts beside them, at the time of each', () => {
  const marks = after();
  const alert: Alert = { id: 'a1', kind: 'silence', severity: 'bad', since: 5, figures: {} };
  marks.addAlert('raised', alert);
  marks.addAlert('cleared', { ...alert, clearedAt: 9 });
  expect(marks.behind(0)).toEqual([
    { at: 5, kind: 'alert-raised', about: 'silence' },
    { at: 9, kind: 'alert-cleared', about: 'silence' },
  ]);
});

it('are told behind what somebody knows, and the oldest leave', () => {
  const marks = after();
  const started: Event = { type: 'stream.started', streamId };
  for (let i = 0; i < 510; i++) marks.addEvent({ seq: i + 1, at: i, event: started });
  expect([marks.count, marks.behind(0).length, marks.behind(0)[0]?.at]).toEqual([510, 500, 10]);
  expect(marks.behind(508).map(({ at }) => at)).toEqual([508, 509]);
  expect(marks.behind(510)).toEqual([]);
});
