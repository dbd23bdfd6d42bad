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
