import { type Command, type Phase, phaseSchema, phaseSteps } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { type Actor } from './index.ts';
import { TestClass, ada, dean, prof, root, say, tutor, yesOrNo } from '../../test-class.ts';

type Step = keyof typeof phaseSteps;
const steps = Object.keys(phaseSteps) as Step[];

/** Written out, so that a change of the table is seen here. */
const leadsTo: Record<Step, Partial<Record<Phase, Phase>>> = {
  'class.open': { scheduled: 'lobby', ended: 'lobby' },
  'class.start': { scheduled: 'live', lobby: 'live' },
  'class.pause': { live: 'paused' },
  'class.resume': { paused: 'live' },
  'class.end': { scheduled: 'ended', lobby: 'ended', live: 'ended', paused: 'ended' },
};

const opens = (step: Step) => step === 'class.open' || step === 'class.start';
const table = steps.flatMap((step) => phaseSchema.options.map((phase) => [step, phase] as const));

describe('ROOM-31: the life of a class', () => {
  it.each(table)('%s while it is %s', (step, phase) => {
    const its = new TestClass();
    its.become(phase);
    its.now += 60_000;
    const outcome = its.does(prof, { type: step });
    const to = leadsTo[step][phase];
    if (to !== undefined) {
      expect(outcome).toEqual([...(opens(step) ? ['class.handed-over'] : []), 'class.phase-changed']);
      expect(its.state.class).toMatchObject({ phase: to, phaseSince: its.now });
      expect(its.does(prof, { type: step })).toEqual([]);
    } else if (phaseSteps[step].to === phase) {
      expect(outcome).toEqual([]);
    } else {
      expect(outcome).toBe(phase === 'ended' ? 'closed' : 'not-yet');
      expect(its.state.class.phase).toBe(phase);
    }
  });

  it.each<[Phase, string]>([
    ['scheduled', 'This can not be done: the class has not been opened.'],
    ['lobby', 'This can not be done: the class has not begun.'],
  ])('a pause while it is %s is refused in words', (phase, words) => {
    const its = new TestClass();
    its.become(phase);
    expect(its.wordsTo(prof, { type: 'class.pause' })).toBe(words);
  });

  it('ROOM-22: ends its open polls with it and lowers all hands, before it is ended', () => {
    const its = new TestClass();
    its.become('live');
    const [open, , other] = [its.openPoll(), its.closedPoll(), its.openPoll()];
    its.draftPoll();
    its.ask(ada, { type: 'hand.raise' });
    expect(its.ask(prof, { type: 'class.end' })).toEqual({
      ok: true,
      events: [
        { type: 'poll.closed', pollId: open, because: 'class-ended' },
        { type: 'poll.closed', pollId: other, because: 'class-ended' },
        { type: 'hand.all-lowered', by: 'prof' },
        { type: 'class.phase-changed', phase: 'ended', by: 'prof' },
      ],
    });
    expect(its.state.hands).toEqual([]);
  });

  it('has an end after which staff tidy up and nobody says anything more', () => {
    const its = new TestClass();
    const messageId = its.messageBy(ada);
    const questionId = its.questionBy(ada);
    const pollId = its.closedPoll();
    its.ask(ada, { type: 'hand.raise' });
    its.become('ended');
    for (const command of [
      say('hi'),
      { type: 'question.ask', text: 'Why?', anonymous: false } as const,
      { type: 'question.vote', questionId, on: true } as const,
      { type: 'hand.raise' } as const,
      { type: 'reaction.send', reaction: '👍' } as const,
      { type: 'chat.react', messageId, reaction: '👍', on: true } as const,
    ]) {
      expect(its.does(ada, command)).toBe('closed');
    }
    expect(its.does(prof, { type: 'announcement.make', text: 'Late' })).toBe('closed');
    expect(its.wordsTo(ada, say('hi'))).toBe('The class has ended.');
    its.happen({ type: 'class.handed-over', personId: prof.personId, by: prof.personId });
    for (const command of [
      { type: 'chat.delete', messageId } as const,
      { type: 'poll.publish', pollId } as const,
      { type: 'poll.draft', draft: yesOrNo } as const,
      { type: 'question.answer', questionId, answer: { how: 'live' } } as const,
      { type: 'class.open' } as const,
    ]) {
      expect(its.does(prof, command)).toHaveLength(1);
    }
    expect(its.does(ada, say('hi again'))).toEqual(['chat.sent']);
  });
});

describe('ROOM-10: who leads a class', () => {
  const open: Command = { type: 'class.open' };
  const start: Command = { type: 'class.start' };

  it.each<[string, Actor[], Actor, Command, string | undefined]>([
    ['is the instructor who opens it', [dean, prof], prof, open, 'prof'],
    ['is the instructor who starts it', [dean, prof], prof, start, 'prof'],
    ['is the first instructor there, where an assistant opens it', [tutor, dean, prof], tutor, open, 'dean'],
    ['is the first instructor there, where an admin starts it', [root, prof, dean], root, start, 'prof'],
    ['is nobody while there is no instructor', [root, tutor, ada], tutor, open, undefined],
  ])('%s', (_what, members, actor, command, lead) => {
    const its = new TestClass(members);
    const led = lead === undefined ? [] : ['class.handed-over'];
    expect(its.does(actor, command)).toEqual([...led, 'class.phase-changed']);
    expect(its.state.lead).toBe(lead);
  });

  it('stays when the class ends and is opened again', () => {
    const its = new TestClass();
    for (const type of ['class.start', 'class.end'] as const) its.ask(prof, { type });
    expect(its.does(dean, open)).toEqual(['class.phase-changed']);
    expect(its.state.lead).toBe('prof');
  });
});

describe('an announcement', () => {
  it('is cleaned and has the name of who made it', () => {
    const its = new TestClass();
    expect(its.ask(prof, { type: 'announcement.make', text: ' We meet at ten.\u202e' })).toEqual({
      ok: true,
      events: [
        { type: 'announcement.made', text: 'We meet at ten.', personId: 'prof', name: 'Grace Hopper' },
      ],
    });
    expect(its.does(prof, { type: 'announcement.make', text: ' \n ' })).toBe('empty');
  });
});

describe('a reaction to what is going on', () => {
  it('is allowed without being logged by itself', () => {
    expect(new TestClass().does(ada, { type: 'reaction.send', reaction: '👏' })).toEqual([]);
  });
});
