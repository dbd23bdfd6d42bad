import type { CommandOf } from '@rostrum/protocol/room';
import { type Context, type Decision, events } from './context.ts';

export function chooseCaptions(
  { state, actor }: Context,
  { language }: CommandOf<'captions.choose'>,
): Decision {
  const { captions } = state;
  const isSo =
    language === undefined ? captions.is === 'off' : captions.is === 'on' && captions.language === language;
  if (isSo) return events();
  const { personId } = actor;
  return events({ type: 'captions.chosen', ...(language === undefined ? {} : { language }), personId });
}
