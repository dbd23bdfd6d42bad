/** As much of the package, which has no types, as is used here. */
declare module 's3rver' {
  import type { RequestListener } from 'node:http';
  import type { Readable } from 'node:stream';

  interface StoredObject {
    bucket: string;
    key: string;
    content: Buffer | Readable;
    metadata: unknown;
  }

  export default class S3rver {
    constructor(options: { directory: string; silent: boolean });
    readonly store: {
      putBucket(bucket: string): Promise<unknown>;
      putObject(object: StoredObject): Promise<unknown>;
      putMetadata(bucket: string, key: string, metadata: unknown, md5: string): Promise<void>;
      getResourcePath(bucket: string, key: string, resource: string): string;
      getObject(bucket: string, key: string, options?: unknown): Promise<unknown>;
      deleteObject(bucket: string, key: string): Promise<void>;
    };
    callback(): RequestListener;
  }
}
