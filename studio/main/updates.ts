import { app, dialog } from 'electron';
import updater from 'electron-updater';
import { mayUpdate, whenDownloaded } from './pure/update-policy.ts';
import { texts } from './texts.ts';

const CHECK_EVERY_MS = 6 * 60 * 60_000;

export interface UpdateOptions {
  /** Where somebody has said that updates come from; usually nobody has. */
  feed: string | undefined;
  /** Or recording: a restart would break it off. */
  isOnAir: () => boolean;
  report: (text: string, cause: unknown) => void;
}

export function startUpdates({ feed, isOnAir, report }: UpdateOptions): void {
  const { isPackaged } = app;
  const isAppImage = process.env['APPIMAGE'] !== undefined;
  if (feed === undefined || !mayUpdate({ platform: process.platform, isPackaged, isAppImage, feed })) return;
  // Asked for only now: it looks for what it is part of as it is made.
  const { autoUpdater } = updater;
  autoUpdater.logger = null;
  autoUpdater.on('update-downloaded', () => {
    if (whenDownloaded(isOnAir()) === 'ask') void askToRestart(() => autoUpdater.quitAndInstall());
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
async function askToRestart(restart: () => void): Promise<void> {
  const { message, now, later } = texts().update;
  const { response } = await dialog.showMessageBox({ message, buttons: [now, later], cancelId: 1 });
  if (response === 0) restart();
}
