import { refusalSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';

const nothing = v.object({});
const refused = v.object({ is: v.literal('refused'), refusal: refusalSchema });
/** The server can't be asked at the moment. */
const away = v.object({ is: v.literal('away') });

/** How an encoder sends to the class that is open: only the shell can ask, for the server answers no stranger’s page. */
export const encoderContract = {
  'encoder.look': {
    body: nothing,
    answer: v.variant('is', [
      /** `keyUntil` where there is a key, which is not told again. */
      v.object({ is: v.literal('setup'), address: v.string(), keyUntil: v.optional(v.number()) }),
      refused,
      away,
    ]),
  },
  /** In the place of the one before. */
  'encoder.makeKey': {
    body: nothing,
    answer: v.variant('is', [
      v.object({ is: v.literal('made'), address: v.string(), key: v.string(), keyUntil: v.number() }),
      refused,
      away,
    ]),
  },
  'encoder.takeKeyBack': {
    body: nothing,
    answer: v.variant('is', [v.object({ is: v.literal('done') }), refused, away]),
  },
} as const;
