import { type FileHandle, open, readFile, rename } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import * as v from 'valibot';
import { type SpoolRecord, recordSchema } from './pure/spool-record.ts';

const headSchema = v.object({ record: recordSchema, bytes: v.number(), crc: v.number() });
const LENGTH_BYTES = 4;
const HEAD_MAX_BYTES = 4096;

/** Whole or not there for whoever finds it after a SIGKILL; after a power cut it may be torn, and reading tells. */
export async function writeSpoolFile(
  path: string,
  record: SpoolRecord,
  parts: readonly Buffer[],
  sync: boolean,
): Promise<void> {
  const bytes = parts.reduce((sum, part) => sum + part.length, 0);
  const crc = parts.reduce((sum, part) => crc32(part, sum), 0);
  const head = Buffer.from(JSON.stringify({ record, bytes, crc }));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(head.length);
  const temporary = `${path}.part`;
  const file = await open(temporary, 'w');
  try {
    await writeAll(file, [length, head, ...parts]);
    if (sync) await file.datasync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}

/** What a power cut would take is on the disk from now on. */
export async function syncSpoolFile(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** Undefined where it is torn. */
export async function readSpoolFile(path: string): Promise<Buffer | undefined> {
  const all = await readFile(path);
  const found = headIn(all);
  if (!found) return undefined;
  const bytes = all.subarray(found.length);
  return bytes.length === found.head.bytes && crc32(bytes) === found.head.crc ? bytes : undefined;
}

/** What it is about; undefined where it is torn so far that its length tells. */
export async function readSpoolHead(
  path: string,
): Promise<{ record: SpoolRecord; bytes: number } | undefined> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_MAX_BYTES), 0, HEAD_MAX_BYTES, 0);
    const found = headIn(buffer.subarray(0, bytesRead));
    const { size } = await file.stat();
    if (!found || size !== found.length + found.head.bytes) return undefined;
    return { record: found.head.record, bytes: found.head.bytes };
  } finally {
    await file.close();
  }
}

function headIn(bytes: Buffer): { head: v.InferOutput<typeof headSchema>; length: number } | undefined {
  if (bytes.length < LENGTH_BYTES) return undefined;
  const length = LENGTH_BYTES + bytes.readUInt32BE();
  const head = parseHead(bytes.toString('utf8', LENGTH_BYTES, length));
  return head && { head, length };
}

function parseHead(text: string): v.InferOutput<typeof headSchema> | undefined {
  try {
    const parsed = v.safeParse(headSchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

// All at once: a segment comes in a dozen pieces, and each write of its own would cost a round through the thread pool.
async function writeAll(file: FileHandle, buffers: readonly Buffer[]): Promise<void> {
  const bytes = buffers.reduce((sum, buffer) => sum + buffer.length, 0);
  const { bytesWritten } = await file.writev(buffers);
  // Of a disk that is nearly full the system may take a part; what is missing then fails with the reason.
  if (bytesWritten < bytes) await file.appendFile(Buffer.concat(buffers).subarray(bytesWritten));
}
