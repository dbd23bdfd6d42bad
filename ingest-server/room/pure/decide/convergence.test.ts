import {
  type LoggedEvent,
  type PersonId,
  createFold,
  emptyRoom,
  eventSchema,
  loggedEventSchema,
  reduce,
  reduceAll,
  roomStateSchema,
} from '@rostrum/protocol/room';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { TestClass, everyone } from '../../test-class.ts';
import { asRead, frozen } from '../../test-copies.ts';
import { type Step, anyScript, anyStep, commandOf, play } from '../../test-script.ts';
import { type Outcome, type Proposal, decideBatch } from '../decide-batch.ts';
import { joinEvents } from '../presence.ts';
import { decide } from './index.ts';

/** One intent: a command with its key, sent once or more, some of it together with what others send. */
const anySending = fc.record({
  step: anyStep,
  copies: fc.integer({ min: 1, max: 3 }),
  apart: fc.nat(6),
});

interface Sent {
  readonly key: string;
  readonly step: Extract<Step, { is: 'command' }>;
  readonly i: number;
}

/** In the order in which they arrive: a copy comes a little later than the one before it. */
function arrivals(sendings: readonly { step: Step; copies: number; apart: number }[]): Sent[] {
  const placed = sendings.flatMap(({ step, copies, apart }, i) =>
    step.is === 'command'
      ? Array.from({ length: copies }, (_, copy) => ({
          at: i + copy * apart,
          sent: { key: `key-${i}`, step, i },
        }))
      : [],
  );
  return placed.sort((a, b) => a.at - b.at).map(({ sent }) => sent);
}

/** What the room's shell does around the rules: groups what comes together, and answers a known key from memory. */
function serve(arrived: readonly Sent[], groupSizes: readonly number[]) {
  const log: LoggedEvent[] = [];
  const fold = createFold(frozen({ ...emptyRoom }));
  let now = 1_000_000;
  let ids = 0;
  const outcomes = new Map<string, Outcome[]>();
  const write = (proposals: readonly Proposal[]): Outcome[] => {
    const { events, outcomes: settled } = decideBatch(fold, proposals, (now += 900));
    log.push(...frozen(events));
    return settled;
  };
  write(everyone.map((member) => ({ decide: (seen) => ({ ok: true, events: joinEvents(seen, member) }) })));
  const commands = new Map<string, ReturnType<typeof commandOf>>();
  for (let next = 0, group = 0; next < arrived.length; group++) {
    const together = arrived.slice(next, (next += groupSizes[group % groupSizes.length] ?? 1));
    const fresh = together.filter(
      ({ key }, i) =>
        !log.some((logged) => logged.key === key) && together.findIndex((one) => one.key === key) === i,
    );
    const results = write(
      fresh.map(({ key, step, i }) => ({
        key,
        decide(seen, at) {
          const actor = everyone[step.who]!;
          // The same bytes each time: what a page repeats is not written anew.
          const command = commands.get(key) ?? commandOf(seen, actor, step, i);
          commands.set(key, command);
          const last = seen.chat.messages.findLast(({ personId }) => personId === actor.personId);
          const newId = () => `id-${++ids}`;
          return decide({ state: seen, actor, now: at, arrivedAt: at, newId, lastSentAt: last?.at }, command);
        },
      })),
    );
    fresh.forEach(({ key }, i) => outcomes.set(key, [...(outcomes.get(key) ?? []), results[i]!]));
  }
  return { log, state: fold.state, outcomes };
}

const groups = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 8 });

describe('whatever people ask for, in whatever order, and however often', () => {
  it('ROOM-1, ROOM-3: folding the log is the server’s state, and each key is in it once', () => {
    fc.assert(
      fc.property(fc.array(anySending, { maxLength: 60, size: 'max' }), groups, (sendings, sizes) => {
        const { log, state, outcomes } = serve(arrivals(sendings), sizes);
        expect(log.map(({ seq }) => seq)).toEqual(log.map((_, i) => i + 1));
        expect(reduceAll(emptyRoom, asRead(log))).toEqual(state);
        const keys = log.flatMap(({ key }) => key ?? []);
        expect(new Set(keys).size).toBe(keys.length);
        for (const [key, results] of outcomes) {
          const done = results.find((result) => result.ok && log[result.seq - 1]?.key === key);
          if (keys.includes(key))
            expect(done).toMatchObject({ seq: log.find((one) => one.key === key)!.seq });
        }
      }),
      { numRuns: 150 },
    );
  });

  it('ROOM-4: what is asked twice in the same breath changes nothing the second time', () => {
    const madeAnew = new Set([
      ...[
        'chat.send',
        'question.ask',
        'poll.draft',
        'announcement.make',
        'share.add',
        'board.draw',
        'note.write',
        'breakouts.say',
        'breakouts.tell',
      ],
      // The second to open them hears that they are there.
      'breakouts.open',
    ]);
    fc.assert(
      fc.property(anyScript, anyStep, (script, step) => {
        fc.pre(step.is === 'command' && !madeAnew.has(step.type));
        const its = play(script);
        const actor = everyone[step.who]!;
        const command = commandOf(its.state, actor, step, script.length);
        fc.pre(its.ask(actor, command).ok && its.state.people[actor.personId]?.removed !== true);
        expect(its.decide(actor, command)).toEqual({ ok: true, events: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('events and states are what their schemas say, and come over the wire as they were', () => {
    fc.assert(
      fc.property(anyScript, (script) => {
        const { log, state } = play(script);
        for (const logged of log) expect(v.parse(loggedEventSchema, asRead(logged))).toEqual(logged);
        expect(v.parse(roomStateSchema, asRead(state))).toEqual(state);
      }),
      { numRuns: 60 },
    );
  });

  it('a refusal has words that a person can read, and waiting has a time', () => {
    fc.assert(
      fc.property(anyScript, anyStep, (script, step) => {
        fc.pre(step.is === 'command');
        const its = play(script);
        const actor = everyone[step.who]!;
        const decision = its.decide(actor, commandOf(its.state, actor, step, 0));
        fc.pre(!decision.ok);
        expect(decision.refusal.text).toMatch(/^[A-Z].{9,120}\.$/);
        expect(decision.refusal.text).not.toContain('undefined');
        expect(decision.refusal.retryAfterMs !== undefined).toBe(decision.refusal.code === 'too-fast');
      }),
      { numRuns: 200 },
    );
  });
});

describe('the fold', () => {
  it('ROOM-5: is the same one by one, in pieces with overlaps, and at once, and leaves what it was given alone', () => {
    fc.assert(
      fc.property(anyScript, fc.nat(150), fc.nat(20), (script, cut, overlap) => {
        const { log, state } = play(script);
        frozen(log);
        const atOnce = reduceAll(frozen({ ...emptyRoom }), log);
        const oneByOne = log.reduce((before, logged) => reduce(frozen(before), logged), emptyRoom);
        const first = frozen(reduceAll(emptyRoom, log.slice(0, cut)));
        const inPieces = reduceAll(first, log.slice(Math.max(0, cut - overlap)));
        const going = createFold(first);
        for (const logged of log.slice(cut)) going.add(logged);
        for (const folded of [oneByOne, inPieces, going.state, state]) expect(folded).toEqual(atOnce);
        expect(reduceAll(atOnce, log)).toBe(atOnce);
      }),
      { numRuns: 150 },
    );
  });

  it('meets every kind of event in the logs that are tried here', () => {
    const seen = new Set<string>();
    const scripts = fc.sample(anyScript, { numRuns: 400, seed: 8 });
    for (const script of scripts) for (const { event } of play(script).log) seen.add(event.type);
    const kinds = eventSchema.options.map(({ entries }) => entries.type.literal);
    expect([...seen].sort()).toEqual([...kinds].sort());
  });
});

describe('the count of a poll', () => {
  it('is what a naive recount of everybody’s last answer gives', () => {
    fc.assert(
      fc.property(anyScript, (script) => {
        const { log, state } = play(script);
        for (const { pollId, tally } of Object.values(state.polls))
          expect(tallyOf(pollId, log)).toEqual({
            people: tally.people,
            counts: counted(tally.counts),
            texts: [...tally.texts].sort(),
          });
      }),
      { numRuns: 200 },
    );
  });
});

function tallyOf(pollId: string, log: readonly LoggedEvent[]) {
  const last = new Map<PersonId | undefined, string>();
  for (const { event } of log) {
    if (event.type !== 'poll.answered' || event.pollId !== pollId) continue;
    last.set(event.personId, JSON.stringify(event.answer));
  }
  const answers = [...last.values()].map((json) => JSON.parse(json) as Record<string, unknown>);
  const places = answers.flatMap(({ option, options, rating }) =>
    Array.isArray(options) ? (options as number[]) : [(option ?? (rating as number) - 1) as number],
  );
  const counts: Record<number, number> = {};
  for (const place of places) if (!Number.isNaN(place)) counts[place] = (counts[place] ?? 0) + 1;
  return { people: last.size, counts, texts: answers.flatMap(({ text }) => text ?? []).sort() };
}

function counted(counts: readonly number[]): Record<number, number> {
  return Object.fromEntries(counts.flatMap((count, place) => (count === 0 ? [] : [[place, count]])));
}

it('a class in a test is what its log says', () => {
  const its = new TestClass();
  expect(reduceAll(emptyRoom, its.log)).toEqual(its.state);
});
