// Runs in Electron's sandbox before the page: hands it one function and nothing else. Built as CommonJS, because a
// sandboxed preload can't be a module.
import { contextBridge, ipcRenderer } from 'electron';
import { BRIDGE_CHANNEL } from './contract.ts';

contextBridge.exposeInMainWorld('rostrumBridge', {
  // Structured cloning drops functions and prototypes on the way; main parses the rest.
  ask: (request: unknown): Promise<unknown> => ipcRenderer.invoke(BRIDGE_CHANNEL, request),
});
