import { classInfoSchema } from '@rostrum/protocol/http';
import { refuse } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { askServer, readAnswer } from './ask-server.ts';

const info = {
  code: 'DEMO',
  classTitle: 'Waves',
  courseTitle: 'Physics',
  institutionName: 'Demo',
  live: true,
  guestsAllowed: true,
};
// Port 9 is reserved for discarding; nothing answers HTTP there.
const NOBODY = 'http://127.0.0.1:9/';

describe('an answer over HTTP', () => {
  it('is a value when it is what was asked for', async () => {
    expect(await readAnswer(classInfoSchema, true, info)).toEqual({ is: 'value', value: info });
  });

  it('is a refusal in the server’s own words', async () => {
    const refusal = refuse('unknown-code', 'No class has this code.');
    expect(await readAnswer(classInfoSchema, false, { refusal })).toEqual({ is: 'refused', refusal });
  });

  it.each([
    ['a value of another shape', true, { ...info, live: 'yes' }],
    ['an error page of something in between', false, '<html>502</html>'],
  ])('is refused as strange when it is %s', async (_, ok, body) => {
    expect(await readAnswer(classInfoSchema, ok, body)).toMatchObject({
      is: 'refused',
      refusal: { code: 'server-error' },
    });
  });

  it('is "unreachable", with its cause, when nobody listens', async () => {
    const answer = await askServer(classInfoSchema, NOBODY);
    expect(answer).toMatchObject({ is: 'unreachable', cause: { message: 'The server can’t be reached.' } });
    expect(answer.is === 'unreachable' && answer.cause.cause).toBeInstanceOf(Error);
  });

  it('is not given at all to somebody who no longer wants it', async () => {
    const given = askServer(classInfoSchema, NOBODY, { signal: AbortSignal.abort() });
    await expect(given).rejects.toThrow('aborted');
  });
});
