import type { OverviewClass } from '@rostrum/protocol/http';
import type { Alert, PersonLine, PlayerReport, Players, Sample, Series } from '@rostrum/protocol/operations';
import type { ClassId, LoggedEvent, PersonId, StreamId } from '@rostrum/protocol/room';
import type { Room } from '../../room/index.ts';
import { Marks } from './pure/marks.ts';
import { personLines } from './pure/person-lines.ts';
import { PlayerReports } from './pure/player-reports.ts';
import { sampleOf } from './pure/sample.ts';
import { SampleSeries } from './pure/series.ts';

/** What one programme was like, as far as it was seen. */
export interface Programme {
  readonly classId: ClassId;
  readonly streamId: StreamId;
  readonly startedAt: number;
  peakHere: number;
  restarts: number;
  alerts: number;
}

interface Sent {
  readonly at: number;
  readonly bytes: number;
}

/** One class as the watch knows it: its curves, what happened in it, who is here and how their players do. */
export class ClassWatch {
  readonly classId: ClassId;
  readonly marks = new Marks();
  readonly #handleProgrammeOver: (programme: Programme, endedAt: number) => void;
  readonly #series = new SampleSeries();
  readonly #reports = new PlayerReports();
  readonly #here = new Set<PersonId>();
  readonly #seenBefore = new Set<PersonId>();
  readonly #reconnects = new Map<PersonId, number>();
  #room: Room | undefined;
  #unfollow: (() => void) | undefined;
  #sent: Sent | undefined;
  #sample: Sample | undefined;
  #programme: Programme | undefined;

  constructor(classId: ClassId, handleProgrammeOver: (programme: Programme, endedAt: number) => void) {
    this.classId = classId;
    this.#handleProgrammeOver = handleProgrammeOver;
  }

  /** The class was opened, perhaps anew: it is followed from what it is now. */
  follow(room: Room): void {
    this.#unfollow?.();
    this.#room = room;
    const { state } = room;
    this.marks.begin(state);
    this.#here.clear();
    for (const id in state.people) {
      const person = state.people[id];
      if (!person) continue;
      this.#seenBefore.add(person.personId);
      if (person.here) this.#here.add(person.personId);
    }
    if (state.stream.status === 'live') this.#begin(state.stream.streamId, state.stream.since);
    this.#unfollow = room.follow((events) => {
      for (const logged of events) this.#add(logged);
    });
  }

  get room(): Room | undefined {
    return this.#room;
  }

  get here(): number {
    return this.#here.size;
  }

  /** Of what is on air now. */
  get programme(): Programme | undefined {
    return this.#programme;
  }

  get newest(): Sample | undefined {
    return this.#sample;
  }

  get lastSampleAt(): number {
    return this.#series.lastAt;
  }

  report(personId: PersonId, report: PlayerReport, at: number): void {
    this.#reports.add(personId, report, at);
  }

  players(now: number): Players {
    this.#reports.forget(now);
    return this.#reports.players();
  }

  /** A second of it has passed like this. */
  add(row: OverviewClass, players: Players, at: number): void {
    const egressBps = this.#egressBps(row.broadcast?.sent?.bytes, at);
    this.#sample = sampleOf({ at, row, players, egressBps });
    this.#series.add(this.#sample);
    const programme = this.#programme;
    if (!programme) return;
    programme.peakHere = Math.max(programme.peakHere, this.here);
    programme.restarts = Math.max(programme.restarts, row.broadcast?.restarts ?? 0);
  }

  addAlert(is: 'raised' | 'cleared', alert: Alert): void {
    this.marks.addAlert(is, alert);
    if (is === 'raised' && alert.classId === this.classId && this.#programme) this.#programme.alerts += 1;
  }

  series(): { seconds: Series; minutes: Series } {
    return { seconds: this.#series.seconds(), minutes: this.#series.minutes() };
  }

  /** A walk over all of its people: only for who looks into this class. */
  people(now: number): PersonLine[] {
    if (!this.#room) return [];
    return personLines({
      ...{ state: this.#room.state, now },
      reconnectsOf: (personId) => this.#reconnects.get(personId) ?? 0,
      playerOf: (personId) => this.#reports.of(personId),
    });
  }

  /** Nobody has the class open any more: its curves stay. Safe twice. */
  leave(): void {
    this.#unfollow?.();
    this.#unfollow = undefined;
    this.#room = undefined;
  }

  #add(logged: LoggedEvent): void {
    this.marks.addEvent(logged);
    const { event, at } = logged;
    switch (event.type) {
      case 'person.joined':
        this.#join(event.personId);
        return;
      case 'person.left':
        this.#here.delete(event.personId);
        this.#reports.leave(event.personId);
        return;
      case 'person.all-left':
        this.#here.clear();
        return;
      case 'person.role-set':
        if (event.here) this.#here.add(event.personId);
        else this.#here.delete(event.personId);
        return;
      case 'person.forgotten':
        this.#here.delete(event.personId);
        this.#seenBefore.delete(event.personId);
        this.#reconnects.delete(event.personId);
        return;
      case 'stream.started':
        this.#begin(event.streamId, at);
        return;
      case 'stream.stopped':
        this.#end(event.streamId, at);
        return;
      default:
        return;
    }
  }

  #join(personId: PersonId): void {
    if (this.#seenBefore.has(personId) && !this.#here.has(personId))
      this.#reconnects.set(personId, (this.#reconnects.get(personId) ?? 0) + 1);
    this.#seenBefore.add(personId);
    this.#here.add(personId);
    if (this.#programme) this.#programme.peakHere = Math.max(this.#programme.peakHere, this.here);
  }

  #begin(streamId: StreamId, startedAt: number): void {
    if (this.#programme?.streamId === streamId) return;
    // One that took its place: no stop is told of the earlier one.
    if (this.#programme) this.#end(this.#programme.streamId, startedAt);
    this.#programme = {
      ...{ classId: this.classId, streamId, startedAt },
      ...{ peakHere: this.here, restarts: 0, alerts: 0 },
    };
  }

  /** The late end of an earlier one ends nothing. */
  #end(streamId: StreamId, at: number): void {
    const programme = this.#programme;
    if (programme?.streamId !== streamId) return;
    this.#programme = undefined;
    this.#handleProgrammeOver(programme, at);
  }

  #egressBps(bytes: number | undefined, at: number): number | null {
    const before = this.#sent;
    this.#sent = bytes === undefined ? undefined : { at, bytes };
    // Another programme counts from nothing.
    if (bytes === undefined || !before || at <= before.at || bytes < before.bytes) return null;
    return ((bytes - before.bytes) * 8000) / (at - before.at);
  }
}
