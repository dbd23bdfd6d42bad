import { SHARED_MAX, type SharedId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { TestClass, ada, prof, tutor } from '../../test-class.ts';

const link = (title: string) =>
  ({ type: 'share.add', item: { kind: 'link', url: 'https://example.org/a', title } }) as const;

describe('sharing', () => {
  it('keeps a link or a file with its title, cleaned', () => {
    const its = new TestClass();
    expect(its.ask(tutor, link(' The book\u202e '))).toEqual({
      ok: true,
      events: [
        {
          ...{ type: 'share.added', sharedId: 'id-1', personId: 'tutor' },
          item: { kind: 'link', url: 'https://example.org/a', title: 'The book' },
        },
      ],
    });
    const fileId = 'f1' as SharedId;
    const file = { kind: 'file', fileId, title: 'Slides', mediaType: 'application/pdf', bytes: 9 } as const;
    expect(its.does(prof, { type: 'share.add', item: file })).toEqual(['share.added']);
    expect(its.state.shared.map(({ item }) => item.title)).toEqual(['The book', 'Slides']);
    expect(its.does(prof, link(' '))).toBe('empty');
    expect(its.does(ada, link('Mine'))).toBe('not-allowed');
  });

  it('takes back what is there; what is gone already is no error', () => {
    const its = new TestClass();
    its.ask(prof, link('The book'));
    const { sharedId } = its.state.shared[0]!;
    const remove = () => its.does(tutor, { type: 'share.remove', sharedId });
    expect([remove(), remove()]).toEqual([['share.removed'], []]);
  });

  it('has an end', () => {
    const its = new TestClass();
    for (let i = 0; i < SHARED_MAX; i++) its.ask(prof, link(`Link ${i}`));
    expect(its.does(prof, link('One more'))).toBe('too-many');
  });
});
