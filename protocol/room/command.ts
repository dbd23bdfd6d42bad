import * as v from 'valibot';
import { boardCommands } from './board/index.ts';
import { breakoutCommands } from './breakouts/index.ts';
import { captionsCommands } from './captions/index.ts';
import { chatCommands } from './chat/index.ts';
import { handCommands } from './hands/index.ts';
import { lifecycleCommands } from './lifecycle/index.ts';
import { noteCommands } from './notes/index.ts';
import { peopleCommands } from './people/index.ts';
import { pollCommands } from './polls/index.ts';
import { questionCommands } from './questions/index.ts';
import { sceneCommands } from './scene/index.ts';
import { sharingCommands } from './sharing/index.ts';
import { slidesCommands } from './slides/index.ts';
import { stageCommands } from './stage/index.ts';

/** What a person asks for. Imperative; whether it happens is for `decide` to say. */
export const commandSchema = v.variant('type', [
  ...chatCommands,
  ...questionCommands,
  ...handCommands,
  ...pollCommands,
  ...peopleCommands,
  ...lifecycleCommands,
  ...noteCommands,
  ...sharingCommands,
  ...boardCommands,
  ...slidesCommands,
  ...sceneCommands,
  ...stageCommands,
  ...breakoutCommands,
  ...captionsCommands,
]);

export type Command = v.InferOutput<typeof commandSchema>;
export type CommandType = Command['type'];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;
