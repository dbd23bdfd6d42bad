import type { Size } from '../../compositor/index.ts';
import type { ToDemoWorker } from './messages.ts';

export interface DemoPictures {
  readonly camera: MediaStreamTrack;
  readonly slides: MediaStreamTrack;
  close(): void;
}

/** Tracks like those of a camera and of a shared screen, drawn instead of seen. */
export function startDemoPictures(programme: Size, epochMs: number): DemoPictures {
  const camera = new MediaStreamTrackGenerator({ kind: 'video' });
  const slides = new MediaStreamTrackGenerator({ kind: 'video' });
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'demo' });
  const start: ToDemoWorker = {
    type: 'start',
    epochMs,
    // As fine as they are shown by default, and no finer: both are drawn without a graphics card as well.
    camera: { size: { width: 480, height: 360 }, framesPerSecond: 24, output: camera.writable },
    slides: { size: programme, framesPerSecond: 12, output: slides.writable },
  };
  worker.postMessage(start, [camera.writable, slides.writable]);
  return {
    camera,
    slides,
    close() {
      camera.stop();
      slides.stop();
      worker.terminate();
    },
  };
}
