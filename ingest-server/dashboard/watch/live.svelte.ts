import type { Alert, NodeFacts, OperationsTold } from '@rostrum/protocol/operations';
import type { ClassId } from '@rostrum/protocol/room';
import { browserClock, openBrowserSocket, socketUrlOf } from '@rostrum/ui';
import type { Access } from '../access.ts';
import { type ClassHistory, beginHistory, continueHistory } from './pure/class-history.ts';
import { type Bitrates, noBitrates, withBitrates, withNewest } from './pure/lately.ts';
import { type WatchState, nextWatchState } from './pure/watch-state.ts';
import { WatchLink } from './watch-link.ts';

export interface AlertsNow {
  readonly open: readonly Alert[];
  /** Of the last day. */
  readonly past: readonly Alert[];
}

/** All that the server tells an admin, as reactive values; until it is closed or refused. */
export class Live {
  readonly #link: WatchLink;
  #state: WatchState = $state.raw({ is: 'loading' });
  #alerts: AlertsNow | undefined = $state.raw();
  #history: ClassHistory | undefined = $state.raw();
  #nodes: readonly NodeFacts[] = $state.raw([]);
  #bitrates: Bitrates = $state.raw(noBitrates);
  #looksInto: ClassId | undefined;

  constructor(access: Access) {
    this.#link = new WatchLink({
      access,
      openSocket: openBrowserSocket(socketUrlOf(location.origin)),
      clock: browserClock,
      random: Math.random,
      onEvent: (event) => (this.#state = nextWatchState(this.#state, event)),
      onTold: (told) => this.#handleTold(told),
    });
  }

  get state(): WatchState {
    return this.#state;
  }

  /** Undefined until the server has told them. */
  get alerts(): AlertsNow | undefined {
    return this.#alerts;
  }

  /** Of the class that is looked into, once it is there. */
  get history(): ClassHistory | undefined {
    return this.#history;
  }

  /** The server's own figures of the last ten minutes, as far as this page has seen them. */
  get nodes(): readonly NodeFacts[] {
    return this.#nodes;
  }

  /** What came in from each class in the last minute. */
  get bitrates(): Bitrates {
    return this.#bitrates;
  }

  /** Looks into this class, and no longer into the one before; undefined: into none. */
  lookInto(classId: ClassId | undefined): void {
    if (classId === this.#looksInto) return;
    this.#looksInto = classId;
    this.#history = undefined;
    if (classId === undefined) this.#link.shut();
    else this.#link.open(classId);
  }

  hurry(): void {
    this.#link.hurry();
  }

  close(): void {
    this.#link.close();
  }

  #handleTold(told: OperationsTold): void {
    switch (told.told) {
      case 'overview':
        this.#nodes = withNewest(this.#nodes, told.node);
        this.#bitrates = withBitrates(this.#bitrates, told.overview.classes);
        return;
      case 'alerts':
        this.#alerts = { open: told.open, past: told.past };
        return;
      case 'class':
        if (told.classId === this.#looksInto) this.#history = beginHistory(told);
        return;
      case 'second':
        if (this.#history && told.classId === this.#history.classId) {
          this.#history = continueHistory(this.#history, told);
        }
        return;
    }
  }
}
