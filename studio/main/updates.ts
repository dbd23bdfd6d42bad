import { app, autoUpdater, dialog } from 'electron';
import { mayUpdate, whenDownloaded } from './pure/update-policy.ts';
import { texts } from './texts.ts';

const CHECK_EVERY_MS = 6 * 60 * 60_000;

export interface UpdateOptions {
  /** Where somebody has said that updates come from; usually nobody has. */
  feed: string | undefined;
  isOnAir: () => boolean;
  report: (text: string, cause: unknown) => void;
}

export function startUpdates({ feed, isOnAir, report }: UpdateOptions): void {
  const { isPackaged } = app;
  if (feed === undefined || !mayUpdate({ platform: process.platform, isPackaged, feed })) return;
  autoUpdater.on('error', (cause) => report('looking for updates failed', cause));
  autoUpdater.on('update-downloaded', () => {
    if (whenDownloaded(isOnAir()) === 'ask') void askToRestart();
  });
  autoUpdater.setFeedURL({ url: feed });
  autoUpdater.checkForUpdates();
  setInterval(() => autoUpdater.checkForUpdates(), CHECK_EVERY_MS).unref();
}

async function askToRestart(): Promise<void> {
  const { message, now, later } = texts().update;
  const { response } = await dialog.showMessageBox({ message, buttons: [now, later], cancelId: 1 });
  if (response === 0) autoUpdater.quitAndInstall();
}
