import { RefusedError } from '@rostrum/protocol/client';
import type { ClassId, MessageId } from '@rostrum/protocol/room';
import { afterEach, expect, it, vi } from 'vitest';
import { olderChat } from './older-chat.ts';

const older = { messages: [], counted: {}, isFirst: true };
const asked: string[] = [];

function answer(respond: () => Response | Promise<never>) {
  vi.stubGlobal('fetch', (url: string, { headers }: { headers: Record<string, string> }) => {
    asked.push(`${url} ${headers['authorization']}`);
    return Promise.resolve(respond());
  });
}
const ask = () => olderChat('c1' as ClassId, 'm1' as MessageId, () => Promise.resolve('fresh'));
afterEach(() => vi.unstubAllGlobals());

it('is asked for with a token that is good now', async () => {
  answer(() => Response.json(older));
  expect(await ask()).toEqual(older);
  expect(asked).toEqual(['/api/classes/c1/chat?before=m1 Bearer fresh']);
});

it('says why it may not be had, and that it can’t be', async () => {
  const refusal = { code: 'removed', text: 'You were removed.' };
  answer(() => Response.json({ refusal }, { status: 403 }));
  await expect(ask()).rejects.toThrow(RefusedError);
  answer(() => Promise.reject(new TypeError('no network')));
  await expect(ask()).rejects.toThrow();
});
