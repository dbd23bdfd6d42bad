import type { Overview } from '@rostrum/protocol/http';
import type { OperationsSay, OperationsTold, PersonLine, Players } from '@rostrum/protocol/operations';
import type { ClassId } from '@rostrum/protocol/room';
import type { Logger } from 'pino';
import type { Alerts, Now } from '../alerts/index.ts';
import type { ClassWatch } from './class-watch.ts';
import { rowOf } from './pure/series.ts';

export type Tell = (told: OperationsTold) => void;

/** The server's end of one dashboard that is open. */
export interface Watcher {
  say(say: OperationsSay): void;
  /** Safe twice. */
  close(): void;
}

export interface DashboardsOptions {
  readonly alerts: Pick<Alerts, 'of'>;
  readonly institutionOf: (classId: ClassId) => string | undefined;
  readonly classWatch: (classId: ClassId) => ClassWatch | undefined;
  /** Of one institution, in that second. */
  readonly overviewAt: (institutionId: string, now: Now) => Promise<Overview>;
  readonly logger: Logger;
}

interface Dashboard {
  readonly institutionId: string;
  readonly tell: Tell;
  /** The class that it looks into, and how many of its marks it was told. */
  into: { readonly classId: ClassId; marks: number } | undefined;
}

const emptySeries = { seconds: { everyMs: 1000, rows: [] }, minutes: { everyMs: 10_000, rows: [] } };

/** The dashboards that are open, and what each is told: of its own institution, and of the class that it looks into. */
export class Dashboards {
  readonly #options: DashboardsOptions;
  readonly #open = new Set<Dashboard>();
  /** Institutions whose overview is being put together: a slow database makes no queue. */
  readonly #telling = new Set<string>();

  constructor(options: DashboardsOptions) {
    this.#options = options;
  }

  open(institutionId: string, tell: Tell, newest: Now | undefined): Watcher {
    const dashboard: Dashboard = { institutionId, tell, into: undefined };
    this.#open.add(dashboard);
    tell({ told: 'alerts', ...this.#alertsOf(institutionId) });
    if (newest) void this.#tellOverview(institutionId, newest, [dashboard]);
    return {
      say: (say) => {
        if (this.#open.has(dashboard)) this.#handleSay(dashboard, say);
      },
      close: () => void this.#open.delete(dashboard),
    };
  }

  looksInto(classId: ClassId): boolean {
    return [...this.#open].some(({ into }) => into?.classId === classId);
  }

  handleSecond(now: Now): void {
    for (const [institutionId, dashboards] of this.#byInstitution()) {
      if (this.#telling.has(institutionId)) continue;
      this.#telling.add(institutionId);
      void this.#tellOverview(institutionId, now, dashboards).finally(() =>
        this.#telling.delete(institutionId),
      );
    }
    this.#tellSecond(now);
  }

  /** Of one institution, or of the whole server. */
  handleAlerts(concerned: string | undefined): void {
    for (const { institutionId, tell } of this.#open) {
      if (concerned !== undefined && concerned !== institutionId) continue;
      tell({ told: 'alerts', ...this.#alertsOf(institutionId) });
    }
  }

  #handleSay(dashboard: Dashboard, say: OperationsSay): void {
    if (say.say === 'shut') {
      dashboard.into = undefined;
      return;
    }
    const { classId } = say;
    if (this.#options.institutionOf(classId) !== dashboard.institutionId) return;
    const its = this.#options.classWatch(classId);
    dashboard.into = { classId, marks: its?.marks.count ?? 0 };
    dashboard.tell({
      ...{ told: 'class', classId },
      ...(its?.series() ?? emptySeries),
      marks: its?.marks.behind(0) ?? [],
    });
  }

  async #tellOverview(institutionId: string, now: Now, dashboards: readonly Dashboard[]): Promise<void> {
    try {
      const overview = await this.#options.overviewAt(institutionId, now);
      for (const dashboard of dashboards)
        if (this.#open.has(dashboard)) dashboard.tell({ told: 'overview', overview, node: now.node });
    } catch (error) {
      this.#options.logger.warn(
        { error, institutionId },
        'the dashboards could not be told how the classes are',
      );
    }
  }

  #tellSecond(now: Now): void {
    const known = new Map<ClassId, { players: Players; people: PersonLine[] }>();
    for (const { into, tell } of this.#open) {
      const its = into && this.#options.classWatch(into.classId);
      const sample = its?.newest;
      if (!into || !its || sample?.at !== now.at) continue;
      const { classId } = into;
      const here = known.get(classId) ?? { players: its.players(now.at), people: its.people(now.at) };
      known.set(classId, here);
      const marks = its.marks.behind(into.marks);
      into.marks = its.marks.count;
      tell({ told: 'second', classId, row: rowOf(sample), marks, ...here });
    }
  }

  #byInstitution(): Map<string, Dashboard[]> {
    const all = new Map<string, Dashboard[]>();
    for (const dashboard of this.#open) {
      const those = all.get(dashboard.institutionId) ?? [];
      those.push(dashboard);
      all.set(dashboard.institutionId, those);
    }
    return all;
  }

  #alertsOf(institutionId: string) {
    const { open, past } = this.#options.alerts.of(institutionId);
    return { open: [...open], past: [...past] };
  }
}
