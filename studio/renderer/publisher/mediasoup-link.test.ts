import { RefusedError } from '@rostrum/protocol/client';
import type { MediaQuestion } from '@rostrum/protocol/media';
import { refuse } from '@rostrum/protocol/room';
import {
  generateLocalDtlsParameters,
  generateNativeRtpCapabilities,
  generateRouterRtpCapabilities,
  generateTransportRemoteParameters,
} from 'mediasoup-client/fakeParameters';
import { FakeHandler } from 'mediasoup-client/handlers/FakeHandler';
import type { ConnectionState, HandlerFactory } from 'mediasoup-client/types';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMediasoupLink } from './mediasoup-link.ts';
import type { AskMedia, LinkChange, OpenLinkOptions } from './publish-link.ts';

// mediasoup-client's own handler for places without WebRTC, real signalling around it: it says what it is told to say
// of the connection, and everything else is mediasoup-client as in a browser.
let handler: FakeHandler | undefined;
const inner = FakeHandler.createFactory({
  generateLocalDtlsParameters,
  generateNativeRtpCapabilities,
});
const factory: HandlerFactory = {
  ...inner,
  factory: (options) => {
    handler = inner.factory(options) as FakeHandler;
    return handler;
  },
};

class Track extends EventTarget {
  readonly id: string;
  readonly kind: 'audio' | 'video';
  readonly readyState = 'live';
  enabled = true;
  contentHint = '';
  isStopped = false;

  constructor(kind: 'audio' | 'video') {
    super();
    this.kind = kind;
    this.id = `${kind}-track`;
  }

  stop(): void {
    this.isStopped = true;
  }
}

let asked: MediaQuestion[];
let refusal: RefusedError | undefined;
let video: Track;
let audio: Track;
let changes: LinkChange[];
let isNeeded: boolean;
let overAtServer: (word: Promise<{ over: string }>) => void;
let abort: AbortController;
let whenClosing: () => Promise<object>;
const picture = { width: 960, height: 540, framesPerSecond: 30 };

const ask = (async (question: MediaQuestion): Promise<unknown> => {
  asked.push(question);
  switch (question.type) {
    case 'media.capabilities':
      return { rtpCapabilities: generateRouterRtpCapabilities() };
    case 'media.transport.create': {
      const { id, ...parameters } = generateTransportRemoteParameters();
      return { transportId: id, ...parameters };
    }
    case 'media.produce':
      if (refusal) throw refusal;
      if (question.kind === 'video') setTimeout(() => connection('connected'));
      return { producerId: `${question.kind}-producer` };
    case 'media.transport.connect':
      return {};
    case 'media.transport.watch':
      return new Promise((resolve) => (overAtServer = resolve));
    case 'media.transport.close':
      return whenClosing();
    case 'media.programme.end':
      return {};
    default:
      throw new Error(`a publisher asks for no ${question.type}`);
  }
}) as unknown as AskMedia;

const connection = (state: ConnectionState) => handler?.setConnectionState(state);
const typesAsked = () => asked.map((question) => question.type);

const open = () =>
  createMediasoupLink(factory)({
    ask,
    tracks: { video, audio, picture } as unknown as OpenLinkOptions['tracks'],
    signal: abort.signal,
    source: 'programme',
    isNeeded: () => isNeeded,
    onChange: (now) => changes.push(now),
  });

beforeEach(() => {
  handler = undefined;
  asked = [];
  refusal = undefined;
  video = new Track('video');
  audio = new Track('audio');
  changes = [];
  isNeeded = true;
  abort = new AbortController();
  whenClosing = () => Promise.resolve({});
});

afterEach(() => void vi.useRealTimers());

describe('the way to the server', () => {
  it('is asked for step by step, and open once media flows', async () => {
    await open();
    expect(typesAsked()).toEqual([
      'media.capabilities',
      'media.transport.create',
      'media.transport.connect',
      'media.produce',
      'media.produce',
      'media.transport.watch',
    ]);
    expect(asked).toContainEqual(expect.objectContaining({ kind: 'video', source: 'programme', picture }));
    expect(asked).toContainEqual(expect.not.objectContaining({ picture }));
    expect(asked.filter((question) => 'picture' in question)).toHaveLength(1);
    expect(video.contentHint).toBe('motion');
  });

  it('is closed here and there, once, and leaves the tracks running', async () => {
    const link = await open();
    await Promise.all([link.close('ended'), link.close('goes-on')]);
    const closings = asked.filter(({ type }) => type === 'media.transport.close');
    expect(closings).toMatchObject([{ programme: 'ended' }]);
    expect(video.isStopped).toBe(false);
    expect(audio.isStopped).toBe(false);
    expect(changes).toEqual([]);
  });

  it('is closed at the server first: seen from there, a way that just breaks off is a loss', async () => {
    const link = await open();
    const closedHere = vi.spyOn(handler!, 'close');
    let closedBefore: number | undefined;
    whenClosing = () => {
      closedBefore = closedHere.mock.calls.length;
      return Promise.resolve({});
    };
    await link.close('ended');
    expect(closedBefore).toBe(0);
    expect(closedHere).toHaveBeenCalledOnce();
  });

  it.each([
    ['doesn’t answer', () => new Promise<object>(() => {})],
    ['can’t be asked', () => Promise.reject(new Error('the gateway is away'))],
  ])('is closed here all the same, within a second, when the server %s', async (_, answer) => {
    const link = await open();
    const closedHere = vi.spyOn(handler!, 'close');
    whenClosing = answer;
    vi.useFakeTimers();
    const closing = link.close('ended');
    await vi.advanceTimersByTimeAsync(1_000);
    await closing;
    expect(closedHere).toHaveBeenCalledOnce();
    expect(changes).toEqual([]);
  });

  it('ends with the server’s refusal, and leaves nothing open there', async () => {
    refusal = new RefusedError(refuse('not-allowed', 'Only instructors may broadcast.'));
    await expect(open()).rejects.toBe(refusal);
    expect(typesAsked().at(-1)).toBe('media.transport.close');
  });

  it('that fails later is lost, once', async () => {
    await open();
    connection('failed');
    connection('closed');
    expect(changes).toEqual(['lost']);
  });

  it('that breaks for a moment is left alone; for longer, it falters, until it has mended', async () => {
    await open();
    vi.useFakeTimers();
    connection('disconnected');
    await vi.advanceTimersByTimeAsync(1_000);
    connection('connected');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(changes).toEqual([]);
    connection('disconnected');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(changes).toEqual(['faltering']);
    connection('connected');
    expect(changes).toEqual(['faltering', 'steady']);
  });

  it.each([
    ['that the server has lost is lost at once', 'failed', 'lost'],
    ['whose class another studio has taken is replaced', 'replaced', 'replaced'],
  ])('%s', async (_, over, change) => {
    await open();
    overAtServer(Promise.resolve({ over }));
    await vi.waitFor(() => expect(changes).toEqual([change]));
    connection('failed');
    expect(changes).toEqual([change]);
  });

  it('that the server does not know any more is lost; that nobody can ask about it says nothing', async () => {
    await open();
    overAtServer(Promise.reject(new Error('the connection went')));
    await Promise.resolve();
    expect(changes).toEqual([]);
    const second = await open();
    overAtServer(Promise.reject(new RefusedError(refuse('not-found', 'Gone.'))));
    await vi.waitFor(() => expect(changes).toEqual(['lost']));
    await second.close('goes-on');
  });

  it('takes the programme from an earlier one only while it is needed', async () => {
    isNeeded = false;
    await expect(open()).rejects.toThrow('has mended');
    expect(typesAsked()).not.toContain('media.produce');
    expect(asked.at(-1)).toMatchObject({ type: 'media.transport.close', programme: 'goes-on' });
  });

  it('that is aborted while it opens is closed again', async () => {
    const opening = open();
    abort.abort('ended');
    await expect(opening).rejects.toBeDefined();
    expect(asked.filter(({ type }) => type === 'media.transport.close')).not.toContainEqual(
      expect.objectContaining({ programme: 'goes-on' }),
    );
    expect(asked.filter(({ type }) => type === 'media.transport.create')).toHaveLength(
      asked.filter(({ type }) => type === 'media.transport.close').length,
    );
  });
});
