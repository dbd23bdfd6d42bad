import { ipcMain } from 'electron';
import { BRIDGE_CHANNEL, type BridgeReply } from '../preload/contract.ts';
import type { Services } from '../services/index.ts';
import { mayAskBridge } from './pure/navigation-policy.ts';

export function serveBridge(services: Services): void {
  ipcMain.handle(BRIDGE_CHANNEL, (event, request: unknown): Promise<BridgeReply> => {
    const frame = event.senderFrame;
    if (!mayAskBridge(frame ? { address: frame.url, isTop: frame.parent === null } : undefined)) {
      throw new Error('the bridge was asked by something that is not the studio');
    }
    return services.handle(request);
  });
}
