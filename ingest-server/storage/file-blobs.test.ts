import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeBlobs } from './blobs-cases.ts';
import { openFileBlobs } from './index.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'rostrum-blobs-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('blobs in files', () => {
  describeBlobs(async () => openFileBlobs(await mkdtemp(join(folder, 'case-'))));

  it('leaves no litter after writing, and clears what a killed process left', async () => {
    const root = await mkdtemp(join(folder, 'case-'));
    await mkdir(join(root, '.writing'));
    await writeFile(join(root, '.writing', '.writing-0123'), 'half a blo');
    const blobs = await openFileBlobs(root);
    await blobs.put('a/b', new Uint8Array([1]));
    expect((await readdir(root, { recursive: true })).sort()).toEqual(['.writing', 'a', 'a/b'].sort());
  });

  it('leaves no half-written file when the put fails', async () => {
    const root = await mkdtemp(join(folder, 'case-'));
    const blobs = await openFileBlobs(root);
    await blobs.put('a/b', new Uint8Array([1]));
    await expect(blobs.put('a', new Uint8Array([2]))).rejects.toThrow();
    expect(await readdir(join(root, '.writing'))).toEqual([]);
    expect(await blobs.get('a/b')).toEqual(Buffer.from([1]));
  });
});
