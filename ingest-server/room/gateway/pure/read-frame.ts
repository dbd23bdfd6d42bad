import { type Refusal, refusalOfIssues, refuse } from '@rostrum/protocol/room';
import { type ClientFrame, WIRE_VERSION, clientFrameSchema } from '@rostrum/protocol/wire';
import * as v from 'valibot';

/** What came in one frame. Where it can be told what was asked, only that is refused, not the connection. */
export type ReadFrame =
  | { is: 'frame'; frame: ClientFrame }
  | { is: 'bad-command'; key: string; refusal: Refusal }
  | { is: 'bad-question'; id: number; refusal: Refusal }
  | { is: 'bad-report' }
  | { is: 'unreadable'; refusal: Refusal };

const versionSchema = v.object({ t: v.picklist(['hello', 'watch']), v: v.number() });
const keyedSchema = v.object({ t: v.literal('command'), key: clientFrameSchema.options[1].entries.key });
const reportSchema = v.object({ t: v.literal('report') });
const questionSchema = v.object({ t: v.literal('ask'), id: clientFrameSchema.options[2].entries.id });

export function readFrame(text: string): ReadFrame {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {
      is: 'unreadable',
      refusal: refuse('malformed', 'The server did not understand this: it is not JSON.'),
    };
  }
  // Before anything else: a hello of another version may look different in every other way.
  const hello = v.safeParse(versionSchema, value);
  if (hello.success && hello.output.v !== WIRE_VERSION) return { is: 'unreadable', refusal: otherVersion };

  const parsed = v.safeParse(clientFrameSchema, value);
  if (parsed.success) return { is: 'frame', frame: parsed.output };

  const refusal = refusalOfIssues(parsed.issues);
  const command = v.safeParse(keyedSchema, value);
  if (command.success) return { is: 'bad-command', key: command.output.key, refusal };
  const question = v.safeParse(questionSchema, value);
  if (question.success) return { is: 'bad-question', id: question.output.id, refusal };
  // What a page counts of its player is no reason to send anybody away.
  if (v.is(reportSchema, value)) return { is: 'bad-report' };
  return { is: 'unreadable', refusal };
}

const otherVersion = refuse(
  'malformed',
  'This page and the server are of different versions. Reload the page.',
);
