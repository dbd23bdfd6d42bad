import type { KeptPerson } from '@rostrum/protocol/administration';
import type { PersonId } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { newPersonWritten, personChangeWritten, personWriting } from './person-writing.ts';

const kept: KeptPerson = {
  ...{ personId: 'p1' as PersonId, name: 'Ada', role: 'student', hasPassword: false },
  ...{ login: 'ada', email: 'ada@x.org' },
};

it('tells of what was changed alone, and of what was taken away', () => {
  const writing = personWriting(kept);
  expect(personChangeWritten(kept, writing)).toEqual({});
  expect(personChangeWritten(kept, { ...writing, name: ' Ada L. ', email: ' ', externalId: '7' })).toEqual({
    ...{ name: 'Ada L.', email: null, externalId: '7' },
  });
  expect(personChangeWritten(kept, { ...writing, role: 'assistant', login: 'lovelace' })).toEqual({
    ...{ role: 'assistant', login: 'lovelace' },
  });
});

it('leaves out of somebody new what was not filled in', () => {
  expect(newPersonWritten({ ...personWriting(undefined), name: ' Bob ' })).toEqual({
    ...{ name: 'Bob', role: 'student' },
  });
  expect(newPersonWritten(personWriting(kept))).toEqual({
    ...{ name: 'Ada', role: 'student', login: 'ada', email: 'ada@x.org' },
  });
});
