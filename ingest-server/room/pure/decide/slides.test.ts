import type { CommandOf, DeckId, SharedId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { TestClass, ada, prof, tutor } from '../../test-class.ts';

const open = (page = 1, more: Partial<CommandOf<'slides.open'>> = {}) =>
  ({ type: 'slides.open', deckId: 'waves' as DeckId, title: 'Waves', pages: 12, page, ...more }) as const;
const turn = (page: number, more: Partial<CommandOf<'slides.turn'>> = {}) =>
  ({ type: 'slides.turn', page, ...more }) as const;

describe('slides', () => {
  it('are opened by staff, with a title, at a page that they have', () => {
    const its = new TestClass();
    expect(its.does(ada, open())).toBe('not-allowed');
    expect(its.does(prof, open(1, { title: ' \u202e ' }))).toBe('empty');
    expect(its.does(prof, open(13))).toBe('malformed');
    expect(its.does(tutor, open(3))).toEqual(['slides.opened']);
    expect(its.state.slides).toMatchObject({ is: 'open', title: 'Waves', pages: 12, page: 3 });
  });

  it('that are open already at this page are not opened again; another deck takes their place', () => {
    const its = new TestClass();
    its.ask(prof, open(3));
    expect(its.does(prof, open(3))).toEqual([]);
    expect(its.does(prof, open(3, { pages: 14 }))).toEqual(['slides.opened']);
    expect(its.does(prof, open(1, { deckId: 'light' as DeckId }))).toEqual(['slides.opened']);
  });

  it('are turned to a page with its first line and its text, cleaned', () => {
    const its = new TestClass();
    its.ask(prof, open());
    expect(its.ask(prof, turn(2, { title: ' What is\u202e a wave? ', text: 'A wave\nmoves.' }))).toEqual({
      ok: true,
      events: [
        {
          ...{ type: 'slides.turned', page: 2, personId: 'prof' },
          ...{ title: 'What is a wave?', text: 'A wave\nmoves.' },
        },
      ],
    });
    expect(its.ask(prof, turn(3, { title: ' ' }))).toEqual({
      ok: true,
      events: [{ type: 'slides.turned', page: 3, personId: 'prof' }],
    });
  });

  it('are not turned to where they are, to what they have not, or when none are open', () => {
    const its = new TestClass();
    expect(its.does(prof, turn(2))).toBe('not-yet');
    its.ask(prof, open());
    expect(its.does(prof, turn(1))).toEqual([]);
    expect(its.does(prof, turn(13))).toBe('malformed');
    expect(its.does(ada, turn(2))).toBe('not-allowed');
  });

  it('are handed out page by page while they are open, and taken back as a whole, also after the class', () => {
    const its = new TestClass();
    const handOut = (page: number, fileId: string) =>
      its.does(prof, {
        ...{ type: 'slides.hand-out', deckId: 'waves' as DeckId, page },
        ...{ fileId: fileId as SharedId, title: ' Light\u202e ' },
      });
    expect(handOut(1, 'f1')).toBe('not-yet');
    its.ask(prof, open());
    expect([handOut(1, 'f1'), handOut(1, 'f1'), handOut(13, 'f9')]).toEqual([
      ['slides.handed-out'],
      [],
      'malformed',
    ]);
    handOut(2, 'f2');
    handOut(1, 'f3');
    expect(its.state.handouts).toMatchObject([
      { page: 1, fileId: 'f3', title: 'Light' },
      { page: 2, fileId: 'f2' },
    ]);
    its.become('ended');
    const takeBack = () => its.does(prof, { type: 'slides.take-back', deckId: 'waves' as DeckId });
    expect([takeBack(), takeBack()]).toEqual([['slides.taken-back'], []]);
    expect(its.state.handouts).toEqual([]);
  });

  it('are closed once, also after the class', () => {
    const its = new TestClass();
    its.ask(prof, open());
    its.become('ended');
    expect(its.does(prof, turn(2))).toBe('closed');
    const close = () => its.does(prof, { type: 'slides.close' });
    expect([close(), close()]).toEqual([['slides.closed'], []]);
  });
});
