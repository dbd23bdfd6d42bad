import { QUESTIONS_KEPT, QUESTIONS_OPEN_MAX, type QuestionId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { TestClass, ada, bob, gil, person, prof, tutor } from '../../test-class.ts';

const nowhere = 'nowhere' as QuestionId;

describe('a question', () => {
  it('is logged with who asked, also when peers are not to know', () => {
    const its = new TestClass();
    const ask = { type: 'question.ask', text: '  Why?\u202e ', anonymous: true } as const;
    expect(its.ask(ada, ask)).toEqual({
      ok: true,
      events: [
        {
          ...{ type: 'question.asked', questionId: 'id-1', personId: 'ada', name: 'Ada' },
          ...{ anonymous: true, text: 'Why?' },
        },
      ],
    });
    expect(its.does(ada, { ...ask, text: ' \n ' })).toBe('empty');
  });

  it('can wait with so many others of the same person and no more', () => {
    const its = new TestClass();
    const asked = Array.from({ length: QUESTIONS_OPEN_MAX }, () => its.questionBy(ada));
    const oneMore = { type: 'question.ask', text: 'And?', anonymous: false } as const;
    expect(its.does(ada, oneMore)).toBe('too-many');
    expect(its.wordsTo(ada, oneMore)).toBe(
      `You have ${QUESTIONS_OPEN_MAX} open questions. Wait until one is answered.`,
    );
    expect(its.does(bob, oneMore)).toEqual(['question.asked']);
    its.ask(prof, { type: 'question.dismiss', questionId: asked[0]! });
    expect(its.does(ada, oneMore)).toEqual(['question.asked']);
  });
});

describe('ROOM-28: questions of a class', () => {
  it('have an end while all are open, whoever asks', () => {
    const its = new TestClass();
    const asked = Array.from({ length: QUESTIONS_KEPT }, (_, i) =>
      its.questionBy(person(`p${i % 100}`, 'student')),
    );
    const oneMore = { type: 'question.ask', text: 'And?', anonymous: false } as const;
    expect(its.does(ada, oneMore)).toBe('too-many');
    expect(its.wordsTo(ada, oneMore)).toBe(
      `This class has ${QUESTIONS_KEPT} open questions. Wait until some are answered.`,
    );
    its.ask(prof, { type: 'question.answer', questionId: asked[3]!, answer: { how: 'live' } });
    expect(its.does(ada, oneMore)).toEqual(['question.asked']);
    expect(its.state.questions).not.toHaveProperty(asked[3]!);
    expect(Object.keys(its.state.questions)).toHaveLength(QUESTIONS_KEPT);
  });
});

describe('a vote for a question', () => {
  it('counts once for each person, and can be taken back once', () => {
    const its = new TestClass();
    const questionId = its.questionBy(ada);
    const vote = (on: boolean) => its.does(bob, { type: 'question.vote', questionId, on });
    expect([vote(false), vote(true), vote(true)]).toEqual([[], ['question.voted'], []]);
    expect(its.state.questions[questionId]?.votes).toBe(1);
    its.ask(gil, { type: 'question.vote', questionId, on: true });
    expect(its.state.questions[questionId]?.votes).toBe(2);
    expect([vote(false), vote(false)]).toEqual([['question.voted'], []]);
    expect(its.state.questions[questionId]?.votes).toBe(1);
  });

  it('comes too late when the question is answered, but is not lost when it was there before', () => {
    const its = new TestClass();
    const questionId = its.questionBy(ada);
    const vote = { type: 'question.vote', questionId, on: true } as const;
    its.ask(bob, vote);
    its.ask(prof, { type: 'question.answer', questionId, answer: { how: 'live' } });
    expect(its.does(bob, vote)).toEqual([]);
    expect(its.does(gil, vote)).toBe('closed');
    expect(its.does(bob, { ...vote, questionId: nowhere })).toBe('not-found');
  });
});

describe('an answer to a question', () => {
  it('is text, cleaned, or given live; the same one twice is no error, another one is', () => {
    const its = new TestClass();
    const questionId = its.questionBy(ada);
    const answer = (text: string) =>
      ({ type: 'question.answer', questionId, answer: { how: 'text', text } }) as const;
    expect(its.does(prof, answer(' \u0000 '))).toBe('empty');
    expect(its.ask(prof, answer(' Because. '))).toEqual({
      ok: true,
      events: [
        {
          ...{ type: 'question.answered', questionId, answer: { how: 'text', text: 'Because.' } },
          ...{ name: 'Grace Hopper', personId: 'prof' },
        },
      ],
    });
    expect(its.does(prof, answer('Because.'))).toEqual([]);
    expect(its.does(tutor, answer('No, because.'))).toBe('closed');
    expect(its.does(tutor, { type: 'question.answer', questionId, answer: { how: 'live' } })).toBe('closed');
    expect(its.wordsTo(tutor, answer('No, because.'))).toBe('This question has been answered.');
  });

  it('is not given to one that was dismissed or never asked', () => {
    const its = new TestClass();
    const questionId = its.questionBy(ada);
    const dismiss = () => its.does(tutor, { type: 'question.dismiss', questionId });
    expect([dismiss(), dismiss()]).toEqual([['question.dismissed'], []]);
    for (const id of [questionId, nowhere]) {
      const answer = { type: 'question.answer', questionId: id, answer: { how: 'live' } } as const;
      expect(its.does(prof, answer)).toBe('not-found');
    }
    expect(its.does(bob, { type: 'question.vote', questionId, on: true })).toBe('not-found');
    expect(its.does(tutor, { type: 'question.dismiss', questionId: nowhere })).toBe('not-found');
  });
});
