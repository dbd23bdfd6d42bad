import type nodeCrypto from 'node:crypto';
import { createHash, randomBytes } from 'node:crypto';
import { type Server, createServer } from 'node:http';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import S3rver from 's3rver';

export interface S3Server {
  readonly endpoint: string;
  /** An empty bucket of its own. */
  createBucket(): Promise<string>;
  /** As when the network is cut: whatever is asked fails until it is back at the same address. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** What a client of this server must have as keys. */
export const s3Keys = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' } as const;

/** A real S3 server, in a folder that goes with it. */
export async function startS3(): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), 'rostrum-s3-'));
  const s3 = new S3rver({ directory, silent: true });
  mend(s3, directory);
  mendPages();
  let server: Server | undefined;
  let port = 0;
  async function listen(): Promise<void> {
    const listening = createServer(s3.callback());
    server = listening;
    await new Promise<void>((done) => listening.listen(port, '127.0.0.1', done));
    const address = listening.address();
    if (address !== null && typeof address === 'object') port = address.port;
  }
  async function stop(): Promise<void> {
    const stopping = server;
    server = undefined;
    if (!stopping) return;
    const stopped = new Promise((done) => stopping.close(done));
    stopping.closeAllConnections();
    await stopped;
  }
  await listen();
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async createBucket() {
      const name = `bucket-${randomBytes(6).toString('hex')}`;
      await s3.store.putBucket(name);
      return name;
    },
    goAway: stop,
    comeBack: listen,
    async close() {
      await stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Its tokens for the next page are made with a cipher that no OpenSSL has any more. */
function mendPages(): void {
  const crypto = createRequire(import.meta.url)('node:crypto') as typeof nodeCrypto;
  const twice = (bytes: unknown) => Buffer.concat([bytes as Buffer, bytes as Buffer]);
  const { createCipheriv, createDecipheriv } = crypto;
  const isOld = (name: string) => name === 'des';
  Object.assign(crypto, {
    createCipheriv: (...[name, key, iv, ...more]: Parameters<typeof createCipheriv>) =>
      isOld(name)
        ? createCipheriv('aes-128-cbc', twice(key), twice(iv))
        : createCipheriv(name, key, iv, ...more),
    createDecipheriv: (...[name, key, iv, ...more]: Parameters<typeof createDecipheriv>) =>
      isOld(name)
        ? createDecipheriv('aes-128-cbc', twice(key), twice(iv))
        : createDecipheriv(name, key, iv, ...more),
  });
}

/**
 * Two things S3 promises and this server does not keep: a put is seen whole or not at all, and deletes at the same
 * time don't hinder each other.
 */
function mend({ store }: S3rver, directory: string): void {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const done = last.then(act, act);
    last = done.catch(() => undefined);
    return done;
  };
  const { getObject, deleteObject } = store;
  store.putObject = async ({ bucket, key, content, metadata }) => {
    const bytes = Buffer.isBuffer(content) ? content : await buffer(content);
    const md5 = createHash('md5').update(bytes).digest('hex');
    const temporary = join(directory, `.${randomBytes(8).toString('hex')}`);
    await writeFile(temporary, bytes);
    const path = store.getResourcePath(bucket, key, 'object');
    await inTurn(async () => {
      await mkdir(dirname(path), { recursive: true });
      await rename(temporary, path);
      await store.putMetadata(bucket, key, metadata, md5);
    });
    return { size: bytes.length, md5 };
  };
  store.getObject = (...asked) => inTurn(() => getObject.apply(store, asked));
  store.deleteObject = (...asked) => inTurn(() => deleteObject.apply(store, asked));
}
