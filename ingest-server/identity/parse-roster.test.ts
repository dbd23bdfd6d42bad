import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROSTER_ROWS_MAX, type RosterRow } from './pure/read-roster.ts';
import { parseRoster } from './roster.ts';

const row = (line: number, name: string, more: Partial<RosterRow>): RosterRow => ({
  line,
  name,
  email: undefined,
  externalId: undefined,
  role: undefined,
  ...more,
});
const errorsIn = (text: string) => {
  const read = parseRoster(text);
  return read.ok ? [] : read.errors.map((error) => `${error.line}: ${error.text}`);
};

describe('a roster', () => {
  it.each([
    ['commas', 'Name,E-Mail,Student Number,Role\nAda,ADA@x.org,17,Assistant\n'],
    ['semicolons', 'name;email;external_id;role\r\nAda;ada@x.org;17;assistant\r\n'],
    ['tabs, and a mark at its beginning', '\ufeffNAME\temail\tID\tRole\nAda\tada@x.org\t17\tassistant'],
    [
      'quotation marks, and old line ends',
      '"name","email","id","role"\r"Ada","ada@x.org","17","assistant"\r',
    ],
    [
      'columns in another order, with others between',
      'id, faculty ,role,name,,mail\n17,X,assistant, Ada ,,ada@x.org',
    ],
  ])('is read with %s', (_how, text) => {
    const expected = row(2, 'Ada', { email: 'ada@x.org', externalId: '17', role: 'assistant' });
    expect(parseRoster(text)).toEqual({ ok: true, rows: [expected] });
  });

  it('counts lines as an editor does: with empty ones, and values over several', () => {
    const text = '\nname,id\n\n"Ada\nLovelace",1\n\n,\nGrace,2\n';
    expect(parseRoster(text)).toEqual({
      ok: true,
      rows: [row(4, 'Ada Lovelace', { externalId: '1' }), row(8, 'Grace', { externalId: '2' })],
    });
  });

  it('keeps names of every script as they are, and the comma inside one', () => {
    const text = 'name,id\n"Lovelace, Ada",1\n山田 太郎,2\nنور,3\n';
    const read = parseRoster(text);
    expect(read.ok && read.rows.map(({ name }) => name)).toEqual(['Lovelace, Ada', '山田 太郎', 'نور']);
  });

  it('says line by line what is wrong, all of it at once', () => {
    const text = [
      'name,email,id,role',
      'Ada,ada@x.org,1,student',
      ',bob@x.org,2,',
      'Bob,,,',
      'Eve,not an email,3,',
      'Eve,eve@x.org,4,admin',
      'Mallory,mallory@x.org,5,student,and,more',
      `${'x'.repeat(81)},x@x.org,6`,
      'Twin,ADA@x.org,1',
      `Long,,${'9'.repeat(61)}`,
      '\u200b,z@x.org,8,king',
    ].join('\n');
    expect(errorsIn(text)).toEqual([
      '3: The name is missing.',
      '4: There is neither an email nor an external id.',
      '5: "not an email" is not an email address.',
      '6: "admin" is not a role: it is student, assistant or instructor.',
      '7: There are 6 values, and 4 in the header.',
      '8: The name is longer than 80 characters.',
      '9: It has the email of line 2.',
      '9: It has the external id of line 2.',
      `10: "${'9'.repeat(60)}" is not an external id (up to 60 characters).`,
      '11: The name is missing.',
      '11: "king" is not a role: it is student, assistant or instructor.',
    ]);
  });

  it.each([
    ['nothing', '', '1: The roster is empty.'],
    ['blanks', ' \n\n', '1: The roster is empty.'],
    ['a header alone', 'name,email', '1: There is nobody below the header.'],
    ['no header', 'Ada,ada@x.org', '1: The header has no column "name".'],
    [
      'nothing to find people by',
      'name,role\nAda,student',
      '1: The header needs a column "email" or "external id", so that people are found again.',
    ],
    [
      'a column twice',
      'name,email,E-mail\nAda,a@x.org,b@x.org',
      '1: The header has two columns for the email.',
    ],
    [
      'a quotation mark left open',
      'name,id\nAda,1\n"Bob,2\nEve,3',
      '3: A quotation mark is opened here and never closed.',
    ],
    [
      'one inside a value',
      'name,id\nAda "the first",1',
      '2: A quotation mark stands inside a value: double it, or leave it out.',
    ],
    ['a page', '<!doctype html>\n<p>hello', '1: The header has no column "name".'],
    [
      'JSON',
      '[{"name":"Ada","email":"a@x.org"}]',
      '1: A quotation mark stands inside a value: double it, or leave it out.',
    ],
  ])('of %s is refused', (_what, text, error) => {
    expect(errorsIn(text)).toEqual([error]);
  });

  it('has an end', () => {
    const people = Array.from({ length: ROSTER_ROWS_MAX + 1 }, (_, i) => `P${i},${i}`);
    expect(errorsIn(`name,id\n${people.join('\n')}`)).toEqual([
      `${ROSTER_ROWS_MAX + 2}: A roster has at most ${ROSTER_ROWS_MAX} people.`,
    ]);
  });

  it('is read or refused, whatever it holds, and what is read is clean', () => {
    const cell = fc.oneof(
      fc.constantFrom(
        'name',
        'email',
        'id',
        'role',
        'Ada',
        'a@x.org',
        '"',
        ',',
        ';',
        '\t',
        '\n',
        '\r\n',
        ' ',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    const text = fc.array(cell, { maxLength: 60 }).map((cells) => cells.join(''));
    fc.assert(
      fc.property(fc.boolean(), text, (hasHeader, body) => {
        const read = parseRoster(hasHeader ? `name,email,id,role\n${body}` : body);
        if (!read.ok) {
          expect(read.errors.length).toBeGreaterThan(0);
          for (const { line, text: words } of read.errors) {
            expect(line).toBeGreaterThan(0);
            expect(words).toMatch(/\.$/);
          }
          return;
        }
        for (const { name, email, externalId } of read.rows) {
          expect(name).toMatch(/^\S/u);
          expect(name.length).toBeLessThanOrEqual(80);
          expect(email ?? externalId).toBeDefined();
        }
      }),
      { numRuns: 500 },
    );
  });

  it('comes back as it was written, with any separator', () => {
    const name = fc.stringMatching(/^[A-Za-zÀ-ž",;'][A-Za-zÀ-ž ",;']{0,20}[a-z]$/);
    const people = fc.uniqueArray(fc.record({ name, id: fc.stringMatching(/^[A-Za-z0-9/-]{1,20}$/) }), {
      selector: ({ id }) => id,
      minLength: 1,
    });
    fc.assert(
      fc.property(
        people,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        (all, separator, end) => {
          const quote = (value: string) => `"${value.replaceAll('"', '""')}"`;
          const lines = all.map(({ name: called, id }) => quote(called) + separator + quote(id));
          const read = parseRoster([`name${separator}id`, ...lines].join(end));
          expect(
            read.ok && read.rows.map(({ name: called, externalId }) => ({ name: called, id: externalId })),
          ).toEqual(
            all.map(({ name: called, id }) => ({ name: called.normalize('NFC').replace(/ +/g, ' '), id })),
          );
        },
      ),
    );
  });
});
