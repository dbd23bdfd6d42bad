import { type CommandOf, type Scene, isSameScene } from '@rostrum/protocol/room';
import { cleanText } from '../clean-text.ts';
import { type Context, type Decision, events, no } from './context.ts';

/** Of what is on air: a scene that nobody sees is none of the class's. */
export function showScene({ state, actor }: Context, command: CommandOf<'scene.show'>): Decision {
  const { stream } = state;
  if (stream.status !== 'live') return no('not-yet', 'The programme is not on air.');
  if (stream.source === 'encoder') return no('not-yet', 'An encoder sends the programme, without scenes.');
  const scene = cleaned(command.scene);
  if (scene.kind === 'custom' && scene.name === '') return no('empty', 'A scene of one’s own needs a name.');
  if (state.scene.is === 'known' && isSameScene(state.scene.scene, scene)) return events();
  return events({ type: 'scene.shown', scene, personId: actor.personId });
}

/** A name is one line wherever it is said. */
function cleaned(scene: Scene): Scene {
  if (scene.kind !== 'custom') return scene;
  return { ...scene, name: cleanText(scene.name).replace(/\s+/g, ' ') };
}
