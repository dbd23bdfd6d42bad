import { type Fold, type LoggedEvent, type RoomState, createFold, refuse } from '@rostrum/protocol/room';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { Ledger, type LedgerOptions } from './ledger.ts';
import { pauseAfterFailure } from './pure/backoff.ts';
import { Once } from './once.ts';
import {
  type Batch,
  type Outcome,
  type Proposal,
  decideBatch,
  isWhatWasSent,
  withoutSeqs,
} from './pure/decide-batch.ts';
import { type Why, giveUp, unknownIfSaved } from './pure/give-up.ts';
import type { Recent } from './recent.ts';

export interface SequencerOptions extends Omit<LedgerOptions, 'handleBroken'> {
  readonly monotonicNow: () => number;
  readonly random: () => number;
  /** Waits, or until `signal` says that there is no time left; never rejects. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** A bug: every proposal from now on is refused, and whoever is here must begin anew. Said once. */
  readonly handleBroken: () => void;
}

interface Waiting {
  readonly proposal: Proposal;
  settle(outcome: Outcome): void;
  /** When it first failed to be written, and what had been written until then. */
  failed: { readonly sinceMs: number; readonly written: number; refusals: number } | undefined;
}

interface Unwritten {
  readonly waiting: Waiting;
  readonly why: Why;
}

type Result =
  | { is: 'settled' }
  | { is: 'known'; seqByKey: ReadonlyMap<string, number> }
  | { is: 'conflict' }
  | { is: 'undecided' | 'refused' | 'unknown' };

const CONFLICTS_MAX = 5;
/** So many in a row that each failed alone: the log takes nothing, and the others needn't be tried. */
const REFUSED_IN_A_ROW_MAX = 3;
const BETWEEN_WRITES_MS = 20;

/**
 * One class's way into the log. What is proposed while a write is under way gathers, is decided in order on the
 * newest state, and goes as one append: written whole or decided anew.
 */
export class Sequencer {
  readonly #options: SequencerOptions;
  readonly #ledger: Ledger;
  /** What will be in it with what is being written: a fold of its own, so that nobody is shown what may fail. */
  #draft: Fold | undefined;
  #waiting: Waiting[] = [];
  #working: Promise<void> | undefined;
  #wroteAtMs = -Infinity;
  /** The batch that was last sent to the log: anything else that comes from there is another node's. */
  #writing: Batch | undefined;
  readonly #once: Once;
  /** The last look at the log failed: it may be further than we know. */
  #isBehind = false;
  #failures = 0;
  #written = 0;
  #refusedInARow = 0;
  readonly #closing = new AbortController();
  #is: 'open' | 'closed' | 'broken' = 'open';

  private constructor(options: SequencerOptions, ledger: Ledger) {
    this.#options = options;
    this.#ledger = ledger;
    this.#once = new Once(ledger.keys);
    ledger.follow((events) => {
      if (!isWhatWasSent(events, this.#writing)) this.#draft = undefined;
    });
  }

  static async open(options: SequencerOptions): Promise<Sequencer> {
    let handleBroken = (error: unknown): void => {
      throw error;
    };
    const ledger = await Ledger.open({ ...options, handleBroken: (error) => handleBroken(error) });
    const sequencer = new Sequencer(options, ledger);
    handleBroken = (error) => sequencer.#break(error);
    return sequencer;
  }

  get state(): RoomState {
    return this.#ledger.state;
  }

  get recent(): Recent {
    return this.#ledger.recent;
  }

  get isBroken(): boolean {
    return this.#is === 'broken';
  }

  /** Whether a proposal with this key is done, or on its way into the log. */
  knows(key: string): boolean {
    return this.#once.knows(key);
  }

  /** Resolves when it is logged, or refused; never rejects. */
  propose(proposal: Proposal): Promise<Outcome> {
    if (this.#is === 'broken') return Promise.resolve({ ok: false, refusal: unknownIfSaved, unknown: true });
    if (this.#is === 'closed') return Promise.resolve({ ok: false, refusal: closed });
    return this.#once.run(proposal, () => this.#enqueue(proposal));
  }

  /** Calls for whatever is logged from now on, after it is in `state` and before its proposal resolves. */
  follow(listener: (events: readonly LoggedEvent[]) => void): () => void {
    return this.#ledger.follow(listener);
  }

  /** What is under way is finished, nothing more is taken; safe twice. */
  async close(): Promise<void> {
    if (this.#is === 'open') this.#is = 'closed';
    this.#closing.abort();
    await this.#working;
    await this.#ledger.close();
  }

  #break(error: unknown): void {
    const { classId, logger } = this.#options;
    logger.error({ error, classId }, 'a bug ended a class; it is opened anew when it is asked for');
    this.#is = 'broken';
    this.#closing.abort();
    this.#options.handleBroken();
  }

  #enqueue(proposal: Proposal): Promise<Outcome> {
    return new Promise((settle) => {
      this.#waiting.push({ proposal, settle, failed: undefined });
      this.#working ??= this.#work();
    });
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#gather();
      const batch = this.#waiting;
      this.#waiting = [];
      this.#refusedInARow = 0;
      const unwritten = await this.#serve(batch);
      this.#failures = unwritten.length === 0 ? 0 : this.#failures + 1;
      const again = unwritten.filter((one) => this.#isToTryAgain(one));
      this.#waiting = [...again.map(({ waiting }) => waiting), ...this.#waiting];
      if (again.length > 0) {
        const ms = pauseAfterFailure(this.#failures, this.#options.random());
        await this.#options.pause(ms, this.#closing.signal);
      }
    }
    this.#working = undefined;
  }

  /**
   * An embedded database answers within the same turn of the event loop: without giving way here, every message that a
   * socket has ready would be a write of its own. A write costs it milliseconds whatever is in it, so in a rush each
   * serves what came in the meantime.
   */
  async #gather(): Promise<void> {
    const sinceMs = performance.now() - this.#wroteAtMs;
    if (sinceMs < BETWEEN_WRITES_MS) await wait(BETWEEN_WRITES_MS - sinceMs);
    else await turn();
    this.#wroteAtMs = performance.now();
  }

  /** Settles what it can; returns what could not be written, in order. */
  async #serve(waiting: readonly Waiting[]): Promise<readonly Unwritten[]> {
    let open = waiting;
    for (let attempt = 1; ; attempt++) {
      const result = await this.#try(open);
      if (result.is === 'settled') return [];
      // Keys that the log was found to have are done, whatever their rules would say now.
      open = this.#withoutDone(open, result.is === 'known' ? result.seqByKey : undefined);
      if (open.length === 0) return [];
      if (result.is === 'unknown') return unwritten(open, 'unknown');
      if (result.is === 'conflict' && attempt === CONFLICTS_MAX) return unwritten(open, 'untried');
      if (result.is === 'undecided') {
        if (open.length > 1) return this.#serveHalves(open);
        open[0]?.settle({ ok: false, refusal: undecided });
        return [];
      }
      if (result.is !== 'refused') continue;
      if (open.length > 1)
        return this.#refusedInARow < REFUSED_IN_A_ROW_MAX
          ? this.#serveHalves(open)
          : unwritten(open, 'untried');
      this.#refusedInARow += 1;
      return unwritten(open, 'refused');
    }
  }

  /** One that the log doesn't take must not take its neighbours down. */
  async #serveHalves(open: readonly Waiting[]): Promise<readonly Unwritten[]> {
    const half = open.length >> 1;
    const left = await this.#serve(open.slice(0, half));
    if (left.some(({ why }) => why === 'unknown'))
      return [...left, ...unwritten(open.slice(half), 'unknown')];
    return [...left, ...(await this.#serve(open.slice(half)))];
  }

  async #try(open: readonly Waiting[]): Promise<Result> {
    const { classId, logger } = this.#options;
    if (this.#is === 'broken') return { is: 'unknown' };
    try {
      if (this.#isBehind) {
        await this.#catchUp();
        if (this.#withoutDone(open).length < open.length) return { is: 'conflict' };
      }
      return await this.#write(open);
    } catch (error) {
      // It may have been written all the same: with what the log says now, keys and places are decided anew.
      this.#draft = undefined;
      logger.error({ error, classId, proposals: open.length }, 'a class could not write to its log');
    }
    try {
      await this.#catchUp();
      return { is: 'refused' };
    } catch (error) {
      logger.error({ error, classId }, 'nor read it');
      return { is: 'unknown' };
    }
  }

  async #write(open: readonly Waiting[]): Promise<Result> {
    const { classId, clock, log, logger } = this.#options;
    const draft = (this.#draft ??= createFold(this.state));
    let batch: Batch;
    try {
      const proposals = open.map(({ proposal }) => proposal);
      batch = decideBatch(draft, proposals, clock.now());
    } catch (error) {
      // A bug in a rule, or in the fold of what it says: it costs the command that met it, not those beside it.
      this.#draft = undefined;
      logger.error({ error, classId, proposals: open.length }, 'a rule failed');
      return { is: 'undecided' };
    }
    this.#writing = batch;
    for (const { proposal } of open) proposal.journey?.step('decide');
    const seqByKey = await this.#seqsOfRefused(open, batch);
    const result =
      batch.events.length === 0
        ? ({ is: 'logged' } as const)
        : await log.append(classId, draft.state.seq - batch.events.length, withoutSeqs(batch));
    if (result.is === 'logged') {
      if (batch.events.length > 0) {
        this.#written += 1;
        this.#refusedInARow = 0;
      }
      open.forEach((waiting, i) => this.#settle(waiting, batch.outcomes[i]!, seqByKey));
      return { is: 'settled' };
    }
    this.#draft = undefined;
    if (result.is === 'known') return result;
    await this.#catchUp();
    return { is: 'conflict' };
  }

  /** Said again after its rule has changed its mind, a command that was done long ago is still done. */
  async #seqsOfRefused(open: readonly Waiting[], { outcomes }: Batch): Promise<ReadonlyMap<string, number>> {
    const keys = open.flatMap(({ proposal: { key } }, i) => (outcomes[i]!.ok ? [] : (key ?? [])));
    if (keys.length === 0) return new Map();
    return this.#options.log.seqsOfKeys(this.#options.classId, keys);
  }

  async #catchUp(): Promise<void> {
    this.#isBehind = true;
    await this.#ledger.catchUp();
    this.#isBehind = false;
  }

  #settle({ proposal, settle }: Waiting, outcome: Outcome, seqByKey: ReadonlyMap<string, number>): void {
    const seq = proposal.key === undefined ? undefined : seqByKey.get(proposal.key);
    if (outcome.ok) {
      proposal.journey?.step('append');
      this.#once.handleDone(proposal, outcome.seq);
      proposal.handleDone?.();
    }
    settle(seq === undefined ? outcome : { ok: true, seq });
  }

  #withoutDone(open: readonly Waiting[], seqByKey?: ReadonlyMap<string, number>): readonly Waiting[] {
    return open.filter(({ proposal: { key }, settle }) => {
      const seq = key === undefined ? undefined : (seqByKey?.get(key) ?? this.#ledger.keys.get(key)?.seq);
      if (seq === undefined) return true;
      settle({ ok: true, seq });
      return false;
    });
  }

  #isToTryAgain({ waiting, why }: Unwritten): boolean {
    const nowMs = this.#options.monotonicNow();
    const failed = (waiting.failed ??= { sinceMs: nowMs, written: this.#written, refusals: 0 });
    if (why === 'refused') failed.refusals += 1;
    const givenUp = giveUp({
      why,
      refusals: failed.refusals,
      waitedMs: nowMs - failed.sinceMs,
      untilWritten: waiting.proposal.untilWritten === true,
      isAlone: this.#written > failed.written,
      room: this.#is,
    });
    if (givenUp) waiting.settle(givenUp);
    return !givenUp;
  }
}

const undecided = refuse('server-error', 'The server could not decide this. It was noted.');
const closed = refuse('server-error', 'The server is restarting. Try again in a moment.', 1000);

function unwritten(open: readonly Waiting[], why: Unwritten['why']): Unwritten[] {
  return open.map((waiting) => ({ waiting, why }));
}
