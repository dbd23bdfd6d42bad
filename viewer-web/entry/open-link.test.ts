import { afterEach, expect, it, vi } from 'vitest';
import { openLink } from './open-link.ts';

const waves = { classId: 'c1', code: 'DEMO', classTitle: 'Waves', courseTitle: 'Physics' };
const optics = { classId: 'c2', code: 'OPTICS', classTitle: 'Lenses', courseTitle: 'Physics' };
const sessionIn = ({ classId, code, classTitle }: typeof waves, more: object = {}) => ({
  ...{ token: `for ${classId}`, classId, code, classTitle, personId: 'p1', name: 'Ada', role: 'student' },
  ...{ expiresAt: 2, at: 1, ...more },
});

/** Answers in this order. */
function startServer(...answers: readonly object[]) {
  const asked: string[] = [];
  vi.stubGlobal('navigator', { cookieEnabled: true, languages: [] });
  vi.stubGlobal('fetch', (url: string) => Promise.resolve(Response.json(answers[asked.push(url) - 1])));
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

it('enters the class whose address it stands in', async () => {
  const session = sessionIn(waves);
  startServer(session);
  expect(await openLink('key', 'DEMO')).toEqual({ is: 'value', value: session });
});

it('enters the one of several classes that the address names', async () => {
  const asked = startServer(sessionIn(waves, { classes: [waves, optics] }), sessionIn(optics));
  expect(await openLink('key', 'OPTICS')).toMatchObject({ is: 'value', value: { classId: 'c2' } });
  expect(asked).toEqual(['/api/session/link', '/api/session/refresh']);
});

it.each([
  ['one other class alone', {}],
  ['several others', { classes: [waves] }],
])('says where it leads instead, when it is good for %s', async (_which, more) => {
  startServer(sessionIn(waves, more));
  expect(await openLink('key', 'OPTICS')).toMatchObject({ is: 'elsewhere', code: 'DEMO' });
});
