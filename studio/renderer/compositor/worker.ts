// The compositor's worker: hands what the page says to the painter. In a worker, because its timers run on at full
// rate while the window is hidden.
import type { FromCompositor, ToCompositor } from './messages.ts';
import { ProgrammePainter } from './programme-painter.ts';

const say = (message: FromCompositor): void => self.postMessage(message);

let painter: ProgrammePainter | undefined;

self.addEventListener('message', ({ data: message }: MessageEvent<ToCompositor>) => {
  switch (message.type) {
    case 'start':
      painter = new ProgrammePainter(message, {
        onStats: (stats) => say({ type: 'stats', stats }),
        onCamera: (isFrozen) => say({ type: 'camera', isFrozen }),
        onFailed: (reason) => say({ type: 'failed', reason }),
      });
      return;
    case 'fill':
      painter?.stage.fill(message.slot, message.frames, message.name);
      return;
    case 'show':
      painter?.stage.show(message.slot, message.bitmap);
      return;
    case 'empty':
      painter?.stage.empty(message.slot);
      return;
    case 'ink':
      painter?.stage.setInk(message.changes);
      return;
    case 'scene':
      painter?.setScene(message.scene, message.by);
      return;
    case 'prepare':
      painter?.prepare(message.scene, message.canvas);
      return;
    case 'overlays':
      painter?.setOverlays(message.overlays);
      return;
    case 'logo':
      painter?.setLogo(message.bitmap);
      return;
    case 'card':
      painter?.setCard(message.card);
      return;
    case 'tap':
      painter?.tap(message.slot, message.output);
      return;
    case 'stop':
      painter?.close();
      self.close();
      return;
  }
});
