import { describe, expect, it } from 'vitest';
import {
  commandSchema,
  pollAnswerSchema,
  pollDraftSchema,
  refusalCodeSchema,
  tallySchema,
} from '../../../protocol/room/index.ts';
import { roomPage } from './room-page.ts';
import { type Schema, fieldsOf, ownWords, words } from './schema-words.ts';

const none = new Map();
const fieldsOfCommand = (type: string) =>
  fieldsOf(
    commandSchema.options.find(({ entries }) => entries.type.literal === type)!,
    'type',
    none,
  );

describe('the words for a schema', () => {
  it('name fields, say which may be left out, and how much they hold', () => {
    expect(fieldsOfCommand('chat.send')).toEqual(['`text`: text (≤ 2000)', '`replyTo?`: `MessageId`']);
    expect(fieldsOfCommand('chat.unpin')).toEqual([]);
    expect(fieldsOfCommand('person.allow')).toEqual([
      '`personId`: `PersonId`',
      '`what`: `screen`, `draw`',
      '`allowed`: yes or no',
    ]);
  });

  it('go into what is inside, or stop where that has a name', () => {
    expect(ownWords(tallySchema, none)).toBe(
      '{ `people`: number; `counts`: list of (number); `texts`: list of (text) }',
    );
    expect(ownWords(pollAnswerSchema, none)).toContain('{ `kind`: `rating`; `rating`: 1 to 10 } or ');
    expect(words(pollDraftSchema, new Map([[pollDraftSchema, '_draft_']]))).toBe('_draft_');
  });

  it('are missing for what the protocol does not use, and that is no small matter', () => {
    expect(() => words({ type: 'lazy' } as Schema, none)).toThrow('no words for a schema of type lazy');
  });
});

describe('the page', () => {
  it('has a line for every command and every refusal', () => {
    const page = roomPage();
    for (const { entries } of commandSchema.options)
      expect(page).toContain(`| \`${entries.type.literal}\` |`);
    for (const code of refusalCodeSchema.options) expect(page).toContain(`| \`${code}\` |`);
  });
});
