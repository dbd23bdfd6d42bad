import type { Size } from '../../compositor/index.ts';

export interface DemoPicture {
  size: Size;
  framesPerSecond: number;
  /** Transferred. */
  output: WritableStream<VideoFrame>;
}

export type ToDemoWorker = {
  type: 'start';
  /** When the lecture began, on the wall clock: sound and pictures follow the same script. */
  epochMs: number;
  camera: DemoPicture;
  slides: DemoPicture;
};
