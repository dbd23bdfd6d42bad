import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { type Socket, createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** coturn's own program; undefined where there is none. */
export const turnserverPath: string | undefined = findTurnserver();

export interface TurnServer {
  /** As a browser is told of it. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const HERE = '127.0.0.1';
/** Two connections, over each of this machine's networks, more than once. */
const RELAY_PORTS = 64;
const READY_MAX_MS = 10_000;
const ASK_EVERY_MS = 100;

/** A relay on this machine alone, for whoever has a name that is signed with this secret. */
export async function startTurnserver(secret: string, port?: number): Promise<TurnServer> {
  if (turnserverPath === undefined) throw new Error('there is no coturn here');
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-turn-'));
  const listeningPort = port ?? (await freePort());
  // Coturn may take the next one for itself.
  const firstRelayPort = listeningPort + 2;
  const args = [
    // Nothing of the machine's own configuration, and nothing that outlives this.
    ...['-n', '--no-cli', '--no-tls', '--no-dtls', '--log-file=stdout'],
    ...[`--pidfile=${join(folder, 'turn.pid')}`, `--userdb=${join(folder, 'turndb')}`],
    ...[`--listening-ip=${HERE}`, `--relay-ip=${HERE}`, `--listening-port=${listeningPort}`],
    ...[`--min-port=${firstRelayPort}`, `--max-port=${firstRelayPort + RELAY_PORTS - 1}`],
    // The media server is on this machine too.
    '--allow-loopback-peers',
    ...['--realm=rostrum.test', '--use-auth-secret', `--static-auth-secret=${secret}`],
  ];
  const child = spawn(turnserverPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  for (const output of [child.stdout, child.stderr])
    output.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const exited = once(child, 'exit');
  async function close(): Promise<void> {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await exited;
    await rm(folder, { recursive: true, force: true });
  }
  try {
    await untilAnswered(child, listeningPort);
  } catch (error) {
    await close();
    throw new Error(`coturn did not start:\n${said.join('')}`, { cause: error });
  }
  return { url: `turn:${HERE}:${listeningPort}?transport=udp`, port: listeningPort, close };
}

/** It is asked for its own address (RFC 8489 binding request), as anybody may, until it answers. */
async function untilAnswered(child: ChildProcess, port: number): Promise<void> {
  const socket = createSocket('udp4');
  const question = Buffer.alloc(20);
  question.writeUInt16BE(0x0001, 0);
  question.writeUInt32BE(0x2112_a442, 4);
  randomBytes(12).copy(question, 8);
  const given = new AbortController();
  const asking = setInterval(() => socket.send(question, port, HERE), ASK_EVERY_MS);
  const late = setTimeout(() => given.abort(new Error('it says nothing')), READY_MAX_MS);
  const handleExit = () => given.abort(new Error('it has ended'));
  child.once('exit', handleExit);
  try {
    await once(socket, 'message', { signal: given.signal });
  } finally {
    clearInterval(asking);
    clearTimeout(late);
    child.off('exit', handleExit);
    socket.close();
  }
}

/** With so many free above it as relays need; ephemeral ports begin beyond those. */
async function freePort(): Promise<number> {
  for (let port = 23_000; port < 32_000; port += RELAY_PORTS + 2) if (await isFree(port)) return port;
  throw new Error('no port is free for coturn');
}

async function isFree(port: number): Promise<boolean> {
  const socket: Socket = createSocket('udp4');
  const bound = once(socket, 'listening');
  socket.bind(port, HERE);
  try {
    await bound;
    return true;
  } catch {
    return false;
  } finally {
    socket.close();
  }
}

function findTurnserver(): string | undefined {
  const given = process.env['TURNSERVER_PATH'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const places = given ? [given] : folders.map((folder) => join(folder, 'turnserver'));
  return places.find((file) => existsSync(file));
}
