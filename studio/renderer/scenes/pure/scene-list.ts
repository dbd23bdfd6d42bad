import { type CustomScene, SCENES, type SceneId, type SceneName } from '../../compositor/pure/scene.ts';
import { type Filled, hasGuests, missingIn } from './filled.ts';

export interface SceneOffer {
  id: SceneId;
  name: string;
  /** Its key, where it has one. */
  number: number | undefined;
  /** Something stands in it. */
  isReady: boolean;
}

const KEYS_MOST = 9;

/** The scenes to choose from. A scene keeps its key, whoever comes and goes. */
export function sceneList(
  names: Readonly<Record<SceneName, string>>,
  custom: readonly CustomScene[],
  filled: Filled,
  chosen: SceneId,
): readonly SceneOffer[] {
  const all = [...SCENES.map((id) => ({ id, name: names[id] })), ...custom];
  return all
    .map(({ id, name }, index) => ({
      id,
      name,
      number: index < KEYS_MOST ? index + 1 : undefined,
      isReady: missingIn(id, filled) === undefined,
    }))
    .filter(({ id }) => id !== 'guests' || chosen === id || hasGuests(filled));
}
