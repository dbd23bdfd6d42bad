// Firefox as a student has it, driven over WebDriver BiDi, which it speaks by itself: Playwright knows only a Firefox of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import * as v from 'valibot';

/** Firefox's own program; undefined where there is none. */
export const firefoxPath: string | undefined = findFirefox();

export interface Firefox {
  readonly page: FirefoxPage;
  close(): Promise<void>;
}

const READY_MAX_MS = 60_000;

/** Nothing that it would do by itself on a network; sound plays without a click, as Chromium's does in these tests. */
const preferences: Readonly<Record<string, boolean | number | string>> = {
  'media.autoplay.default': 0,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,none',
  'toolkit.telemetry.enabled': false,
};

export async function startFirefox(): Promise<Firefox> {
  if (firefoxPath === undefined) throw new Error('there is no Firefox here');
  const profile = await mkdtemp(join(tmpdir(), 'rostrum-firefox-'));
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  await writeFile(join(profile, 'user.js'), lines.join('\n'));
  const args = ['--headless', '--no-remote', '--remote-debugging-port=0', '--profile', profile];
  const child = spawn(firefoxPath, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    // Its own profile is its home too: nothing of the machine's is read or written.
    env: { ...process.env, HOME: profile, MOZ_DISABLE_CONTENT_SANDBOX: '1', LANG: 'en_GB.UTF-8' },
  });
  const exited = once(child, 'exit');
  const close = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await exited;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const session = await BidiSession.open(`${await addressOf(child)}/session`);
    const context = await session.firstContext();
    return { page: new FirefoxPage(session, context), close };
  } catch (error) {
    await close();
    throw new Error('Firefox did not start', { cause: error });
  }
}

/** It says on stderr where it listens. */
function addressOf(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let said = '';
  const timer = setTimeout(() => reject(new Error(`it does not listen: ${said}`)), READY_MAX_MS);
  child.once('exit', () => reject(new Error(`it has ended: ${said}`)));
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said)?.[1];
    if (found === undefined) return;
    clearTimeout(timer);
    resolve(found);
  });
  return promise;
}

const answerSchema = v.variant('type', [
  v.object({ type: v.literal('success'), id: v.number(), result: v.record(v.string(), v.unknown()) }),
  v.object({ type: v.literal('error'), id: v.nullable(v.number()), error: v.string(), message: v.string() }),
  v.object({ type: v.literal('event') }),
]);

const treeSchema = v.object({ contexts: v.array(v.object({ context: v.string() })) });
const calledSchema = v.variant('type', [
  v.object({ type: v.literal('success'), result: v.object({ value: v.optional(v.unknown()) }) }),
  v.object({ type: v.literal('exception'), exceptionDetails: v.object({ text: v.string() }) }),
]);
const shotSchema = v.object({ data: v.string() });

class BidiSession {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, PromiseWithResolvers<Record<string, unknown>>>();
  #asked = 0;

  static async open(address: string): Promise<BidiSession> {
    const socket = new WebSocket(address);
    await once(socket, 'open');
    const session = new BidiSession(socket);
    await session.ask('session.new', { capabilities: {} });
    return session;
  }

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#handle(JSON.parse(String(data))));
    socket.addEventListener('close', () => {
      for (const waiting of this.#waiting.values()) waiting.reject(new Error('Firefox is gone'));
    });
  }

  ask(method: string, params: object): Promise<Record<string, unknown>> {
    this.#asked += 1;
    const waiting = Promise.withResolvers<Record<string, unknown>>();
    this.#waiting.set(this.#asked, waiting);
    this.#socket.send(JSON.stringify({ id: this.#asked, method, params }));
    return waiting.promise;
  }

  async firstContext(): Promise<string> {
    const { contexts } = v.parse(treeSchema, await this.ask('browsingContext.getTree', {}));
    if (!contexts[0]) throw new Error('Firefox has no tab');
    return contexts[0].context;
  }

  #handle(message: unknown): void {
    const answer = v.parse(answerSchema, message);
    if (answer.type === 'event' || answer.id === null) return;
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.type === 'success') waiting?.resolve(answer.result);
    else waiting?.reject(new Error(`${answer.error}: ${answer.message}`));
  }
}

export class FirefoxPage {
  readonly #session: BidiSession;
  readonly #context: string;

  constructor(session: BidiSession, context: string) {
    this.#session = session;
    this.#context = context;
  }

  async goto(url: string): Promise<void> {
    await this.#session.ask('browsingContext.navigate', { context: this.#context, url, wait: 'complete' });
  }

  /** What a function without parameters but texts gives, as JSON. */
  async evaluate<T>(schema: v.GenericSchema<unknown, T>, source: string, ...texts: string[]): Promise<T> {
    const called = v.parse(
      calledSchema,
      await this.#session.ask('script.callFunction', {
        functionDeclaration: `async (...texts) => JSON.stringify(await (${source})(...texts))`,
        arguments: texts.map((value) => ({ type: 'string', value })),
        awaitPromise: true,
        target: { context: this.#context },
      }),
    );
    if (called.type === 'exception') throw new Error(called.exceptionDetails.text);
    const { value } = called.result;
    return v.parse(schema, typeof value === 'string' ? JSON.parse(value) : undefined);
  }

  /** As a keyboard does, into whatever has the focus; `\uE007` is Enter. */
  async type(text: string): Promise<void> {
    const strokes = [...text].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    const actions = [{ type: 'key', id: 'keyboard', actions: strokes }];
    await this.#session.ask('input.performActions', { context: this.#context, actions });
  }

  async screenshot(): Promise<Buffer> {
    const shot = await this.#session.ask('browsingContext.captureScreenshot', { context: this.#context });
    return Buffer.from(v.parse(shotSchema, shot).data, 'base64');
  }
}

function findFirefox(): string | undefined {
  const given = process.env['FIREFOX_PATH'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const places = given
    ? [given]
    : folders.flatMap((folder) => ['firefox-esr', 'firefox'].map((name) => join(folder, name)));
  return places.find((file) => existsSync(file));
}
