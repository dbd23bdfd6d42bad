import {
  type Recordings,
  type Replacement,
  REPLACEMENT_PIECE_MAX_BYTES,
  replacementRequestSchema,
} from '@rostrum/protocol/http';
import { type ClassId, type Refusal, refuse } from '@rostrum/protocol/room';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import * as v from 'valibot';
import type { ClassAccess } from './server-recordings.ts';

export const classId = 'c1' as ClassId;

type Answer = { status: number; body: object };
const no = (status: number, refusal: Refusal, more: object = {}): Answer => ({
  status,
  body: { refusal, ...more },
});

/** What a class's server says to whoever replaces its recordings; nothing is made of what comes. */
export class TestServer {
  recordings: Recordings['recordings'] = [];
  /** Streams that are on air. */
  onAir: string[] = [];
  /** What came of the file so far. */
  came: Buffer = Buffer.alloc(0);
  replacement: Replacement = { is: 'none' };
  begun: v.InferOutput<typeof replacementRequestSchema> | undefined;
  /** What becomes of a file that is all there. */
  then: 'waiting' | 'placed' | 'failed' = 'placed';
  /** Called with every piece; `cut`: the connection is, before anything is kept. */
  handlePiece: (from: number) => 'keep' | 'cut' | 'keep-half' | Refusal = () => 'keep';
  /** Called before a file is begun; a refusal keeps it out. */
  handleBegin: () => Refusal | undefined = () => undefined;
  /** Called before something is cancelled. */
  handleCancel: () => void = () => undefined;
  /** Tokens that it takes. */
  token = 'first';
  readonly asked: string[] = [];
  #uploads = 0;
  #server: Server | undefined;
  #port = 0;

  async start(): Promise<void> {
    this.#server = createServer((request, response) => void this.#handle(request, response));
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    this.#server?.close();
    await Promise.resolve();
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get access(): ClassAccess {
    return {
      current: () => Promise.resolve({ server: this.origin, classId }),
      token: () => Promise.resolve({ is: 'token', token: this.token }),
    };
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', this.origin);
    this.asked.push(`${request.method} ${url.pathname.replace(`/api/classes/${classId}/recordings`, '')}`);
    const answer = await this.#answer(request, url);
    if (!answer) return void request.socket.destroy();
    response
      .writeHead(answer.status, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer.body));
  }

  async #answer(request: IncomingMessage, url: URL): Promise<Answer | undefined> {
    if (url.pathname === '/healthz') return { status: 200, body: {} };
    if (request.headers.authorization !== `Bearer ${this.token}`) {
      return no(401, refuse('expired-token', 'This token has run out.'));
    }
    const [, streamId, rest] =
      /^\/api\/classes\/c1\/recordings(?:\/([^/]+)\/replacement(\/.*)?)?$/.exec(url.pathname) ?? [];
    if (streamId === undefined)
      return { status: 200, body: { recordings: this.recordings, isOwnRule: false } };
    if (this.onAir.includes(streamId)) return no(409, refuse('not-yet', 'This is on air.'));
    if (!this.recordings.some((one) => one.streamId === streamId)) {
      return no(404, refuse('not-found', 'There is no such recording.'));
    }
    switch (`${request.method} ${(rest ?? '').replace(/^\/up-\d+/, '')}`) {
      case 'GET ':
        return { status: 200, body: this.#told() };
      case 'POST ':
        return this.#begin(v.parse(replacementRequestSchema, JSON.parse((await buffer(request)).toString())));
      case 'PUT ':
        return this.#take(await buffer(request), Number(url.searchParams.get('from')));
      case 'POST /finish':
        return this.#finish();
      case 'DELETE ':
        this.handleCancel();
        if (this.replacement.is === 'placed') return no(409, refuse('closed', 'There is nothing to cancel.'));
        this.replacement = { is: 'none' };
        return { status: 204, body: {} };
      default:
        return no(404, refuse('not-found', 'There is nothing at this address.'));
    }
  }

  #told(): Replacement {
    const { replacement } = this;
    return replacement.is === 'sending' ? { ...replacement, from: this.came.length } : replacement;
  }

  #begin(request: v.InferOutput<typeof replacementRequestSchema>): Answer {
    const refusal = this.handleBegin();
    if (refusal) return no(409, refusal);
    if (this.replacement.is !== 'sending' || this.begun?.sha256 !== request.sha256) {
      this.#uploads += 1;
      this.came = Buffer.alloc(0);
      this.begun = request;
      const { bytes } = request;
      this.replacement = { is: 'sending', uploadId: `up-${this.#uploads}`, from: 0, bytes };
    }
    return { status: 201, body: this.#told() };
  }

  #take(piece: Buffer, from: number): Answer | undefined {
    if (this.replacement.is !== 'sending') return no(404, refuse('not-found', 'There is no such upload.'));
    if (piece.length > REPLACEMENT_PIECE_MAX_BYTES) return no(413, refuse('too-long', 'This is too much.'));
    if (from !== this.came.length) {
      return no(409, refuse('malformed', 'The next piece begins elsewhere.'), { from: this.came.length });
    }
    const way = this.handlePiece(from);
    if (way === 'cut') return undefined;
    if (typeof way === 'object') return no(507, way, { from: this.came.length });
    this.came = Buffer.concat([this.came, way === 'keep' ? piece : piece.subarray(0, piece.length >> 1)]);
    return way === 'keep' ? { status: 200, body: { from: this.came.length } } : undefined;
  }

  #finish(): Answer {
    const { replacement, begun, then } = this;
    if (replacement.is !== 'sending') return no(404, refuse('not-found', 'There is no such upload.'));
    const { uploadId } = replacement;
    const isWhole = createHash('sha256').update(this.came).digest('hex') === begun?.sha256;
    if (then === 'failed' || !isWhole) this.replacement = { is: 'failed', uploadId, failure: 'other-bytes' };
    else
      this.replacement =
        then === 'placed' ? { is: 'placed', uploadId } : { is: 'waiting', uploadId, progress: 0.5 };
    return { status: 202, body: this.replacement };
  }
}
