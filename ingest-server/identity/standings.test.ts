import type { PersonId } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import type { Standing } from './directory.ts';
import { Standings } from './standings.ts';

const standingOf = (personId: PersonId): Standing => ({
  person: { personId, institutionId: 'i', name: personId, role: 'student' },
  inClasses: new Map(),
});

it('asks for all who come meanwhile by one question, and tells each their own', async () => {
  const asked: number[] = [];
  const standings = new Standings(async (personIds) => {
    asked.push(personIds.length);
    return new Map(personIds.filter((id) => id !== 'nobody').map((id) => [id, standingOf(id)]));
  });
  const ids = [...Array.from({ length: 1200 }, (_, i) => `p${i}`), 'p7', 'nobody'] as PersonId[];
  const found = await Promise.all(ids.map((id) => standings.find(id)));
  expect(found.map((each) => each?.person.name)).toEqual([...ids.slice(0, -1), undefined]);
  expect(asked).toEqual([1, 500, 500, 201]);
});

it('fails for those of a question that failed, and goes on with the next', async () => {
  let isBroken = true;
  const standings = new Standings((personIds) =>
    isBroken
      ? Promise.reject(new Error('no database'))
      : Promise.resolve(new Map(personIds.map((id) => [id, standingOf(id)]))),
  );
  await expect(standings.find('ada' as PersonId)).rejects.toThrow('no database');
  isBroken = false;
  expect(await standings.find('ada' as PersonId)).toMatchObject({ person: { name: 'ada' } });
});
