import * as v from 'valibot';
import { type ServerFrame, serverFrameSchema } from '../wire/index.ts';

/** Throws where it is not our server that speaks, or one of another age. */
export function readFrame(data: unknown): ServerFrame {
  return v.parse(serverFrameSchema, JSON.parse(String(data)));
}
