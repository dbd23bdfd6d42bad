import { afterEach, describe, expect, it, vi } from 'vitest';
import { CapturedSource, type SourceState } from './captured-source.ts';

/** What the source touches of a track, and no more. */
class Track extends EventTarget {
  readonly label: string;
  readonly kind: 'audio' | 'video';
  readonly muted = false;
  isStopped = false;

  constructor(label: string, kind: 'audio' | 'video' = 'video') {
    super();
    this.label = label;
    this.kind = kind;
  }

  stop(): void {
    this.isStopped = true;
  }

  getSettings() {
    return { deviceId: `id of ${this.label}` };
  }
}

function streamOf(...tracks: Track[]): MediaStream {
  return { getTracks: () => tracks } as unknown as MediaStream;
}

/** A source whose questions are answered by the test, when the test wants it. */
function source() {
  const questions: { resolve: (stream: MediaStream) => void; reject: (error: unknown) => void }[] = [];
  const seen: SourceState['is'][] = [];
  const subject = new CapturedSource(
    () => new Promise((resolve, reject) => questions.push({ resolve, reject })),
    (state) => seen.push(state.is),
  );
  const question = (index: number) => {
    const asked = questions[index];
    if (!asked) throw new Error(`question ${index} was not asked`);
    return asked;
  };
  return { subject, question, seen };
}

describe('a captured source', () => {
  it('asks, and then is on with the device it got', async () => {
    const { subject, question, seen } = source();
    const opened = subject.open('cam-1');
    question(0).resolve(streamOf(new Track('Webcam')));
    await opened;
    expect(seen).toEqual(['asking', 'on']);
    expect(subject.state).toMatchObject({ is: 'on', label: 'Webcam', deviceId: 'id of Webcam' });
  });

  it('tells why it gives nothing', async () => {
    const { subject, question } = source();
    const opened = subject.open(undefined);
    question(0).reject(new DOMException('no', 'NotAllowedError'));
    await opened;
    expect(subject.state).toEqual({ is: 'problem', problem: 'refused' });
  });

  it('tells that the device was pulled out', async () => {
    const { subject, question } = source();
    const track = new Track('Webcam');
    const opened = subject.open(undefined);
    question(0).resolve(streamOf(track));
    await opened;
    track.dispatchEvent(new Event('ended'));
    expect(subject.state).toEqual({ is: 'problem', problem: 'ended' });
  });

  it('tells that it gives nothing just now, and that it does again', async () => {
    const { subject, question } = source();
    const track = new Track('Webcam');
    const opened = subject.open(undefined);
    question(0).resolve(streamOf(track));
    await opened;
    track.dispatchEvent(new Event('mute'));
    expect(subject.state).toMatchObject({ is: 'on', flow: 'stalled' });
    track.dispatchEvent(new Event('unmute'));
    expect(subject.state).toMatchObject({ is: 'on', flow: 'flows' });
  });

  it('stands still when it is told so, unless it gives nothing at all', async () => {
    const { subject, question } = source();
    subject.handleFrozen(true);
    expect(subject.state).toEqual({ is: 'off' });
    const track = new Track('Webcam');
    const opened = subject.open(undefined);
    question(0).resolve(streamOf(track));
    await opened;
    subject.handleFrozen(true);
    expect(subject.state).toMatchObject({ is: 'on', flow: 'frozen' });
    subject.handleFrozen(false);
    expect(subject.state).toMatchObject({ is: 'on', flow: 'flows' });
    track.dispatchEvent(new Event('mute'));
    subject.handleFrozen(true);
    expect(subject.state).toMatchObject({ is: 'on', flow: 'stalled' });
  });

  it.each([
    [new Track('Screen'), new Track('System', 'audio')],
    [new Track('System', 'audio'), new Track('Screen')],
  ])('keeps the sound that comes with a shared screen, and stops both', async (first, second) => {
    const { subject, question } = source();
    const opened = subject.open(undefined);
    question(0).resolve(streamOf(first, second));
    await opened;
    expect(subject.state).toMatchObject({ is: 'on', label: 'Screen', sound: { label: 'System' } });
    subject.close();
    expect([first.isStopped, second.isStopped]).toEqual([true, true]);
  });

  it('lets the old device go before it asks for another', async () => {
    const { subject, question } = source();
    const track = new Track('Webcam');
    const first = subject.open('a');
    question(0).resolve(streamOf(track));
    await first;
    void subject.open('b');
    expect(track.isStopped).toBe(true);
  });

  it('takes no late answer to a question that nobody wants answered any more', async () => {
    const { subject, question, seen } = source();
    const late = new Track('late');
    const wanted = new Track('wanted');
    const first = subject.open('a');
    const second = subject.open('b');
    question(1).resolve(streamOf(wanted));
    await second;
    question(0).resolve(streamOf(late));
    await first;
    expect(late.isStopped).toBe(true);
    expect(wanted.isStopped).toBe(false);
    expect(seen).toEqual(['asking', 'asking', 'on']);
  });

  it('closes while it is asking, and then stops what it gets', async () => {
    const { subject, question } = source();
    const track = new Track('Webcam');
    const opened = subject.open(undefined);
    subject.close();
    subject.close();
    question(0).resolve(streamOf(track));
    await opened;
    expect(track.isStopped).toBe(true);
    expect(subject.state).toEqual({ is: 'off' });
  });
});

describe('a source that is opened again by itself', () => {
  afterEach(() => void vi.useRealTimers());
  const busy = new DOMException('busy', 'NotReadableError');

  /** As often as it is asked, by what for: an error, or the name of what is given. */
  function answering(...answers: (DOMException | string)[]) {
    const asked: (string | undefined)[] = [];
    const subject = new CapturedSource(
      (id) => {
        asked.push(id);
        const answer = answers.shift() ?? busy;
        return typeof answer === 'string'
          ? Promise.resolve(streamOf(new Track(answer)))
          : Promise.reject(answer);
      },
      () => {},
    );
    vi.useFakeTimers();
    const reopen = async () => {
      const reopened = subject.reopen('desk');
      await vi.runAllTimersAsync();
      await reopened;
      return { asked, state: subject.state };
    };
    return { subject, asked, reopen };
  }

  it('is asked again while it is in use for a moment', async () => {
    const { asked, state } = await answering(busy, 'Desk').reopen();
    expect(asked).toEqual(['desk', 'desk']);
    expect(state).toMatchObject({ is: 'on', label: 'Desk' });
  });

  it('gives its place to any other one where it stays in use', async () => {
    const { asked, state } = await answering(busy, busy, 'Built-in').reopen();
    expect(asked).toEqual(['desk', 'desk', undefined]);
    expect(state).toMatchObject({ is: 'on', label: 'Built-in' });
  });

  it('counts as gone where nothing opens, so that the next plug is tried again', async () => {
    const { state } = await answering(busy, busy, busy).reopen();
    expect(state).toEqual({ is: 'problem', problem: 'ended' });
  });

  it('leaves alone what was refused, and what somebody chose meanwhile', async () => {
    const refused = await answering(new DOMException('no', 'NotAllowedError')).reopen();
    expect(refused.asked).toEqual(['desk']);
    const { subject, asked } = answering(busy, 'Chosen');
    const reopened = subject.reopen('desk');
    await vi.advanceTimersByTimeAsync(100);
    await subject.open('chosen');
    await vi.runAllTimersAsync();
    await reopened;
    expect(asked).toEqual(['desk', 'chosen']);
    expect(subject.state).toMatchObject({ is: 'on', label: 'Chosen' });
  });
});
