import { describe, expect, it } from 'vitest';
import { CLIENT_FRAME_MAX } from '../wire/index.ts';
import { RefusedError } from './index.ts';
import { keys, start } from './test-surroundings.ts';

const hi = { type: 'chat.send', text: 'hi' } as const;

describe('what is too long for one frame', () => {
  // The server's limits are in characters, its frames are in bytes.
  const long = { type: 'chat.send', text: '€'.repeat(CLIENT_FRAME_MAX / 3) } as const;

  it('is refused before it is said, and nothing waits for it', async () => {
    const its = start();
    its.welcome();
    expect(await its.client.send(long)).toMatchObject({ ok: false, refusal: { code: 'too-long' } });
    expect(its.line.said.map(({ t }) => t)).toEqual(['hello']);
    const parameters = { x: 'x'.repeat(CLIENT_FRAME_MAX) };
    const question = { type: 'media.transport.connect', transportId: 't', dtlsParameters: parameters };
    const asked = its.client.ask(question as never).catch((error: unknown) => error);
    expect(await asked).toBeInstanceOf(RefusedError);
  });

  it('for a server that takes less is refused when it ends the connection, and not said again', async () => {
    const its = start();
    its.welcome();
    const short = its.client.send(hi);
    const longer = its.client.send({ ...hi, text: 'x'.repeat(2000) });
    const [shortKey] = keys(its.line);
    its.line.handlers.handleClose(1009);
    expect(await longer).toMatchObject({ ok: false, refusal: { code: 'too-long' } });
    its.clock.pass(8_000);
    its.welcome();
    expect(keys(its.line)).toEqual([shortKey]);
    its.line.tell({ t: 'done', key: shortKey!, seq: 1 });
    expect(await short).toMatchObject({ ok: true });
  });

  it('is nobody’s guilt when the connection ends for another reason', () => {
    const its = start();
    its.welcome();
    void its.client.send(hi);
    const before = keys(its.line);
    its.line.handlers.handleClose(1006);
    its.clock.pass(8_000);
    its.welcome();
    expect(keys(its.line)).toEqual(before);
  });
});
