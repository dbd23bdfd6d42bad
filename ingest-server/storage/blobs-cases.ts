import { expect, it } from 'vitest';
import type { Blobs } from './blobs.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (found: Uint8Array | undefined) => found && new TextDecoder().decode(found);

/** What every adapter must do, whatever it keeps its bytes in. */
export function describeBlobs(open: () => Promise<Blobs>): void {
  it('gives back what was put, and nothing for an unknown key', async () => {
    const blobs = await open();
    await blobs.put('media/a/1.m4s', bytes('one'));
    expect(text(await blobs.get('media/a/1.m4s'))).toBe('one');
    expect(await blobs.get('media/a/2.m4s')).toBeUndefined();
    expect(await blobs.get('media/a/1.m4s/under-a-blob')).toBeUndefined();
  });

  it('replaces what was there', async () => {
    const blobs = await open();
    await blobs.put('k', bytes('a long first text'));
    await blobs.put('k', bytes('short'));
    expect(text(await blobs.get('k'))).toBe('short');
  });

  it('shows a reader the old or the new bytes, never a mixture', async () => {
    const blobs = await open();
    const versions = ['a', 'b'].map((letter) => bytes(letter.repeat(200_000)));
    await blobs.put('k', versions[0]!);
    const writing = (async () => {
      for (let i = 0; i < 10; i++) await blobs.put('k', versions[i % 2]!);
    })();
    for (let i = 0; i < 20; i++) {
      const found = text(await blobs.get('k'))!;
      expect(found.length).toBe(200_000);
      expect(new Set(found).size).toBe(1);
    }
    await writing;
  });

  it('lists by prefix, sorted, without what it keeps for itself', async () => {
    const blobs = await open();
    for (const key of ['media/b/2', 'media/b/1', 'media/bb/1', 'board/x']) await blobs.put(key, bytes(key));
    expect(await blobs.list('')).toEqual(['board/x', 'media/b/1', 'media/b/2', 'media/bb/1']);
    expect(await blobs.list('media/b')).toEqual(['media/b/1', 'media/b/2', 'media/bb/1']);
    expect(await blobs.list('media/b/')).toEqual(['media/b/1', 'media/b/2']);
    expect(await blobs.list('nothing/here/')).toEqual([]);
  });

  it('deletes, and deletes again without complaint', async () => {
    const blobs = await open();
    await blobs.put('k', bytes('x'));
    await blobs.delete('k');
    await blobs.delete('k');
    expect(await blobs.get('k')).toBeUndefined();
  });

  it('takes what comes in pieces whole, and gives back the range that was asked for', async () => {
    const blobs = await open();
    async function* pieces() {
      // More than what a store may want in one piece.
      for (let i = 0; i < 9; i++) yield new Uint8Array(1_000_000).fill(i);
    }
    await blobs.put('large', pieces());
    const whole = (await blobs.get('large'))!;
    expect([whole.length, ...[0, 999_999, 1_000_000, 8_999_999].map((at) => whole[at])]).toEqual([
      9_000_000, 0, 0, 1, 8,
    ]);
    const read = async (start: number, end: number) => {
      const found = (await blobs.open('large', { start, end }))!;
      return [found.bytes, [...Buffer.concat((await found.stream.toArray()) as Buffer[])]];
    };
    expect(await read(999_998, 1_000_001)).toEqual([9_000_000, [0, 0, 1, 1]]);
    expect(await read(8_999_998, 20_000_000)).toEqual([9_000_000, [8, 8]]);
    expect(await read(9_000_000, 9_000_009)).toEqual([9_000_000, []]);
    expect(await blobs.open('small', { start: 0, end: 1 })).toBeUndefined();
  });

  it('leaves nothing of a source that fails, and gives its error back', async () => {
    const blobs = await open();
    async function* failing(pieces: number) {
      for (let i = 0; i < pieces; i++) yield new Uint8Array(1_000_000);
      throw new Error('the line broke');
    }
    await expect(blobs.put('few', failing(1))).rejects.toThrow('the line broke');
    await expect(blobs.put('many', failing(9))).rejects.toThrow('the line broke');
    expect(await blobs.list('')).toEqual([]);
  });

  it('deletes what is under a key, that key itself not, and does it again without complaint', async () => {
    const blobs = await open();
    for (const key of ['a/b/1', 'a/b/c/2', 'a/bb/3']) await blobs.put(key, bytes(key));
    await blobs.deleteUnder('a/b');
    await blobs.deleteUnder('a/b');
    await blobs.deleteUnder('a/bb/3');
    expect(await blobs.list('')).toEqual(['a/bb/3']);
    await expect(blobs.deleteUnder('')).rejects.toThrow('not a blob key');
    await expect(blobs.deleteUnder('a/')).rejects.toThrow('not a blob key');
  });

  it.each([
    '',
    '/',
    '../x',
    'a/../../x',
    'a//b',
    '/a',
    'a/',
    '.hidden',
    'a/.b',
    'a\\b',
    'a b',
    'ä',
    'a\0',
    'x'.repeat(513),
  ])('refuses the key %j', async (key) => {
    const blobs = await open();
    await expect(blobs.put(key, bytes('x'))).rejects.toThrow('not a blob key');
    await expect(blobs.get(key)).rejects.toThrow('not a blob key');
    await expect(blobs.delete(key)).rejects.toThrow('not a blob key');
  });
}
