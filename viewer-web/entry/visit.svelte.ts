import { type ClassInfo, type Session, classInfoSchema } from '@rostrum/protocol/http';
import type { Refusal } from '@rostrum/protocol/room';
import { type ServerAnswer, askServer, joinByCode, keyOfHash, takeLinkKey } from '@rostrum/ui';
import { fetchAhead } from './ahead.ts';
import { type JoinProblem, type Notice, refusedAt, unreachable, wordsOf } from './join-problem.ts';
import { forgetSession, keepName, keepSession, keptSession } from './kept.ts';
import { type OpenedLink, openLink } from './open-link.ts';
import { afterRefusal } from './pure/after-refusal.ts';
import { type ClassPart, parseCode, pathOf, routeOf } from './pure/route.ts';
import { texts } from './texts.ts';

const RETRY_EVERY_MS = 4_000;

/**
 *   home ──join──► in ◄──join── asking ◄──found── looking ◄── /c/CODE
 *                  │└◄────a link's key, or known──────┤├──► unreachable ──time──► looking
 *                  └──► asking, refused               └──► no-such-class
 */
export type VisitState =
  | { is: 'home' }
  | { is: 'no-such-page' }
  | { is: 'looking'; code: string }
  | { is: 'unreachable'; code: string; isOffline: boolean }
  | { is: 'no-such-class'; code: string }
  | { is: 'asking'; info: ClassInfo; notice?: Notice }
  | { is: 'in'; info: ClassInfo; session: Session }
  | { is: 'refused'; code: string; refusal: Refusal; mend: Mend }
  /** As refused, until a time that the server gave. */
  | { is: 'not-now'; code: string; refusal: Refusal; againAtMs: number };

/** What may help whoever was refused. */
type Mend = 'reload' | 'join-again' | 'nothing';

/** Where this visitor stands, from the address in the browser to a place in a class. */
export class Visit {
  #state: VisitState = $state.raw({ is: 'home' });
  #pathname = '';
  #part: ClassPart | undefined;
  /** From the address, until it has let somebody in or was refused. */
  #linkKey: string | undefined;
  /** What its link gave, where nothing was unreachable; not asked twice: a link may be good for one time. */
  #opening: Promise<OpenedLink> | undefined;
  #search = new AbortController();
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    window.addEventListener('popstate', this.#handlePop);
    window.addEventListener('online', this.#handleOnline);
    this.#openAddress();
  }

  get state(): VisitState {
    return this.#state;
  }

  /** What of the class the address names; nothing for the class itself. Another one is another state first. */
  get part(): ClassPart | undefined {
    return this.#part;
  }

  async join(typedCode: string, typedName: string): Promise<JoinProblem | undefined> {
    const code = parseCode(typedCode);
    const name = typedName.trim();
    if (code === undefined) return { field: 'code', words: () => texts.home.badCode };
    if (name === '') return { field: 'name', words: () => texts.home.needName };

    const answer = await joinByCode({ code, name });
    switch (answer.is) {
      case 'unreachable':
        return unreachable;
      case 'refused':
        return refusedAt(fieldOf(answer.refusal), answer.refusal);
      case 'value':
        keepName(name);
        if (this.#state.is === 'asking') {
          this.enter(this.#state.info, answer.value);
        } else {
          keepSession(code, answer.value);
          this.#goTo(pathOf(code));
        }
        return undefined;
    }
  }

  enter(info: ClassInfo, session: Session): void {
    keepSession(info.code, session);
    this.#become({ is: 'in', info, session });
  }

  /** The gateway said no to a token that HTTP had given. */
  handleRefusal(refusal: Refusal): void {
    if (this.#state.is !== 'in') return;
    const { info } = this.#state;
    switch (afterRefusal(refusal.code)) {
      case 'ask-again':
        forgetSession(info.code);
        this.#become({ is: 'asking', info, notice: { words: () => texts.home.comeInAgain } });
        return;
      case 'no-such-class':
        forgetSession(info.code);
        this.#become({ is: 'no-such-class', code: info.code });
        return;
      case 'reload':
        this.#become({ is: 'refused', code: info.code, refusal, mend: 'reload' });
        return;
      case 'final':
        this.#become({ is: 'refused', code: info.code, refusal, mend: 'join-again' });
        return;
      case 'out':
        this.#become({ is: 'refused', code: info.code, refusal, mend: 'nothing' });
        return;
    }
  }

  goHome(): void {
    this.#goTo('/');
  }

  goToClass(code: string): void {
    this.#goTo(pathOf(code));
  }

  joinAgain(code: string): void {
    forgetSession(code);
    this.tryNow(code);
  }

  tryNow(code: string): void {
    void this.#look(code);
  }

  close(): void {
    window.removeEventListener('popstate', this.#handlePop);
    window.removeEventListener('online', this.#handleOnline);
    this.#search.abort();
    clearTimeout(this.#retry);
  }

  // A link within the page changes the fragment only; that must not take anybody out of the class. Another personal
  // link pasted into this tab changes no more than that either.
  readonly #handlePop = (): void => {
    if (location.pathname !== this.#pathname || keyOfHash(location.hash)) this.#openAddress();
  };

  readonly #handleOnline = (): void => {
    if (this.#state.is === 'unreachable') this.tryNow(this.#state.code);
  };

  #openAddress(): void {
    this.#search.abort();
    clearTimeout(this.#retry);
    this.#pathname = location.pathname;
    const route = routeOf(location.pathname);
    switch (route.page) {
      case 'home':
        this.#become({ is: 'home' });
        return;
      case 'unknown':
        this.#become({ is: 'no-such-page' });
        return;
      case 'class':
        this.#part = route.part;
        this.#pathname = pathOf(route.code, route.part);
        this.#linkKey = takeLinkKey();
        this.#opening = undefined;
        if (location.pathname !== this.#pathname) history.replaceState(null, '', this.#pathname);
        void this.#look(route.code);
        return;
    }
  }

  async #look(code: string): Promise<void> {
    this.#search.abort();
    clearTimeout(this.#retry);
    const search = new AbortController();
    this.#search = search;
    // While retrying, the words about why stay: nothing flickers every few seconds.
    if (this.#state.is !== 'unreachable' && this.#state.is !== 'not-now')
      this.#become({ is: 'looking', code });

    // Beside the class's name, not behind it.
    if (this.#linkKey !== undefined) this.#opening ??= openLink(this.#linkKey, code);
    const init = { signal: search.signal };
    const answer = await askServer(classInfoSchema, `/api/classes/${code}`, init, fetchAhead).catch(
      (error: unknown) => {
        if (search.signal.aborted) return undefined;
        throw error;
      },
    );
    if (!answer || search.signal.aborted) return;
    if (answer.is !== 'value' || !this.#opening) {
      this.#handleFound(code, answer);
      return;
    }
    const opened = await this.#opening;
    const why = opened.is === 'refused' ? await wordsOf(opened.refusal) : undefined;
    if (!search.signal.aborted) this.#handleOpened(answer.value, opened, why);
  }

  #handleOpened(info: ClassInfo, opened: OpenedLink, why: (() => string) | undefined): void {
    this.#opening = undefined;
    if (opened.is === 'unreachable') {
      this.#waitForServer(info.code);
      return;
    }
    this.#linkKey = undefined;
    switch (opened.is) {
      case 'value':
        this.enter(info, opened.value);
        return;
      case 'elsewhere': {
        const { code, session } = opened;
        keepSession(code, session);
        const words = () => texts.home.otherClass(session.classTitle);
        this.#become({ is: 'asking', info, notice: { words, elsewhere: code } });
        return;
      }
      case 'refused':
        this.#become({ is: 'asking', info, ...(why && { notice: { words: why } }) });
        return;
    }
  }

  #handleFound(code: string, answer: ServerAnswer<ClassInfo>): void {
    switch (answer.is) {
      case 'unreachable':
        this.#waitForServer(code);
        return;
      case 'refused':
        this.#handleNoAnswer(code, answer.refusal);
        return;
      case 'value': {
        const session = keptSession(code);
        this.#become(
          session ? { is: 'in', info: answer.value, session } : { is: 'asking', info: answer.value },
        );
        return;
      }
    }
  }

  #handleNoAnswer(code: string, refusal: Refusal): void {
    const { retryAfterMs } = refusal;
    if (afterRefusal(refusal.code) === 'no-such-class') {
      this.#become({ is: 'no-such-class', code });
    } else if (retryAfterMs === undefined) {
      this.#become({ is: 'refused', code, refusal, mend: 'reload' });
    } else {
      this.#become({ is: 'not-now', code, refusal, againAtMs: Date.now() + retryAfterMs });
      this.#retry = setTimeout(() => void this.#look(code), retryAfterMs);
    }
  }

  #waitForServer(code: string): void {
    this.#become({ is: 'unreachable', code, isOffline: !navigator.onLine });
    this.#retry = setTimeout(() => void this.#look(code), RETRY_EVERY_MS);
  }

  #goTo(path: string): void {
    history.pushState(null, '', path);
    this.#openAddress();
  }

  #become(state: VisitState): void {
    this.#state = state;
  }
}

/** Where on the form it is put right. A name of unseen characters alone is told by the server. */
function fieldOf({ code }: Refusal): JoinProblem['field'] {
  if (code === 'empty') return 'name';
  return afterRefusal(code) === 'no-such-class' ? 'code' : 'form';
}
