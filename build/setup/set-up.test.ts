import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from './lock.mjs';
import { type Holder, waitingWords } from './pure/lock-state.mjs';
import { createProgress } from './progress.mjs';
import { run } from './run.mjs';
import { hashSources } from './source-hash.mjs';
import { dropStamp, readStamp, writeStamp } from './stamps.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'rostrum-set-up-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a stamp', () => {
  it('is read as it was written, leaves nothing beside it, and is gone when dropped', () => {
    const file = path.join(folder, 'deep/stamp');
    expect(readStamp(file)).toBeNull();
    writeStamp(file, 'one');
    writeStamp(file, 'two');
    expect(readStamp(file)).toBe('two');
    expect(readdirSync(path.dirname(file))).toEqual(['stamp']);
    dropStamp(file);
    expect(readStamp(file)).toBeNull();
  });
});

describe('the hash of the sources', () => {
  function plant(name: string, text: string): void {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }

  it('changes with a content, a name or a new file, and with nothing else', () => {
    plant('ui/Button.svelte', '<button>');
    plant('lock.json', '{}');
    const places = ['ui', 'lock.json', 'not-there'];
    const before = hashSources(folder, places);
    plant('ui/dist/built.js', 'x');
    plant('ui/Button.test.ts', 'x');
    utimesSync(path.join(folder, 'ui/Button.svelte'), 1, 1);
    expect(hashSources(folder, places)).toBe(before);
    plant('lock.json', '{"a":1}');
    const after = hashSources(folder, places);
    expect(after).not.toBe(before);
    plant('ui/pure/tone.ts', '');
    expect(hashSources(folder, places)).not.toBe(after);
  });
});

describe('a lock', () => {
  it('lets one work at a time, tells the other whom it waits for, and is gone afterwards', async () => {
    const file = path.join(folder, 'lock');
    const order: string[] = [];
    let leave = () => {};
    const first = withLock(
      file,
      () => order.push('first waits'),
      async () => {
        order.push('first in');
        await new Promise<void>((resolve) => (leave = resolve));
        order.push('first out');
      },
    );
    const second = withLock(
      file,
      (holder) => {
        order.push(`second waits for ${holder.process === process.pid ? 'us' : holder.process}`);
        leave();
      },
      () => Promise.resolve(order.push('second in')),
    );
    await Promise.all([first, second]);
    expect(order).toEqual(['first in', 'second waits for us', 'first out', 'second in']);
    expect(existsSync(file)).toBe(false);
  });

  it('of a set-up that was killed is taken over', async () => {
    const file = path.join(folder, 'lock');
    writeFileSync(file, '999999999');
    await expect(
      withLock(
        file,
        () => {},
        () => Promise.resolve('in'),
      ),
    ).resolves.toBe('in');
  });

  it('that can’t be read is waited for, and said', async () => {
    const file = path.join(folder, 'lock');
    mkdirSync(file);
    const words: string[] = [];
    const free = (holder: Holder) => {
      words.push(waitingWords(holder, 'at work here'));
      rmSync(file, { recursive: true });
    };
    await expect(withLock(file, free, () => Promise.resolve('in'))).resolves.toBe('in');
    expect(words).toEqual([
      `Another set-up seems to be at work here; waiting for it. Its lock ${file} can't be read: if no other set-up is running, delete it.`,
    ]);
  });

  it('that can’t be read and that nobody touches is taken over', async () => {
    const file = path.join(folder, 'lock');
    mkdirSync(file);
    utimesSync(file, 1, 1);
    await expect(
      withLock(
        file,
        () => {},
        () => Promise.resolve('in'),
      ),
    ).resolves.toBe('in');
  });

  it('is given back when the work fails', async () => {
    const file = path.join(folder, 'lock');
    const fails = () => Promise.reject(new Error('no'));
    await expect(withLock(file, () => {}, fails)).rejects.toThrow('no');
    expect(existsSync(file)).toBe(false);
  });
});

describe('a command', () => {
  it('answers with its code and what it said, line by line', async () => {
    const lines: string[] = [];
    const script = 'console.log("a"); console.error("b"); process.exitCode = 3';
    const ran = await run(process.execPath, ['-e', script], { onLine: (line) => lines.push(line) });
    expect(ran).toMatchObject({ ok: false, code: 3 });
    expect(lines.sort()).toEqual(['a', 'b']);
  });

  it('that is not there is an answer too', async () => {
    expect(await run(path.join(folder, 'nothing'), [])).toMatchObject({ ok: false, code: null });
  });
});

describe('progress without a terminal', () => {
  function record() {
    let text = '';
    const stream = {
      isTTY: false,
      write: (chunk: string) => (text += chunk),
    } as unknown as NodeJS.WriteStream;
    return { stream, text: () => text };
  }

  it('is plain lines', () => {
    const { stream, text } = record();
    const step = createProgress({ stream }).step('pages');
    step.now('building');
    step.done('built');
    expect(text()).toBe('· pages\n· pages  building\n✓ pages  built\n');
  });
});
