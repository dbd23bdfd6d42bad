import { type RequestListener, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type S3Server, s3Keys, startS3 } from '../test-support/index.ts';
import { describeBlobs } from './blobs-cases.ts';
import { type S3Blobs, openS3Blobs } from './index.ts';

let s3: S3Server;
const opened: S3Blobs[] = [];
beforeAll(async () => {
  Object.assign(process.env, s3Keys);
  s3 = await startS3();
});
afterAll(async () => {
  for (const blobs of opened) blobs.close();
  await s3.close();
});

async function open(bucket: string) {
  const blobs = await openS3Blobs({ bucket, region: 'us-east-1', endpoint: s3.endpoint });
  opened.push(blobs);
  return blobs;
}

describe('blobs in a bucket', () => {
  describeBlobs(async () => open(await s3.createBucket()));

  it('lists and deletes more than a page of keys', async () => {
    const blobs = await open(await s3.createBucket());
    const keys = Array.from({ length: 1_203 }, (_, i) => `media/a/${i}`);
    for (let from = 0; from < keys.length; from += 50)
      await Promise.all(keys.slice(from, from + 50).map((key) => blobs.put(key, new Uint8Array([1]))));
    expect(await blobs.list('media/')).toEqual(keys.sort());
    await blobs.deleteUnder('media/a');
    expect(await blobs.list('')).toEqual([]);
  });

  it('says in one sentence that the bucket is not there, or lets nobody in', async () => {
    await expect(open('nowhere')).rejects.toThrow(
      'The bucket nowhere is not there: make it, or choose another with ROSTRUM_S3_BUCKET.',
    );
    const bucket = await s3.createBucket();
    process.env['AWS_ACCESS_KEY_ID'] = 'somebody';
    try {
      await expect(open(bucket)).rejects.toThrow(
        `The bucket ${bucket} lets nobody in with these keys: check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`,
      );
    } finally {
      Object.assign(process.env, s3Keys);
    }
  });

  it('fails with an error while the store is away, opens nevertheless, and works when it is back', async () => {
    const bucket = await s3.createBucket();
    await s3.goAway();
    const blobs = await open(bucket);
    await expect(blobs.put('k', new Uint8Array([1]))).rejects.toThrow();
    await expect(blobs.get('k')).rejects.toThrow("the blob k can't be read");
    await s3.comeBack();
    await blobs.put('k', new Uint8Array([1]));
    expect(await blobs.get('k')).toEqual(new Uint8Array([1]));
  });
});

describe('a store that is not as it should be', () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  async function openOver(answer: RequestListener): Promise<S3Blobs> {
    const server = createServer(answer);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    closing.push(() => {
      server.close();
      server.closeAllConnections();
    });
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const place = { bucket: 'b', region: 'us-east-1', endpoint };
    const blobs = await openS3Blobs(place, { answerWithinMs: 5_000, quietMaxMs: 50 });
    closing.push(() => blobs.close());
    return blobs;
  }

  it('is given up when it stops in the middle of a blob', async () => {
    const blobs = await openOver((request, response) => {
      response.writeHead(200, { 'content-length': '10' });
      if (request.method === 'GET') response.write('half');
      else response.end();
    });
    await expect(blobs.get('k')).rejects.toThrow('timed out');
    const { stream } = (await blobs.open('k'))!;
    await expect(stream.toArray()).rejects.toThrow('timed out');
  });

  it.each([
    [400, 'MissingContentMD5'],
    [501, 'NotImplemented'],
  ])('is asked to delete one by one where it answers %s to many at once', async (status, code) => {
    const asked: string[] = [];
    const blobs = await openOver((request, response) => {
      const { method, url = '' } = request;
      request.resume();
      if (method === 'GET') {
        const keys = ['media/a/1', 'media/a/2'].map((key) => `<Contents><Key>${key}</Key></Contents>`);
        response.end(`<ListBucketResult>${keys.join('')}</ListBucketResult>`);
        return;
      }
      if (method !== 'HEAD') asked.push(`${method} ${url.replace(/\?.*/, '')}`);
      response.statusCode = method === 'POST' ? status : 204;
      response.end(method === 'POST' ? `<Error><Code>${code}</Code></Error>` : undefined);
    });
    await blobs.deleteUnder('media/a');
    const each = ['DELETE /b/media/a/1', 'DELETE /b/media/a/2'];
    expect(asked.filter((one) => one.startsWith('DELETE')).sort()).toEqual(each);
    // It is known from now on.
    asked.length = 0;
    await blobs.deleteUnder('media/a');
    expect(asked.sort()).toEqual(each);
  });
});
