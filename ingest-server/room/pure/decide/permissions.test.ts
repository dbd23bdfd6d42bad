import {
  type BreakoutId,
  type Command,
  type CommandOf,
  type CommandType,
  type DeckId,
  type NoteId,
  type Phase,
  type Role,
  type SharedId,
  type StreamId,
  commandSchema,
  permissions,
  roleSchema,
} from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { TestClass, bob, dean, outcomeOf, person, yesOrNo } from '../../test-class.ts';

/** A class in which each command can be done by somebody, and each of them as `actor` would ask for it. */
function prepare(role: Role) {
  const its = new TestClass();
  const actor = person('asker', role);
  its.happen({ type: 'person.joined', ...actor });
  const messageId = its.messageBy(actor);
  const [pollId, draft, closed] = [its.openPoll(), its.draftPoll(), its.closedPoll()];
  const questionId = its.questionBy(bob);
  its.ask(actor, { type: 'hand.raise' });
  its.ask(dean, { type: 'slides.open', deckId: 'd1' as DeckId, title: 'Waves', pages: 9, page: 1 });
  its.happen({ type: 'stream.started', streamId: 's1' as StreamId });
  its.ask(dean, { type: 'board.allow-all', allowed: true });
  its.ask(dean, { type: 'stage.call', personId: dean.personId });
  its.happen({ type: 'stage.called', personId: actor.personId, name: actor.name, by: dean.personId });
  const breakoutId = 'red' as BreakoutId;
  its.happen({
    ...{ type: 'breakouts.opened', rooms: [{ breakoutId, name: 'Red' }], mayChoose: false },
    ...{ members: [{ personId: actor.personId, name: actor.name, breakoutId }], by: dean.personId },
  });
  const { personId } = bob;
  const attemptId = 'attempt-1' as CommandOf<'poll.begin'>['attemptId'];
  const url = 'https://example.org/';
  const commands: { [T in CommandType]: CommandOf<T> } = {
    'chat.send': { type: 'chat.send', text: 'hi' },
    'chat.react': { type: 'chat.react', messageId, reaction: '👍', on: true },
    'chat.delete': { type: 'chat.delete', messageId },
    'chat.pin': { type: 'chat.pin', messageId },
    'chat.unpin': { type: 'chat.unpin' },
    'chat.limit': { type: 'chat.limit', slowModeMs: 5_000, staffOnly: true },
    'question.ask': { type: 'question.ask', text: 'Why?', anonymous: true },
    'question.vote': { type: 'question.vote', questionId, on: true },
    'question.answer': { type: 'question.answer', questionId, answer: { how: 'live' } },
    'question.dismiss': { type: 'question.dismiss', questionId },
    'hand.raise': { type: 'hand.raise' },
    'hand.lower': { type: 'hand.lower' },
    'hand.lower-all': { type: 'hand.lower-all' },
    'poll.draft': { type: 'poll.draft', draft: yesOrNo },
    'poll.discard': { type: 'poll.discard', pollId: draft },
    'poll.open': { type: 'poll.open', pollId: draft },
    'poll.close': { type: 'poll.close', pollId },
    'poll.publish': { type: 'poll.publish', pollId: closed },
    'poll.hide': { type: 'poll.hide', pollId: closed },
    'poll.begin': { type: 'poll.begin', pollId, attemptId },
    'poll.answer': { type: 'poll.answer', pollId, attemptId, answer: { kind: 'single', option: 1 } },
    'person.mute': { type: 'person.mute', personId, muted: true },
    'person.remove': { type: 'person.remove', personId },
    'person.readmit': { type: 'person.readmit', personId },
    'person.allow': { type: 'person.allow', personId, what: 'draw', allowed: true },
    'person.set-role': { type: 'person.set-role', personId, role: 'assistant' },
    'class.hand-over': { type: 'class.hand-over', personId: dean.personId },
    'class.open': { type: 'class.open' },
    'class.start': { type: 'class.start' },
    'class.pause': { type: 'class.pause' },
    'class.resume': { type: 'class.resume' },
    'class.end': { type: 'class.end' },
    'announcement.make': { type: 'announcement.make', text: 'Tomorrow at nine.' },
    'reaction.send': { type: 'reaction.send', reaction: '🎉' },
    'note.write': { type: 'note.write', text: 'Ask Bob.' },
    'note.remove': { type: 'note.remove', noteId: 'n1' as NoteId },
    'share.add': { type: 'share.add', item: { kind: 'link', url, title: 'The book' } },
    'share.remove': { type: 'share.remove', sharedId: 's1' as SharedId },
    'stage.call': { type: 'stage.call', personId },
    'stage.accept': { type: 'stage.accept' },
    'stage.decline': { type: 'stage.decline' },
    'stage.leave': { type: 'stage.leave' },
    'stage.dismiss': { type: 'stage.dismiss', personId },
    'stage.hold': { type: 'stage.hold', personId: dean.personId, part: 'camera', held: true },
    'stage.limit': { type: 'stage.limit', personId: dean.personId },
    'breakouts.open': { type: 'breakouts.open', rooms: [{ name: 'Blue', members: [] }], mayChoose: true },
    'breakouts.move': { type: 'breakouts.move', personId, breakoutId },
    'breakouts.enter': { type: 'breakouts.enter', breakoutId },
    'breakouts.leave': { type: 'breakouts.leave' },
    'breakouts.say': { type: 'breakouts.say', text: 'hi' },
    'breakouts.tell': { type: 'breakouts.tell', text: 'Two more minutes.' },
    'breakouts.limit': { type: 'breakouts.limit', forMs: 60_000 },
    'breakouts.end': { type: 'breakouts.end' },
    'board.draw': { type: 'board.draw', update: 'AAA=' },
    'board.allow-all': { type: 'board.allow-all', allowed: false },
    'slides.open': { type: 'slides.open', deckId: 'd2' as DeckId, title: 'Light', pages: 9, page: 1 },
    'slides.turn': { type: 'slides.turn', page: 2 },
    'slides.close': { type: 'slides.close' },
    'slides.hand-out': { type: 'slides.hand-out', deckId: 'd1' as DeckId, page: 2, fileId: 'f1' as SharedId },
    'slides.take-back': { type: 'slides.take-back', deckId: 'd1' as DeckId },
    'scene.show': { type: 'scene.show', scene: { kind: 'camera' } },
    'captions.choose': { type: 'captions.choose', language: 'en' },
  };
  return { its, actor, commands };
}

const phaseFor: Partial<Record<CommandType, Phase>> = { 'class.pause': 'live', 'class.resume': 'paused' };

const types = commandSchema.options.map(({ entries }) => entries.type.literal);
const table = types.flatMap((type) => roleSchema.options.map((role) => [role, type] as const));

function decideAs(role: Role, type: CommandType) {
  const { its, actor, commands } = prepare(role);
  its.become(phaseFor[type] ?? 'scheduled');
  if (type === 'breakouts.open') its.happen({ type: 'breakouts.ended', reason: 'ended' });
  const before = structuredClone(its.state);
  const decision = its.decide(actor, commands[type]);
  // Deciding is not doing.
  expect(its.state).toEqual(before);
  return { its, actor, decision, command: commands[type] as Command };
}

describe('ROOM-7: who may do what', () => {
  it.each(table)('%s and %s: as the table of permissions says', (role, type) => {
    const { its, actor, decision } = decideAs(role, type);
    if (permissions[type].includes(role)) {
      expect(decision).toMatchObject({ ok: true });
      return;
    }
    expect(decision).toEqual({
      ok: false,
      refusal: { code: 'not-allowed', text: 'You may not do this in this class.' },
    });
    // The class may make somebody more than their token says, and lead it, and then it is theirs to do.
    const before = its.state.people[actor.personId]!;
    its.state = {
      ...its.state,
      lead: actor.personId,
      people: { ...its.state.people, [actor.personId]: { ...before, role: 'instructor', roleSet: true } },
    };
    expect(its.decide(actor, prepare(role).commands[type]).ok).toBe(true);
  });

  it.each(types.filter((type) => !permissions[type].includes('student')))(
    'a student who sends %s changes nothing, whatever phase the class is in',
    (type) => {
      for (const phase of ['scheduled', 'lobby', 'live', 'paused', 'ended'] as const) {
        const { its, actor, commands } = prepare('student');
        its.become(phase);
        const { state, log } = its;
        const { length } = log;
        expect(outcomeOf(its.ask(actor, commands[type]))).toBe('not-allowed');
        expect(its.state).toBe(state);
        expect(its.log).toHaveLength(length);
      }
    },
  );

  it.each(types)('ROOM-9: who was removed may not %s', (type) => {
    const { its, actor, commands } = prepare('student');
    its.happen({ type: 'person.removed', personId: actor.personId, by: dean.personId });
    expect(its.decide(actor, commands[type])).toEqual({
      ok: false,
      refusal: { code: 'removed', text: 'Staff have removed you from this class.' },
    });
  });

  it('a role that the table does not name may do nothing', () => {
    for (const type of types) {
      const { its, commands } = prepare('student');
      expect(outcomeOf(its.ask(person('nero', 'emperor' as Role), commands[type]))).toBe('not-allowed');
    }
  });

  it('ROOM-8: somebody who was made a student here is one, whatever their token says', () => {
    const { its, commands } = prepare('student');
    its.happen({
      ...{ type: 'person.role-set', personId: dean.personId, name: dean.name, role: 'student' },
      ...{ here: true, by: bob.personId },
    });
    expect(its.does(dean, commands['class.start'])).toBe('not-allowed');
    expect(its.does(dean, commands['chat.send'])).toEqual(['chat.sent']);
  });
});
