import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Overview } from '@rostrum/protocol/http';
import { type AlertKind, operationsToldSchema } from '@rostrum/protocol/operations';
import type { ClassId } from '@rostrum/protocol/room';
import { WIRE_VERSION } from '@rostrum/protocol/wire';
import * as v from 'valibot';
import WebSocket from 'ws';

const LOOK_EVERY_MS = 50;

const frameSchema = v.object({ t: v.string(), told: v.optional(v.unknown()) });

/** A dashboard without a page: what it is told over the socket. */
export class DashboardEye {
  readonly #socket: WebSocket;
  #open: ReadonlySet<AlertKind> = new Set();
  #overview: Overview | undefined;
  #problem: Error | undefined;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => this.#handleFrame(data.toString()));
    socket.on('close', () => (this.#problem = new Error('the dashboard’s socket was closed')));
    // A close follows.
    socket.on('error', () => undefined);
  }

  /** `url`: of the server; its certificate may be anybody's. */
  static async open(url: string, token: string): Promise<DashboardEye> {
    const socket = new WebSocket(`${url}/socket`, { perMessageDeflate: false, rejectUnauthorized: false });
    await once(socket, 'open');
    const eye = new DashboardEye(socket);
    eye.show(token);
    return eye;
  }

  /** Again with a fresh one before the old runs out, which is after a quarter of an hour. */
  show(token: string): void {
    this.#socket.send(JSON.stringify({ t: 'watch', v: WIRE_VERSION, token }));
  }

  get overview(): Overview | undefined {
    return this.#overview;
  }

  get openKinds(): readonly AlertKind[] {
    return [...this.#open];
  }

  /** It is told the curves and people of this class, each second. */
  lookInto(classId: ClassId): void {
    this.#socket.send(JSON.stringify({ t: 'operations', say: { say: 'open', classId } }));
  }

  /** How long it took; undefined: it did not come to that in time. */
  async until(isSo: () => boolean, withinMs: number): Promise<number | undefined> {
    for (const sinceMs = performance.now(); ; await wait(LOOK_EVERY_MS)) {
      if (this.#problem) throw this.#problem;
      const passedMs = performance.now() - sinceMs;
      if (isSo()) return passedMs;
      if (passedMs >= withinMs) return undefined;
    }
  }

  untilOpen(kind: AlertKind, withinMs: number): Promise<number | undefined> {
    return this.until(() => this.#open.has(kind), withinMs);
  }

  untilOver(kind: AlertKind, withinMs: number): Promise<number | undefined> {
    return this.until(() => !this.#open.has(kind), withinMs);
  }

  close(): void {
    this.#socket.close();
  }

  #handleFrame(data: string): void {
    const { t, told } = v.parse(frameSchema, JSON.parse(data));
    if (t === 'bye') this.#problem = new Error(`the dashboard was turned away: ${data}`);
    if (t !== 'operations') return;
    const read = v.parse(operationsToldSchema, told);
    if (read.told === 'alerts') this.#open = new Set(read.open.map(({ kind }) => kind));
    if (read.told === 'overview') this.#overview = read.overview;
  }
}
