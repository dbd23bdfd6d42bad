// Draws the demonstration's two pictures. In a worker, because its timers run on while the window is hidden.
import type { ToDemoWorker } from './messages.ts';
import { startPainting } from './picture-track.ts';
import { paintPresenter } from './presenter.ts';
import { Pen, paintSlides } from './slides/index.ts';

self.addEventListener('message', ({ data }: MessageEvent<ToDemoWorker>) => {
  const { epochMs, camera, slides } = data;
  const seconds = () => (Date.now() - epochMs) / 1000;
  startPainting(camera, (context) => paintPresenter(context, camera.size, seconds()));
  startPainting(slides, (context) => paintSlides(new Pen(context, slides.size), seconds()));
});
