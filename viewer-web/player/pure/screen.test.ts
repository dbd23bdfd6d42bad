import type { Phase as ClassPhase, Stream, StreamId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { firstTexts } from '../first-texts.ts';
import { texts } from '../texts.ts';
import { type Phase, type PlayerState, detachedPlayer } from './player-state.ts';
import { screenOf } from './screen.ts';

const streamId = 's1' as StreamId;
const live: Stream = { status: 'live', streamId, since: 0 };
const stopped = (reason: 'ended' | 'lost' | 'failed' | 'restarted'): Stream => ({
  ...{ status: 'stopped', streamId, reason, at: 0 },
});
const inPhase = (phase: Phase): PlayerState => ({ ...detachedPlayer, phase });

describe('what lies over the picture', () => {
  it.each([
    ['before the class has told anything', undefined, 'connecting'],
    ['before the lecture', { status: 'idle' } as const, 'not-started'],
    ['when the instructor ended it', stopped('ended'), 'ended'],
    ['when the instructor’s line broke', stopped('lost'), 'instructor-lost'],
    ['when the broadcast broke', stopped('failed'), 'broadcast-failed'],
    ['when the server was started anew', stopped('restarted'), 'server-restarted'],
    ['when a stream was announced a moment ago', live, 'starting'],
  ])('%s', (_, stream, screen) => {
    expect(screenOf(stream, 'scheduled', detachedPlayer)).toBe(screen);
  });

  it.each<[Phase, string]>([
    [{ is: 'starting' }, 'starting'],
    [{ is: 'starting', anew: true }, 'buffering'],
    [{ is: 'playing' }, 'clear'],
    [{ is: 'buffering', sinceMs: 0 }, 'buffering'],
    [{ is: 'paused', by: 'user' }, 'clear'],
    [{ is: 'paused', by: 'browser' }, 'press-to-play'],
    [{ is: 'retrying', attempt: 3 }, 'retrying'],
    [{ is: 'unplayable', why: 'unsupported' }, 'unsupported'],
    [{ is: 'unplayable', why: 'broken' }, 'broken'],
  ])('while live and %o', (phase, screen) => {
    expect(screenOf(live, 'live', inPhase(phase))).toBe(screen);
  });

  it.each<[ClassPhase, Stream, string]>([
    ['lobby', { status: 'idle' }, 'lobby'],
    ['paused', { status: 'idle' }, 'paused'],
    ['ended', { status: 'idle' }, 'ended'],
    ['live', { status: 'idle' }, 'not-started'],
    ['paused', stopped('ended'), 'paused'],
    ['ended', stopped('lost'), 'ended'],
    ['lobby', stopped('ended'), 'lobby'],
    ['live', stopped('lost'), 'instructor-lost'],
  ])('while the class is %s and its stream %o', (phase, stream, screen) => {
    expect(screenOf(stream, phase, detachedPlayer)).toBe(screen);
    expect(texts.screens).toHaveProperty(screen);
  });

  it('shows the picture where there is one, whatever the class is called', () => {
    expect(screenOf(live, 'paused', inPhase({ is: 'playing' }))).toBe('clear');
  });

  it('leaves the last seconds of an ended lecture in sight', () => {
    expect(screenOf(stopped('ended'), 'ended', inPhase({ is: 'playing' }))).toBe('clear');
  });

  it('has words for all of these', () => {
    const wordless = ['clear', 'press-to-play'];
    const streams = [
      undefined,
      { status: 'idle' } as const,
      stopped('ended'),
      stopped('lost'),
      stopped('failed'),
    ];
    for (const stream of streams) {
      const screen = screenOf(stream, 'scheduled', detachedPlayer);
      expect(wordless.includes(screen) || screen in { ...texts.screens, ...firstTexts }).toBe(true);
    }
  });
});
