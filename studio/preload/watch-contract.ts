import { watchResponseSchema } from '@rostrum/protocol/http';
import { refusalSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';

/** Where the class is watched: only the shell can ask, for the server answers its own pages and no stranger's. */
export const watchContract = {
  'class.watch': {
    body: v.object({}),
    answer: v.variant('is', [
      v.object({ is: v.literal('address'), ...watchResponseSchema.entries }),
      v.object({ is: v.literal('refused'), refusal: refusalSchema }),
      v.object({ is: v.literal('away') }),
    ]),
  },
} as const;
