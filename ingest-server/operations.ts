// How the server is watched, as the rest of it sees that: what is counted, what is told to dashboards, what is wrong, what
// it costs, and how it goes. Belongs to the composition root: it joins operations to rooms, gateway and media.
import type { LogLevel } from '@rostrum/protocol/operations';
import { may, refuse } from '@rostrum/protocol/room';
import type { Logger } from 'pino';
import type { Audit } from './administration/index.ts';
import type { ArchiveRoom } from './broadcast/index.ts';
import type { Config } from './config/index.ts';
import type { HttpServerOptions } from './http/index.ts';
import type { Identity } from './identity/index.ts';
import type { SqlEventLog } from './log/index.ts';
import type { MediaSide } from './media.ts';
import {
  ClassCosts,
  Drain,
  type LiveClass,
  type Metrics,
  type NodeWatch,
  type Traces,
  type Watch,
  createAlerts,
  createMetrics,
  createReadiness,
  createWatch,
  openNodeWatch,
  setLogLevel,
  startTraces,
} from './operations/index.ts';
import packageJson from './package.json' with { type: 'json' };
import type { Database, Records } from './records/index.ts';
import type { Gateway, GatewayOptions, Rooms, WatchEntry } from './room/index.ts';

/** What is built after the figures are opened, and asked for when all is there. */
export interface Parts {
  readonly records: Records;
  readonly log: Pick<SqlEventLog, 'unwrittenForMs'>;
  readonly rooms: Rooms;
  readonly archive: ArchiveRoom;
  readonly media: MediaSide;
  readonly gateway: Gateway;
  readonly watch: Watch;
}

export interface FiguresOptions {
  readonly config: Config;
  readonly dataFolder: string;
  readonly parts: () => Parts;
  /** Of the certificate that is shown; undefined where the server doesn't speak HTTPS itself. */
  readonly certificateEndsAt: () => number | undefined;
  /** Classes that were left live have been asked to go on. */
  readonly isAwake: () => boolean;
  /** Stops everything. */
  readonly stop: () => void;
  readonly logger: Logger;
  readonly now: () => number;
}

export interface Figures {
  readonly metrics: Metrics;
  readonly node: NodeWatch;
  readonly traces: Traces | undefined;
  readonly drain: Drain;
  readonly checkReadiness: NonNullable<HttpServerOptions['checkReadiness']>;
  handleWrite(write: { appends: number; events: number; durationMs: number }): void;
  close(): Promise<void>;
}

const adminsOnly = refuse('not-allowed', 'This is for admins.');
const noClass = refuse('unknown-class', 'The class of this token is no longer there.');

/** What everything else reports to: opened first, and asked for when the server runs. */
export async function openFigures(options: FiguresOptions): Promise<Figures> {
  const { config, dataFolder, parts, logger, now } = options;
  const { version } = packageJson;
  const liveClasses = () =>
    parts().rooms.opened.flatMap(({ classId, state }) => (state.stream.status === 'live' ? classId : []));
  const drain = new Drain({
    ...{ drainMs: config.drainMs, liveClasses, logger, stop: options.stop },
    monotonicNow: () => performance.now(),
    isOpen: (classId) => parts().rooms.get(classId) !== undefined,
  });
  const metrics = createMetrics({
    version,
    sockets: () => parts().gateway.facts().sockets,
    states: () => parts().rooms.opened.map(({ state }) => state),
    archive: () => parts().archive,
    second: () => parts().watch.newest,
    hls: () => parts().media.programmes.totals(),
  });
  const node = await openNodeWatch({
    ...{ dataFolder, certificateEndsAt: options.certificateEndsAt, logger, now },
    unwrittenForMs: () => parts().log.unwrittenForMs,
    sockets: () => parts().gateway.facts().sockets,
    webRtc: () => parts().media.connections(),
    behind: () => parts().archive.behind,
    isDraining: () => drain.isDraining,
  });
  const traces =
    config.traces &&
    (await startTraces({
      ...{ ...config.traces, version, logger, random: Math.random },
      now: () => performance.timeOrigin + performance.now(),
    }));
  return {
    ...{ metrics, node, traces, drain },
    checkReadiness: createReadiness({
      logger,
      phase: () => (drain.isDraining ? 'draining' : options.isAwake() ? 'running' : 'starting'),
      checkDatabase: () => parts().records.check(),
      storeFails: () => parts().archive.behind.failing !== undefined,
      media: () => ({ workers: parts().media.media.workers, transcoder: parts().media.transcoder }),
    }),
    handleWrite(write) {
      metrics.handleWrite(write);
      node.handleWrite(write);
    },
    async close() {
      drain.close();
      node.close();
      await traces?.close();
    },
  };
}

export interface WatchingOptions {
  readonly config: Config;
  readonly database: Database;
  readonly identity: Identity;
  readonly audit: Audit;
  readonly rooms: Rooms;
  readonly media: MediaSide;
  readonly figures: Figures;
  readonly startedAt: number;
  readonly logger: Logger;
  readonly now: () => number;
  readonly newId: () => string;
}

export interface Watching {
  readonly watch: Watch;
  readonly costs: ClassCosts;
  /** For the gateway: dashboards, and whoever counts what goes over its sockets. */
  readonly forGateway: Required<Pick<GatewayOptions, 'operations' | 'ears' | 'refusalOfEntry'>>;
  /** For HTTP: what an admin does and asks. */
  readonly forHttp: Required<Pick<HttpServerOptions, 'operations' | 'overview' | 'costs' | 'notePrices'>>;
  close(): Promise<void>;
}

/** The watch over all classes, and what hangs on it; from now on a second counts. */
export function startWatching(options: WatchingOptions): Watching {
  const { config, database, identity, rooms, media, figures, logger, now, newId } = options;
  const { metrics, traces, drain } = figures;
  const { publicOrigin, alerts: told } = config;
  const alerts = createAlerts({
    ...{ newId, now, logger, webhookUrl: told.webhookUrl, mail: told.mail },
    dashboardUrl: publicOrigin && `${publicOrigin}/dashboard/`,
  });
  alerts.onChange(({ is, alert }) => metrics.handleAlert(is, alert));
  const costs = new ClassCosts({ database, logger, now });
  costs.start();
  const watch = createWatch({
    ...{ database, rooms, alerts, logger, now, node: figures.node },
    classes: identity.classes,
    findClass: identity.findClass,
    mediaOf: media.overview,
    askStill: media.programmes.still,
    server: () => ({
      ...{ version: packageJson.version, startedAt: options.startedAt },
      ...{ transcoder: media.transcoder, media: media.media },
    }),
    every(ms, call) {
      const timer = setInterval(call, ms);
      return () => clearInterval(timer);
    },
    handleSecond: ({ at, classes }) =>
      costs.look(
        at,
        classes.flatMap((one) => onAir(one, rooms)),
      ),
    handleReport: metrics.handleReport,
  });

  return {
    ...{ watch, costs },
    forGateway: {
      operations: { admit: (token) => admitDashboard(identity, token), watch: watch.watch },
      refusalOfEntry: (classId) => drain.refusalOfEntry(classId),
      ears: {
        handleConnection(outcome) {
          metrics.handleConnection('socket', outcome);
          watch.handleConnection(outcome);
        },
        handleReconnect: metrics.handleReconnect,
        handleCommand: metrics.handleCommand,
        handleRefusal: metrics.handleRefusal,
        handleDelivered: metrics.handleDelivered,
        handleReport: watch.report,
        ...(traces && { followCommand: traces.followCommand }),
      },
    },
    forHttp: {
      costs,
      overview: watch.overview,
      notePrices: options.audit.notePrices,
      operations: {
        openRoom: (classId) => rooms.open(classId),
        restart: media.programmes.restart,
        slate: media.programmes.slate,
        limitTopRung: media.programmes.limitTopRung,
        still: media.programmes.still,
        ended: watch.ended,
        logLevel: () => logger.level as LogLevel,
        setLogLevel: (level) => setLogLevel(logger, level),
        note: (noted) => options.audit.note(database, noted),
      },
    },
    async close() {
      await watch.close();
      await costs.close();
      await alerts.close();
    },
  };
}

async function admitDashboard(identity: Identity, token: string): Promise<WatchEntry> {
  const verified = await identity.verifyUntil(token);
  if (!verified.ok) return verified;
  const { claims, expiresAt } = verified;
  const { personId, sessionId, role, classId } = claims;
  if (!may(role, 'operations.watch')) return { ok: false, refusal: adminsOnly };
  const institutionId = identity.findClass(classId)?.institutionId;
  if (institutionId === undefined) return { ok: false, refusal: noClass };
  return { ok: true, holder: { personId, sessionId, institutionId, expiresAt } };
}

function onAir({ classId, overview }: Omit<LiveClass, 'streamId'>, rooms: Rooms): LiveClass[] {
  const stream = rooms.get(classId)?.state.stream;
  return stream?.status === 'live' ? [{ classId, overview, streamId: stream.streamId }] : [];
}
