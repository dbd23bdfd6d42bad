import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
import { StartError } from '../config/index.ts';
import type { Blobs } from './blobs.ts';
import { inPieces } from './in-pieces.ts';
import { isBlobKey, segmentsOf } from './pure/blob-key.ts';

/** Where the bucket is; the keys to it come the way all AWS tools are given them (AWS_ACCESS_KEY_ID and so on). */
export interface S3Place {
  readonly bucket: string;
  readonly region: string;
  /** Of a store that isn't Amazon's. */
  readonly endpoint: string | undefined;
}

export interface S3Blobs extends Blobs {
  /** Lets go of its connections. */
  close(): void;
}

/** S3 wants at least 5 MiB of every part but the last, and takes 10,000 of them: enough for 80 GB. */
const PART_BYTES = 8 * 1024 * 1024;
const CONNECT_WITHIN_MS = 5_000;
const patience: S3Patience = { answerWithinMs: 30_000, quietMaxMs: 120_000 };
/** So many go at once where the store deletes only one key a request. */
const DELETED_TOGETHER = 8;

/** Whoever asked in vain tries again. */
export interface S3Patience {
  /** From the request's first byte to the answer's. */
  readonly answerWithinMs: number;
  /** Without a byte of a body; whoever reads it slowly, reads nothing for a while. */
  readonly quietMaxMs: number;
}

/** Blobs in a bucket. Ends in a StartError where the bucket refuses us; one that is out of reach may come back. */
export async function openS3Blobs(
  { bucket, region, endpoint }: S3Place,
  { answerWithinMs, quietMaxMs } = patience,
): Promise<S3Blobs> {
  const client = new S3Client({
    region,
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    maxAttempts: 2,
    requestHandler: {
      connectionTimeout: CONNECT_WITHIN_MS,
      requestTimeout: answerWithinMs,
      // The request's own ends with the head of its answer.
      socketTimeout: quietMaxMs,
      throwOnRequestTimeout: true,
    },
    // Most stores that speak S3 don't know the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const at = (key: string) => ({ Bucket: bucket, Key: segmentsOf(key).join('/') });
  let deletesMany = true;
  await refuseWrongPlace(client, bucket);

  async function putWhole(key: string, bytes: Uint8Array): Promise<void> {
    await client.send(new PutObjectCommand({ ...at(key), Body: bytes, ContentLength: bytes.length }));
  }

  async function putPieces(key: string, source: AsyncIterable<Uint8Array>): Promise<void> {
    let upload: Upload | undefined;
    let last: Uint8Array = new Uint8Array();
    try {
      for await (const piece of inPieces(source, PART_BYTES)) {
        if (last.length > 0) await (upload ??= await beginUpload(client, at(key))).add(last);
        last = piece;
      }
      if (!upload) return await putWhole(key, last);
      await upload.add(last);
      await upload.complete();
    } catch (error) {
      await upload?.abort();
      throw error;
    }
  }

  async function* keysUnder(prefix: string): AsyncGenerator<string[]> {
    let from: string | undefined;
    do {
      const page = await client.send(
        new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: from }),
      );
      yield (page.Contents ?? []).flatMap(({ Key }) => Key ?? []);
      from = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    } while (from !== undefined);
  }

  /** False where this store wants an MD5 with it, or doesn't know it. */
  async function deleteMany(page: readonly string[]): Promise<boolean> {
    const Delete = { Objects: page.map((Key) => ({ Key })), Quiet: true };
    try {
      const { Errors } = await client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete }));
      const [first] = Errors ?? [];
      if (first) throw new Error(`the blob ${first.Key} can't be deleted (${first.Message ?? first.Code})`);
      return true;
    } catch (error) {
      const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
      if (status === 400 || status === 501) return false;
      throw error;
    }
  }

  async function deleteEach(page: readonly string[]): Promise<void> {
    for (let from = 0; from < page.length; from += DELETED_TOGETHER) {
      const some = page.slice(from, from + DELETED_TOGETHER);
      await Promise.all(some.map((Key) => client.send(new DeleteObjectCommand({ Bucket: bucket, Key }))));
    }
  }

  return {
    put: async (key, bytes) => (bytes instanceof Uint8Array ? putWhole(key, bytes) : putPieces(key, bytes)),

    async get(key) {
      const found = await orMissing(client.send(new GetObjectCommand(at(key))), key);
      return found?.Body?.transformToByteArray();
    },

    async open(key, range) {
      if (!range) {
        const found = await orMissing(client.send(new GetObjectCommand(at(key))), key);
        return found && { bytes: found.ContentLength ?? 0, stream: found.Body as Readable };
      }
      const about = await orMissing(client.send(new HeadObjectCommand(at(key))), key);
      if (!about) return undefined;
      const bytes = about.ContentLength ?? 0;
      const end = Math.min(range.end, bytes - 1);
      if (range.start > end) return { bytes, stream: Readable.from([]) };
      const asked = new GetObjectCommand({ ...at(key), Range: `bytes=${range.start}-${end}` });
      const found = await orMissing(client.send(asked), key);
      return found && { bytes, stream: found.Body as Readable };
    },

    async list(prefix) {
      const keys: string[] = [];
      for await (const page of keysUnder(prefix)) keys.push(...page.filter(isBlobKey));
      return keys.sort();
    },

    async delete(key) {
      await client.send(new DeleteObjectCommand(at(key)));
    },

    async deleteUnder(folder) {
      const prefix = `${segmentsOf(folder).join('/')}/`;
      for await (const page of keysUnder(prefix)) {
        if (page.length === 0) continue;
        deletesMany &&= await deleteMany(page);
        if (!deletesMany) await deleteEach(page);
      }
    },

    close: () => client.destroy(),
  };
}

interface Upload {
  add(piece: Uint8Array): Promise<void>;
  complete(): Promise<void>;
  abort(): Promise<void>;
}

async function beginUpload(client: S3Client, at: { Bucket: string; Key: string }): Promise<Upload> {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(at));
  const upload = { ...at, UploadId };
  const parts: { PartNumber: number; ETag: string | undefined }[] = [];
  return {
    async add(piece) {
      const PartNumber = parts.length + 1;
      const { ETag } = await client.send(
        new UploadPartCommand({ ...upload, PartNumber, Body: piece, ContentLength: piece.length }),
      );
      parts.push({ PartNumber, ETag });
    },
    async complete() {
      await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: parts } }));
    },
    async abort() {
      // What can't be taken back now, the bucket's own rule for unfinished uploads clears away.
      await client.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined);
    },
  };
}

async function refuseWrongPlace(client: S3Client, bucket: string): Promise<void> {
  try {
    await client.send(new HeadBucketCommand({ Bucket: bucket }));
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    if (status === 404) {
      throw new StartError(
        `The bucket ${bucket} is not there: make it, or choose another with ROSTRUM_S3_BUCKET.`,
        error,
      );
    }
    if (status === 403 || (error instanceof Error && error.name === 'CredentialsProviderError')) {
      throw new StartError(
        `The bucket ${bucket} lets nobody in with these keys: check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`,
        error,
      );
    }
    // Out of reach for now: what comes waits in the spool.
  }
}

async function orMissing<T>(asked: Promise<T>, key: string): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return undefined;
    throw new Error(`the blob ${key} can't be read`, { cause: error });
  }
}
