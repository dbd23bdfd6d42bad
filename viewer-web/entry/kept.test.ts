import type { Session } from '@rostrum/protocol/http';
import { afterEach, expect, it, vi } from 'vitest';
import { forgetSession, keepName, keepSession, keptName, keptSession } from './kept.ts';

const session = {
  ...{ token: 't', classId: 'c1', classTitle: 'Waves', personId: 'p1', name: 'Ada', role: 'guest' },
  ...{ expiresAt: 2, at: 1 },
} as Session;

afterEach(() => vi.unstubAllGlobals());

it('asks nobody twice on one visit where the browser keeps nothing', () => {
  const refuse = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  const refusing = new Proxy({} as Storage, { get: () => refuse });
  vi.stubGlobal('localStorage', refusing);
  vi.stubGlobal('sessionStorage', refusing);
  keepName('Ada');
  keepSession('DEMO', session);
  expect([keptName(), keptSession('DEMO'), keptSession('PHYS101')]).toEqual(['Ada', session, undefined]);
  forgetSession('DEMO');
  expect(keptSession('DEMO')).toBeUndefined();
});

it('takes nothing that another version of the page has written', () => {
  const kept = new Map([['rostrum.session.DEMO', '{"token":7}']]);
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    removeItem: (key: string) => void kept.delete(key),
  });
  expect(keptSession('DEMO')).toBeUndefined();
  expect(kept.size).toBe(0);
});
