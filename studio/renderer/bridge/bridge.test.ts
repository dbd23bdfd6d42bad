import { expect, it } from 'vitest';
import { createBridge } from './bridge.ts';

it.each([
  ['reply', 'nonsense'],
  ['answer', { ok: true, answer: { shell: 'neither' } }],
])('a %s that can’t be read is a refusal in words', async (_, reply) => {
  const asked = createBridge({ carry: async () => reply }).ask('app.info', {});
  await expect(asked).rejects.toMatchObject({ name: 'BridgeError', reason: 'refused', code: 'malformed' });
});
