import type { EndedClass } from '@rostrum/protocol/operations';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import type { Database } from '../../records/index.ts';
import type { Programme } from './class-watch.ts';

const PAGE = 50;

/** What programmes were like, in the database: until when each was seen on air, how many were there, what went wrong. */
export interface Programmes {
  /** Said again, the larger figures count: another life of the server may have seen more of it. */
  save(programme: Programme, seenAt: number): Promise<void>;
  /** Of an institution, those that are over; the newest first, or those that ended before. */
  ended(wanted: {
    readonly institutionId: string;
    readonly before?: number | undefined;
    /** Of those that are on air now. */
    readonly except: readonly StreamId[];
  }): Promise<EndedClass[]>;
  /** Nothing of this class is left. */
  forget(classId: ClassId): Promise<void>;
}

export function createProgrammes(database: Database): Programmes {
  return {
    async save({ classId, streamId, startedAt, peakHere, restarts, alerts }, seenAt) {
      const row = {
        ...{ class_id: classId, stream_id: streamId, started_at: startedAt, ended_at: seenAt },
        ...{ peak_here: peakHere, restarts, alerts },
      };
      await database
        .insertInto('stream_figures')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['class_id', 'stream_id']).doUpdateSet((its) => ({
            ended_at: seenAt,
            peak_here: its.fn<number>('greatest', ['stream_figures.peak_here', 'excluded.peak_here']),
            restarts: its.fn<number>('greatest', ['stream_figures.restarts', 'excluded.restarts']),
            alerts: its.fn<number>('greatest', ['stream_figures.alerts', 'excluded.alerts']),
          })),
        )
        .execute();
    },

    async ended({ institutionId, before, except }) {
      const all = database
        .selectFrom('stream_figures')
        .innerJoin('classes', 'classes.id', 'stream_figures.class_id')
        .innerJoin('courses', 'courses.id', 'classes.course_id')
        .where('courses.institution_id', '=', institutionId)
        .select([
          'stream_figures.class_id',
          'stream_figures.stream_id',
          'stream_figures.started_at',
          'stream_figures.ended_at',
          'stream_figures.peak_here',
          'stream_figures.restarts',
          'stream_figures.alerts',
          'classes.title',
        ])
        .orderBy('stream_figures.ended_at', 'desc')
        .limit(PAGE);
      const over = except.length === 0 ? all : all.where('stream_figures.stream_id', 'not in', [...except]);
      const asked = before === undefined ? over : over.where('stream_figures.ended_at', '<', before);
      const rows = await asked.execute();
      return rows.map((row) => ({
        classId: row.class_id as ClassId,
        streamId: row.stream_id as StreamId,
        classTitle: row.title,
        startedAt: Number(row.started_at),
        endedAt: Number(row.ended_at),
        peakHere: row.peak_here,
        restarts: row.restarts,
        alerts: row.alerts,
      }));
    },

    async forget(classId) {
      await database.deleteFrom('stream_figures').where('class_id', '=', classId).execute();
    },
  };
}
