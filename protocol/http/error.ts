import * as v from 'valibot';
import { refusalSchema } from '../room/index.ts';

export const errorResponseSchema = v.object({ refusal: refusalSchema });
