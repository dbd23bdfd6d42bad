// The compositor's worker: hands what the page says to the painter. In a worker, because its timers run on at full
// rate while the window is hidden.
import type { FromCompositor, ToCompositor } from './messages.ts';
import { ProgrammePainter } from './programme-painter.ts';

const say = (message: FromCompositor): void => self.postMessage(message);

let painter: ProgrammePainter | undefined;

self.addEventListener('message', ({ data: message }: MessageEvent<ToCompositor>) => {
  switch (message.type) {
    case 'start':
      painter = new ProgrammePainter(
        message,
        (stats) => say({ type: 'stats', stats }),
        (reason) => say({ type: 'failed', reason }),
      );
      return;
    case 'fill':
      painter?.fill(message.slot, message.frames);
      return;
    case 'empty':
      painter?.empty(message.slot);
      return;
    case 'scene':
      painter?.setScene(message.scene);
      return;
    case 'card':
      painter?.setCard(message.card);
      return;
    case 'stop':
      painter?.close();
      self.close();
      return;
  }
});
