import { type CommandOf, SHARED_MAX, type SharedId } from '@rostrum/protocol/room';
import { cleanText } from '../clean-text.ts';
import { type Context, type Decision, events, no } from './context.ts';

export function addShared({ state, actor, newId }: Context, { item }: CommandOf<'share.add'>): Decision {
  if (state.shared.length >= SHARED_MAX)
    return no('too-many', `A class has at most ${SHARED_MAX} files and links.`);
  const title = cleanText(item.title);
  if (title === '') return no('empty', 'A file or a link needs a title.');
  const sharedId = newId() as SharedId;
  return events({ type: 'share.added', sharedId, item: { ...item, title }, personId: actor.personId });
}

export function removeShared({ state, actor }: Context, { sharedId }: CommandOf<'share.remove'>): Decision {
  if (!state.shared.some((shared) => shared.sharedId === sharedId)) return events();
  return events({ type: 'share.removed', sharedId, personId: actor.personId });
}
