import { join } from 'node:path';
import * as v from 'valibot';
import {
  type BridgeAnswer,
  type BridgeBody,
  type BridgeName,
  type BridgeProblem,
  type BridgeReply,
  bridgeContract,
  bridgeRequestSchema,
  type Settings,
} from '../preload/contract.ts';
import { accountHandlers } from './account.ts';
import { createClassAccess } from './class-access.ts';
import { captionerHandlers } from './class-captioner.ts';
import { encoderHandlers } from './class-encoder.ts';
import { askWhereWatched } from './class-watch.ts';
import { deckHandlers } from './decks/index.ts';
import { type Desktop, desktopHandlers } from './desktop/index.ts';
import { speak } from './language.ts';
import { type StudioLink, readStudioLink } from './pure/studio-link.ts';
import { recordingHandlers } from './recordings/index.ts';
import { createSessionStore, isSignedIn } from './session-store.ts';
import { createSettingsStore } from './settings-store.ts';
import { SignIn } from './sign-in.ts';
import { linkWords, texts } from './texts.ts';

export interface ServicesOptions {
  /** The studio's own folder, already prepared. */
  folder: string;
  shell: 'electron' | 'browser';
  version: string;
  /** The studio link given at start, if any. */
  given: StudioLink | undefined;
  /** Operational trouble, for whoever reads the shell's log. */
  report: (text: string, cause: unknown) => void;
  /** What the shell runs on, where it knows it. */
  desktop?: Desktop;
  /** The languages of the system's user, the best first; what was chosen in the settings goes before. */
  readers?: readonly string[];
  /** What the shell shows all the time is to be said anew, in another language. */
  onLanguage?: () => void;
}

export interface Services {
  /** Answers one request of the page; whatever it is handed, it never throws. */
  handle(raw: unknown): Promise<BridgeReply>;
  /** The server that the page may reach, for its security policy. */
  currentServer(): Promise<string | undefined>;
  /** Takes a studio link as if pasted; the text says why not. */
  openLink(link: string): Promise<{ ok: true } | { ok: false; text: string }>;
}

type Outcome<N extends BridgeName> =
  { ok: true; answer: BridgeAnswer<N> } | { ok: false; problem: BridgeProblem };
type Handlers = { [N in BridgeName]: (body: BridgeBody<N>) => Promise<Outcome<N>> };

export function createServices({
  folder,
  shell,
  version,
  given,
  report,
  desktop,
  readers = [],
  onLanguage = () => {},
}: ServicesOptions): Services {
  const settings = createSettingsStore(join(folder, 'settings.json'));
  const sessions = createSessionStore(join(folder, 'session.json'), given);
  const signIn = new SignIn(sessions, report);
  speak('system', readers);
  const heedLanguage = ({ language }: Settings) => {
    if (speak(language, readers)) onLanguage();
  };

  const handlers: Handlers = {
    'app.info': async () => ({ ok: true, answer: { shell, version } }),
    'session.load': async () => {
      const kept = await sessions.load();
      if (!kept) return { ok: true, answer: { is: 'none' } };
      const { server } = kept;
      if (!isSignedIn(kept)) return { ok: true, answer: { is: 'none', server } };
      return { ok: true, answer: { is: kept.isChoosing ? 'choosing' : 'session', session: { server } } };
    },
    'session.save': async ({ link }) => {
      const reading = readStudioLink(link);
      if (!reading.ok) return { ok: false, problem: { code: 'bad-link', text: linkWords(reading.problem) } };
      await sessions.save(reading.link);
      return { ok: true, answer: { is: 'session', session: { server: reading.link.server } } };
    },
    'session.token': async () => ({ ok: true, answer: await signIn.token() }),
    'settings.load': async () => {
      const loaded = await settings.load();
      heedLanguage(loaded.settings);
      if (loaded.notice) report(loaded.notice, undefined);
      return { ok: true, answer: loaded };
    },
    'settings.save': async (body) => {
      await settings.save(body.settings);
      heedLanguage(body.settings);
      return { ok: true, answer: {} };
    },
    'class.watch': async () => ({ ok: true, answer: await askWhereWatched(sessions, signIn) }),
    ...accountHandlers({ sessions, signIn, report }),
    ...deckHandlers({ folder, now: Date.now, report }),
    ...desktopHandlers(desktop),
    ...captionerHandlers({ sessions, signIn, report }),
    ...encoderHandlers({ sessions, signIn, report }),
    ...recordingHandlers({
      folder: join(folder, 'recordings'),
      ffmpegPath: process.env.FFMPEG_PATH,
      report,
      access: createClassAccess(sessions, signIn),
    }),
  };

  async function answer<N extends BridgeName>(name: N, raw: unknown): Promise<BridgeReply> {
    const body = v.safeParse(bridgeContract[name].body, raw);
    if (!body.success) return malformed(`${name} was asked with a body of the wrong shape`);
    // The schema is picked by the name itself, which TypeScript can't follow through the index.
    return handlers[name](body.output as BridgeBody<N>);
  }

  async function handle(raw: unknown): Promise<BridgeReply> {
    const request = v.safeParse(bridgeRequestSchema, raw);
    if (!request.success) return malformed('the page asked for something this studio does not know');
    try {
      return await answer(request.output.name, request.output.body);
    } catch (cause) {
      report(`${request.output.name} failed`, cause);
      return { ok: false, problem: { code: 'not-saved', text: texts().notSaved } };
    }
  }

  return {
    handle,
    async currentServer() {
      const kept = await sessions.load();
      return kept && isSignedIn(kept) ? kept.server : undefined;
    },
    async openLink(link) {
      const reply = await handle({ name: 'session.save', body: { link } });
      return reply.ok ? { ok: true } : { ok: false, text: reply.problem.text };
    },
  };
}

function malformed(text: string): BridgeReply {
  return { ok: false, problem: { code: 'malformed', text } };
}
