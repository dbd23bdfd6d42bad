import { type BrowserWindow, app, dialog } from 'electron';
import updater from 'electron-updater';
import { mayUpdate, whenDownloaded } from './pure/update-policy.ts';
import { texts } from './texts.ts';

const CHECK_EVERY_MS = 6 * 60 * 60_000;

export interface UpdateOptions {
  /** Where somebody has said that updates come from; usually nobody has. */
  feed: string | undefined;
  /** Or recording: a restart would break it off. */
  isOnAir: () => boolean;
  /** Whom the question stands before: behind it, it would be answered in the next lecture. */
  window: BrowserWindow;
  report: (text: string, cause: unknown) => void;
}

export function startUpdates({ feed, isOnAir, window, report }: UpdateOptions): void {
  const { isPackaged } = app;
  const isAppImage = process.env['APPIMAGE'] !== undefined;
  if (feed === undefined || !mayUpdate({ platform: process.platform, isPackaged, isAppImage, feed })) return;
  // Asked for only now: it looks for what it is part of as it is made.
  const { autoUpdater } = updater;
  autoUpdater.logger = null;
  let isAsking = false;
  autoUpdater.on('update-downloaded', () => {
    // Each look finds it again.
    if (isAsking || whenDownloaded(isOnAir()) !== 'ask') return;
    isAsking = true;
    void wantsRestart(window)
      .then((wants) => {
        // The answer may come when a lecture has begun meanwhile.
        if (wants && whenDownloaded(isOnAir()) === 'ask') autoUpdater.quitAndInstall();
      })
      .finally(() => (isAsking = false));
  });
  autoUpdater.on('error', (cause) => report('looking for updates failed', cause));
  autoUpdater.setFeedURL({ provider: 'generic', url: feed });
  const look = () => {
    // It is told as an error too.
    autoUpdater.checkForUpdates().catch(() => undefined);
  };
  look();
  setInterval(look, CHECK_EVERY_MS).unref();
}

/** Whoever says later has it when the studio is closed. */
async function wantsRestart(window: BrowserWindow): Promise<boolean> {
  const { message, now, later } = texts().update;
  const { response } = await dialog.showMessageBox(window, { message, buttons: [now, later], cancelId: 1 });
  return response === 0;
}
