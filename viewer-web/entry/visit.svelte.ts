import { type ClassInfo, type Session, classInfoSchema } from '@rostrum/protocol/http';
import type { Refusal } from '@rostrum/protocol/room';
import {
  type ServerAnswer,
  askServer,
  joinByCode,
  keyOfHash,
  refreshSession,
  signInByLink,
  takeLinkKey,
} from '@rostrum/ui';
import { texts } from '../texts.ts';
import { forgetSession, keepName, keepSession, keptSession } from './kept.ts';
import { afterRefusal } from './pure/after-refusal.ts';
import { parseCode, pathOf, routeOf } from './pure/route.ts';

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
  | { is: 'unreachable'; code: string }
  | { is: 'no-such-class'; code: string }
  | { is: 'asking'; info: ClassInfo; notice?: string }
  | { is: 'in'; info: ClassInfo; session: Session }
  | { is: 'refused'; code: string; refusal: Refusal; mend: Mend };

/** What may help whoever was refused. */
type Mend = 'reload' | 'join-again' | 'nothing';

/** What a form shows when joining didn't work; undefined when it did. */
export interface JoinProblem {
  field: 'name' | 'code' | 'form';
  text: string;
}

/** Where this visitor stands, from the address in the browser to a place in a class. */
export class Visit {
  #state: VisitState = $state.raw({ is: 'home' });
  #pathname = '';
  /** From the address, until it has let somebody in or was refused. */
  #linkKey: string | undefined;
  #search = new AbortController();
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    window.addEventListener('popstate', this.#handlePop);
    this.#openAddress();
  }

  get state(): VisitState {
    return this.#state;
  }

  async join(typedCode: string, typedName: string): Promise<JoinProblem | undefined> {
    const code = parseCode(typedCode);
    const name = typedName.trim();
    if (code === undefined) return { field: 'code', text: texts.home.badCode };
    if (name === '') return { field: 'name', text: texts.home.needName };

    const answer = await joinByCode({ code, name });
    switch (answer.is) {
      case 'unreachable':
        return { field: 'form', text: answer.cause.message };
      case 'refused':
        return {
          field: afterRefusal(answer.refusal.code) === 'no-such-class' ? 'code' : 'form',
          text: answer.refusal.text,
        };
      case 'value':
        keepName(name);
        if (this.#state.is === 'asking') {
          this.#enter(this.#state.info, answer.value);
        } else {
          keepSession(code, answer.value);
          this.#goTo(pathOf(code));
        }
        return undefined;
    }
  }

  /** The gateway said no to a token that HTTP had given. */
  handleRefusal(refusal: Refusal): void {
    if (this.#state.is !== 'in') return;
    const { info } = this.#state;
    switch (afterRefusal(refusal.code)) {
      case 'ask-again':
        forgetSession(info.code);
        this.#become({ is: 'asking', info, notice: texts.home.comeInAgain });
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

  joinAgain(code: string): void {
    forgetSession(code);
    this.tryNow(code);
  }

  tryNow(code: string): void {
    void this.#look(code);
  }

  close(): void {
    window.removeEventListener('popstate', this.#handlePop);
    this.#search.abort();
    clearTimeout(this.#retry);
  }

  // A link within the page changes the fragment only; that must not take anybody out of the class. Another personal
  // link pasted into this tab changes no more than that either.
  readonly #handlePop = (): void => {
    if (location.pathname !== this.#pathname || keyOfHash(location.hash)) this.#openAddress();
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
        this.#pathname = pathOf(route.code);
        this.#linkKey = takeLinkKey();
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
    // While retrying, the words about the outage stay: nothing flickers every few seconds.
    if (this.#state.is !== 'unreachable') this.#become({ is: 'looking', code });

    const answer = await askServer(classInfoSchema, `/api/classes/${code}`, { signal: search.signal }).catch(
      (error: unknown) => {
        if (search.signal.aborted) return undefined;
        throw error;
      },
    );
    if (!answer || search.signal.aborted) return;
    if (answer.is !== 'value' || this.#linkKey === undefined) {
      this.#handleFound(code, answer);
      return;
    }
    const opened = await openLink(this.#linkKey, code);
    if (!search.signal.aborted) this.#handleOpened(answer.value, opened);
  }

  #handleOpened(info: ClassInfo, opened: ServerAnswer<Session>): void {
    if (opened.is === 'unreachable') {
      this.#waitForServer(info.code);
      return;
    }
    this.#linkKey = undefined;
    if (opened.is === 'value') this.#enter(info, opened.value);
    else this.#become({ is: 'asking', info, notice: opened.refusal.text });
  }

  #handleFound(code: string, answer: ServerAnswer<ClassInfo>): void {
    switch (answer.is) {
      case 'unreachable':
        this.#waitForServer(code);
        return;
      case 'refused':
        if (afterRefusal(answer.refusal.code) === 'no-such-class')
          this.#become({ is: 'no-such-class', code });
        else this.#become({ is: 'refused', code, refusal: answer.refusal, mend: 'reload' });
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

  #waitForServer(code: string): void {
    this.#become({ is: 'unreachable', code });
    this.#retry = setTimeout(() => void this.#look(code), RETRY_EVERY_MS);
  }

  #enter(info: ClassInfo, session: Session): void {
    keepSession(info.code, session);
    this.#become({ is: 'in', info, session });
  }

  #goTo(path: string): void {
    history.pushState(null, '', path);
    this.#openAddress();
  }

  #become(state: VisitState): void {
    this.#state = state;
  }
}

/** A link may be good for more than one class: the one that the address names is entered. */
async function openLink(key: string, code: string): Promise<ServerAnswer<Session>> {
  const opened = await signInByLink(key);
  if (opened.is !== 'value') return opened;
  const { personId, classId, classes } = opened.value;
  const there = classes?.find((one) => one.code === code);
  if (!there || there.classId === classId) return opened;
  return refreshSession({ personId, classId: there.classId });
}
