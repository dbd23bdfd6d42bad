import { type CaptionId, type RoomState, emptyRoom } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { type NewCaption, captionLanguage, writeCaptions } from './captions.ts';

const AT = 1_000_000;
const lineId = 'l1' as CaptionId;
const onAir: RoomState = {
  ...emptyRoom,
  class: { ...emptyRoom.class, phase: 'live' },
  stream: { status: 'live', streamId: 's1' as never, since: AT - 60_000 },
  captions: { is: 'on', language: 'de' },
};

function say(text: string, said: Pick<NewCaption, 'from' | 'until'> = {}, state = onAir) {
  const lines = [{ lineId, text, ...said }];
  const decision = writeCaptions(state, { is: 'said', lines }, { personId: 'cap' as never }, AT);
  return decision.ok ? decision.events : decision.refusal.code;
}

describe('a line of captions', () => {
  it('is logged with its language, and with who wrote it', () => {
    expect(say('Guten  Tag\u202e,\nliebe Leute.')).toEqual([
      {
        ...{ type: 'captions.said', lineId: 'l1', text: 'Guten Tag, liebe Leute.', language: 'de' },
        ...{ from: AT, until: AT + 23 * 60, personId: 'cap' },
      },
    ]);
    const byProgram = writeCaptions(onAir, { is: 'said', lines: [{ lineId, text: 'Hm' }] }, {}, AT);
    expect(byProgram).toMatchObject({ ok: true, events: [{ type: 'captions.said' }] });
    expect(JSON.stringify(byProgram)).not.toContain('personId');
  });

  it.each([
    ['short', 'Ja.', {}, [AT, AT + 1_200]],
    ['long', 'x'.repeat(200), {}, [AT, AT + 7_000]],
    ['of a moment ago', 'Ja.', { from: AT - 4_000 }, [AT - 4_000, AT - 2_800]],
    ['of an hour ago', 'Ja.', { from: AT - 3_600_000 }, [AT - 60_000, AT - 58_800]],
    ['of tomorrow', 'Ja.', { from: AT + 86_400_000 }, [AT, AT + 1_200]],
    ['said slowly', 'Ja.', { from: AT - 5_000, until: AT - 2_000 }, [AT - 5_000, AT - 2_000]],
    ['said quickly', 'x'.repeat(100), { from: AT - 5_000, until: AT - 4_000 }, [AT - 5_000, AT + 1_000]],
    ['said for ever', 'Ja.', { from: AT - 5_000, until: AT + 60_000 }, [AT - 5_000, AT + 2_000]],
  ])('that is %s stays for as long as it takes to read', (_is, text, said, [from, until]) => {
    expect(say(text, said)).toMatchObject([{ from, until }]);
  });

  it.each<[string, Partial<RoomState>, string]>([
    ['where staff turned captions off', { captions: { is: 'off' } }, 'closed'],
    ['where nobody has turned them on', { captions: { is: 'unsaid' } }, 'closed'],
    ['when the class has ended', { class: { ...onAir.class, phase: 'ended' } }, 'closed'],
    ['when nothing is on air', { stream: { status: 'idle' } }, 'not-yet'],
  ])('is refused %s', (_when, change, code) => {
    expect(say('Hello', {}, { ...onAir, ...change })).toBe(code);
  });

  it('with nothing to see in it is refused', () => {
    expect(say(' \u200b\n ')).toBe('empty');
  });

  it('may be corrected, or taken away, until the class has ended', () => {
    const correct = (text: string, state = onAir) =>
      writeCaptions(state, { is: 'corrected', line: { lineId, text } }, {}, AT);
    expect(correct(' Tag ')).toEqual({
      ok: true,
      events: [{ type: 'captions.corrected', lineId: 'l1', text: 'Tag' }],
    });
    expect(correct('')).toMatchObject({ ok: true, events: [{ text: '' }] });
    expect(correct('Tag', { ...onAir, class: { ...onAir.class, phase: 'ended' } })).toMatchObject({
      ok: false,
      refusal: { code: 'closed' },
    });
  });
});

it('what the server is set up for counts only where staff have said nothing', () => {
  expect(captionLanguage({ is: 'unsaid' }, 'en')).toBe('en');
  expect(captionLanguage({ is: 'unsaid' }, undefined)).toBeUndefined();
  expect(captionLanguage({ is: 'off' }, 'en')).toBeUndefined();
  expect(captionLanguage({ is: 'on', language: 'de' }, 'en')).toBe('de');
});
