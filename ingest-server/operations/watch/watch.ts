import type { Overview } from '@rostrum/protocol/http';
import type { EndedClass, PlayerReport } from '@rostrum/protocol/operations';
import type { ClassId, PersonId } from '@rostrum/protocol/room';
import type { Logger } from 'pino';
import type { ClassRecord } from '../../identity/index.ts';
import type { Database } from '../../records/index.ts';
import type { Room, Rooms } from '../../room/index.ts';
import type { AlertChange, Alerts, ClassNow, Now } from '../alerts/index.ts';
import { type OverviewFacts, assembleOverview, overviewOf } from '../pure/assemble-overview.ts';
import { ClassMedia, type Media } from './class-media.ts';
import { ClassWatch, type Programme } from './class-watch.ts';
import { Dashboards, type Tell, type Watcher } from './dashboards.ts';
import type { NodeWatch } from './node-watch.ts';
import { LastMinute } from './pure/last-minute.ts';
import { sober } from './pure/player-reports.ts';
import { createProgrammes } from './programmes.ts';

export interface WatchOptions {
  readonly database: Database;
  /** Every class, in the order they are shown. */
  readonly classes: () => readonly ClassRecord[];
  readonly findClass: (classId: ClassId) => ClassRecord | undefined;
  readonly rooms: Pick<Rooms, 'opened' | 'onOpened' | 'get' | 'stateForOverview'>;
  readonly mediaOf: (classId: ClassId) => Promise<Media>;
  /** Has a first small picture of what goes out made; those after it come as they are asked for. */
  readonly askStill?: (classId: ClassId) => void;
  readonly server: () => Pick<OverviewFacts, 'version' | 'startedAt' | 'transcoder' | 'media'>;
  readonly node: Pick<NodeWatch, 'read'>;
  readonly alerts: Pick<Alerts, 'judge' | 'of' | 'onChange'>;
  /** Calls again and again; returns the way to end it. */
  readonly every: (ms: number, call: () => void) => () => void;
  /** A second has passed, and this is how it was. */
  readonly handleSecond?: (now: Now) => void;
  /** A player reported; what is made up in it stays within what can be. */
  readonly handleReport?: (report: PlayerReport) => void;
  readonly logger: Logger;
  readonly now: () => number;
}

export interface Watch {
  /** A dashboard of this institution is open: it is told at once, and then as things change. */
  watch(institutionId: string, tell: Tell): Watcher;
  /** From the page of somebody who watches. */
  report(classId: ClassId, personId: PersonId, report: PlayerReport): void;
  /** Somebody tried to connect; `failed` where it came to nothing for a reason that is ours. */
  handleConnection(outcome: 'connected' | 'failed'): void;
  /** The newest second; undefined until there is one. */
  readonly newest: Now | undefined;
  /** As it is at this moment. */
  overview(institutionId: string): Promise<Overview>;
  /** The newest first; those that ended before, for who has read so far. */
  ended(institutionId: string, before?: number): Promise<EndedClass[]>;
  /** The class is no more. */
  forget(classId: ClassId): Promise<void>;
  /** Safe twice. */
  close(): Promise<void>;
}

const SECOND_MS = 1_000;
const SAVE_EVERY_MS = 60_000;
/** Of a class that nobody has open any more, curves are kept for so long. */
const KEPT_FOR_MS = 3_600_000;

interface Watched {
  readonly its: ClassWatch;
  readonly media: ClassMedia;
  savedAt: number;
}

/** The watch over all classes: a class that nobody has open costs nothing, and neither does a dashboard that isn't. */
export function createWatch(options: WatchOptions): Watch {
  const { rooms, alerts, logger, now, findClass } = options;
  const programmes = createProgrammes(options.database);
  const watched = new Map<ClassId, Watched>();
  const connections = new LastMinute();
  let newest: Now | undefined;
  /** What the media part was asked for this second, until all of it has answered. */
  let asking: symbol | undefined;
  let saving: Promise<void> = Promise.resolve();
  let closing: Promise<void> | undefined;

  const dashboards = new Dashboards({
    ...{ alerts, logger, overviewAt },
    institutionOf: (classId) => findClass(classId)?.institutionId,
    classWatch: (classId) => watched.get(classId)?.its,
  });

  function save(programme: Programme, seenAt: number): void {
    const seen = { ...programme };
    saving = saving
      .then(() => programmes.save(seen, seenAt))
      .catch((error: unknown) => {
        logger.warn({ error, classId: seen.classId }, 'what a class was like could not be written down');
      });
  }

  function follow(room: Room): void {
    const { classId } = room;
    const known = watched.get(classId) ?? {
      its: new ClassWatch(classId, save),
      media: new ClassMedia(() => options.mediaOf(classId)),
      savedAt: now(),
    };
    watched.set(classId, known);
    known.its.follow(room);
  }

  const isOpen = ({ its }: Watched) => its.room !== undefined && rooms.get(its.classId) === its.room;

  function handleTick(): void {
    // Something hasn't answered for a whole second: what was known of it counts.
    if (asking) {
      handleSecond();
      return;
    }
    const asked = Symbol('second');
    asking = asked;
    const reading = [...watched.values()].filter(isOpen).map(({ its, media }) =>
      media.read(now).catch((error: unknown) => {
        logger.debug({ error, classId: its.classId }, 'how a class comes in could not be read');
      }),
    );
    void Promise.all(reading).then(() => {
      if (asking === asked) handleSecond();
    });
  }

  function handleSecond(): void {
    asking = undefined;
    try {
      const at = now();
      const node = { ...options.node.read(), at };
      newest = { at, node, connections: connections.read(at), classes: lookAtAll(at) };
      alerts.judge(newest);
      options.handleSecond?.(newest);
      dashboards.handleSecond(newest);
      tidy(at);
    } catch (error) {
      logger.error({ error }, 'a second of the watch was lost');
    }
  }

  function lookAtAll(at: number): ClassNow[] {
    return [...watched.values()].filter(isOpen).flatMap(({ its, media }) => {
      const record = findClass(its.classId);
      const { room } = its;
      if (!record || !room) return [];
      const players = its.players(at);
      const { state } = room;
      const facts = { names: record, state, here: its.here, media: media.at(at), players };
      const overview = overviewOf({ ...facts, phase: state.class.phase });
      const { classId, classTitle, institutionId } = record;
      const { stream, ingest, broadcast, here } = overview;
      if (stream === 'live' || ingest || broadcast || here > 0) its.add(overview, players, at);
      return { classId, classTitle, institutionId, overview };
    });
  }

  function tidy(at: number): void {
    for (const [classId, one] of watched) {
      const { its, savedAt } = one;
      if (!isOpen(one)) {
        its.leave();
        if (at - its.lastSampleAt >= KEPT_FOR_MS && !dashboards.looksInto(classId)) watched.delete(classId);
      } else if (its.programme && Math.abs(at - savedAt) >= SAVE_EVERY_MS) {
        one.savedAt = at;
        save(its.programme, at);
      }
    }
  }

  /** Classes that nobody has open are as they were left. */
  async function overviewAt(institutionId: string, { at, classes }: Now): Promise<Overview> {
    const open = new Map(classes.map(({ classId, overview }) => [classId, overview]));
    const own = ofInstitution(institutionId);
    const rows = own.map(async (record) => {
      const row = open.get(record.classId);
      if (row?.broadcast && row.broadcast.stillAt === undefined) options.askStill?.(record.classId);
      return (
        row ?? overviewOf({ names: record, state: await rooms.stateForOverview(record.classId), media: {} })
      );
    });
    return overviewWith(own, await Promise.all(rows), at);
  }

  async function readOverview(institutionId: string): Promise<Overview> {
    const own = ofInstitution(institutionId);
    const rows = own.map(async (record) => {
      const { classId } = record;
      const media = await options.mediaOf(classId);
      const state = await rooms.stateForOverview(classId);
      const players = watched.get(classId)?.its.players(now());
      return overviewOf({
        names: record,
        state,
        media,
        players,
        phase: rooms.get(classId)?.state.class.phase,
      });
    });
    return overviewWith(own, await Promise.all(rows), now());
  }

  function ofInstitution(institutionId: string): readonly ClassRecord[] {
    return options
      .classes()
      .filter((record) => record.institutionId === institutionId)
      .filter(({ archivedAt, classId }) => archivedAt === undefined || rooms.get(classId) !== undefined);
  }

  function overviewWith(own: readonly ClassRecord[], classes: Overview['classes'], at: number): Overview {
    return assembleOverview({ ...options.server(), institutionName: own[0]?.institutionName, at, classes });
  }

  function handleAlert({ is, alert, institutionId }: AlertChange): void {
    for (const one of watched.values())
      if (alert.classId === one.its.classId || (alert.classId === undefined && isOpen(one)))
        one.its.addAlert(is, alert);
    dashboards.handleAlerts(institutionId);
  }

  async function close(): Promise<void> {
    stopTicking();
    asking = undefined;
    for (const { its } of watched.values()) {
      if (its.programme) save(its.programme, now());
      its.leave();
    }
    await saving;
  }

  for (const room of rooms.opened) follow(room);
  rooms.onOpened(follow);
  alerts.onChange(handleAlert);
  const stopTicking = options.every(SECOND_MS, handleTick);

  return {
    watch: (institutionId, tell) => dashboards.open(institutionId, tell, newest),

    report(classId, personId, report) {
      const taken = sober(report);
      watched.get(classId)?.its.report(personId, taken, now());
      options.handleReport?.(taken);
    },

    handleConnection: (outcome) => connections.add(outcome === 'failed', now()),

    get newest() {
      return newest;
    },

    overview: readOverview,

    ended: (institutionId, before) =>
      programmes.ended({
        institutionId,
        before,
        except: [...watched.values()].flatMap(({ its }) => its.programme?.streamId ?? []),
      }),

    async forget(classId) {
      watched.get(classId)?.its.leave();
      watched.delete(classId);
      await saving;
      await programmes.forget(classId);
    },

    close: () => (closing ??= close()),
  };
}
