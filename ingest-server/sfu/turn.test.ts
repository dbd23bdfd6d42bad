import type { PersonId } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { iceServersFor } from './turn.ts';

const options = { urls: ['turn:relay.example.org:3478?transport=tcp'], secret: 'north' };

it('gives a name that runs out, and its signature', () => {
  const [server] = iceServersFor(options, 'ada' as PersonId, 1_000_000);
  expect(server).toEqual({
    urls: options.urls,
    username: '44200:ada',
    // printf 44200:ada | openssl dgst -sha1 -hmac north -binary | base64
    credential: 'ShOVt/1O0a/o3y6JpUZfQ1TqQOs=',
  });
});

it('signs each name with the secret: another one opens nothing', () => {
  const credentialOf = (secret: string) =>
    iceServersFor({ ...options, secret }, 'ada' as PersonId, 0)[0]?.credential;
  expect(credentialOf('north')).not.toBe(credentialOf('south'));
});
