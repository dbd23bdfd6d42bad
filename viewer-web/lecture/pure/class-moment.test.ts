import type { Stream, StreamId } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { momentOf } from './class-moment.ts';

const streamId = 's' as StreamId;
const idle: Stream = { status: 'idle' };
const live: Stream = { status: 'live', streamId, since: 1 };
const ended: Stream = { status: 'stopped', streamId, at: 1, reason: 'ended' };
const lost: Stream = { status: 'stopped', streamId, at: 1, reason: 'lost' };

it.each([
  ['scheduled', idle, 'before'],
  ['lobby', idle, 'before'],
  ['lobby', ended, 'before'],
  ['live', idle, 'during'],
  ['paused', ended, 'during'],
  ['scheduled', live, 'during'],
  ['ended', live, 'during'],
  ['live', lost, 'during'],
  ['scheduled', lost, 'during'],
  ['scheduled', ended, 'after'],
  ['live', ended, 'after'],
  ['ended', idle, 'after'],
  ['ended', lost, 'after'],
] as const)('a class that is %s, with a stream like %j, is seen as %s', (phase, stream, moment) => {
  expect(momentOf(phase, stream)).toBe(moment);
});
