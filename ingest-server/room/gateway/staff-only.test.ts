import { type ClassId, type Command, type CommandType, may, permissions } from '@rostrum/protocol/room';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Records, openRecordsInMemory } from '../../records/index.ts';
import { RawClient, startGateway, tokenFor } from './test-surroundings.ts';

let records: Records;
let its: Awaited<ReturnType<typeof startGateway>>;
beforeAll(async () => {
  records = await openRecordsInMemory();
  const limits = { commands: { capacity: 100, refillMs: 1 } };
  its = await startGateway(records, { limits });
});
afterAll(async () => {
  await its.close();
  await records.close();
});

const person = { personId: 'bob' };
const poll = { pollId: 'p1' };
const text = 'x';
/** One of each that a student may not send. */
const commands = [
  { type: 'chat.pin', messageId: 'm1' },
  { type: 'chat.unpin' },
  { type: 'chat.limit', slowModeMs: 1000, staffOnly: true },
  { type: 'question.answer', questionId: 'q1', answer: { how: 'live' } },
  { type: 'question.dismiss', questionId: 'q1' },
  { type: 'hand.lower-all' },
  {
    type: 'poll.draft',
    draft: { question: 'Is it?', form: { kind: 'single', options: ['yes', 'no'] }, anonymous: false },
  },
  { type: 'poll.discard', ...poll },
  { type: 'poll.open', ...poll },
  { type: 'poll.close', ...poll },
  { type: 'poll.publish', ...poll },
  { type: 'poll.hide', ...poll },
  { type: 'person.mute', ...person, muted: true },
  { type: 'person.remove', ...person },
  { type: 'person.readmit', ...person },
  { type: 'person.allow', ...person, what: 'screen', allowed: true },
  { type: 'person.set-role', personId: 'ada', role: 'instructor' },
  { type: 'class.hand-over', personId: 'ada' },
  { type: 'class.open' },
  { type: 'class.start' },
  { type: 'class.pause' },
  { type: 'class.resume' },
  { type: 'class.end' },
  { type: 'announcement.make', text },
  { type: 'share.add', item: { kind: 'link', url: 'https://example.org/', title: 'x' } },
  { type: 'share.remove', sharedId: 's1' },
  { type: 'board.allow-all', allowed: true },
  { type: 'slides.open', deckId: 'd1', title: 'Waves', pages: 9, page: 1 },
  { type: 'slides.turn', page: 2 },
  { type: 'slides.close' },
  { type: 'slides.hand-out', deckId: 'd1', page: 2, fileId: 'f1' },
  { type: 'slides.take-back', deckId: 'd1' },
  { type: 'scene.show', scene: { kind: 'camera' } },
  { type: 'stage.call', ...person },
  { type: 'stage.dismiss', ...person },
  { type: 'stage.hold', ...person, part: 'microphone', held: true },
  { type: 'stage.limit', ...person },
  { type: 'breakouts.open', rooms: [{ name: 'Red', members: [] }], mayChoose: true },
  { type: 'breakouts.move', ...person, breakoutId: 'r1' },
  { type: 'breakouts.tell', text },
  { type: 'breakouts.limit' },
  { type: 'breakouts.end' },
  { type: 'note.write', text },
  { type: 'note.remove', noteId: 'n1' },
  { type: 'captions.choose', language: 'en' },
] as readonly { type: CommandType }[] as readonly Command[];

it('a student who sends what is for staff is refused, each time, and nothing in the class changes', async () => {
  const classId = 'physics' as ClassId;
  const bob = await RawClient.enter(its.url, tokenFor(classId, 'bob'));
  const ada = await RawClient.enter(its.url, tokenFor(classId, 'ada'));
  const room = its.rooms.get(classId)!;
  const before = room.state;

  for (const [i, command] of commands.entries()) {
    ada.say({ t: 'command', key: `key-staff-${i}`, command });
    const { refusal } = await ada.next('refused');
    expect([command.type, refusal.code]).toEqual([command.type, 'not-allowed']);
  }
  expect(room.state).toEqual(before);
  expect(await its.log.read(classId, before.seq)).toEqual([]);

  const theirs = (Object.keys(permissions) as CommandType[]).filter((right) => !may('student', right));
  const beyondCommands = [
    'stream.publish',
    'captions.write',
    'file.upload',
    'roster.import',
    'class.administer',
    'institution.administer',
    'operations.watch',
  ];
  expect([...commands.map(({ type }) => type), ...beyondCommands].sort()).toEqual([...theirs].sort());
  for (const client of [ada, bob]) client.socket.terminate();
});
