import type { Scene, Stream, StreamId } from '@rostrum/protocol/room';
import { alikeIn, contentIn } from '../../compositor/pure/content-shown.ts';
import type { ContentSlot } from '../../compositor/pure/picture.ts';
import type { CustomScene, SceneId } from '../../compositor/pure/scene.ts';
import { type Filled, hasGuests } from '../../scenes/pure/filled.ts';

export interface SceneSources {
  custom: readonly CustomScene[];
  /** What is taught from just now. */
  content: ContentSlot;
  filled: Filled;
}

/** What the class is told of a scene: what it shows of the sources there are. Nothing of one that was deleted. */
export function sceneToTell(id: SceneId, { custom, content, filled }: SceneSources): Scene | undefined {
  const has = (slot: ContentSlot) => filled.includes(slot);
  switch (id) {
    case 'camera':
      return { kind: id };
    case 'guests':
      return { kind: hasGuests(filled) ? id : 'camera' };
    case 'slides':
    case 'screen':
    case 'board':
      return { kind: alikeIn(id, has) ?? id };
    case 'side-by-side':
    case 'picture-in-picture': {
      const shown = contentIn(content, has);
      return shown ? { kind: id, content: shown } : { kind: 'camera' };
    }
    default: {
      const own = custom.find((scene) => scene.id === id);
      return own && { kind: 'custom', name: own.name };
    }
  }
}

/** The stream in which students see the scenes of this studio; undefined where they see none, or another's. */
export function seenStream(broadcast: { readonly is: string }, stream: Stream): StreamId | undefined {
  const isSeen = broadcast.is === 'live' && stream.status === 'live' && stream.source !== 'encoder';
  return isSeen ? stream.streamId : undefined;
}
