import { refusalSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';

/** A link for whoever types the captions of the class that is open. */
export const captionerContract = {
  /** In the place of the one before. */
  'captioner.makeLink': {
    body: v.object({}),
    answer: v.variant('is', [
      v.object({ is: v.literal('made'), link: v.string(), until: v.number() }),
      v.object({ is: v.literal('refused'), refusal: refusalSchema }),
      /** The server can't be asked at the moment. */
      v.object({ is: v.literal('away') }),
    ]),
  },
} as const;
