// The page's end of the bridge to its shell: the same questions over Electron's IPC or the browser shell's WebSocket.
// Knows the contract and how to find the shell; not what the answers are for.
import { readStored, writeStored } from '@rostrum/ui';
import { BridgeError } from './bridge-error.ts';
import { type Bridge, type Carrier, createBridge } from './bridge.ts';
import { SocketCarrier } from './socket-carrier.ts';

export { BridgeError } from './bridge-error.ts';
export { bridgeErrorWords, whyNotSaved } from './bridge-error-words.ts';
export type { Bridge } from './bridge.ts';

const KEY_NAME = 'rostrum.bridge-key';

/** Electron's preload puts it there. */
interface WindowWithBridge {
  rostrumBridge?: { ask(request: unknown): Promise<unknown> };
}

export function findBridge(): Bridge {
  return createBridge(electronCarrier() ?? socketCarrier() ?? nowhere);
}

function electronCarrier(): Carrier | undefined {
  const { rostrumBridge } = window as WindowWithBridge;
  if (!rostrumBridge) return undefined;
  return { carry: (request) => rostrumBridge.ask(request) };
}

function socketCarrier(): Carrier | undefined {
  const key = takeKey();
  if (!key) return undefined;
  const url = new URL('/bridge', location.href);
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  url.hash = '';
  url.search = '';
  return new SocketCarrier(url.href, key);
}

const nowhere: Carrier = {
  carry: () => Promise.reject(new BridgeError('away', 'this page was opened without its key')),
};

/** Out of the address bar, where it could be photographed or shared; kept for this tab, so that a reload works. */
function takeKey(): string | undefined {
  const key = new URLSearchParams(location.hash.slice(1)).get('key');
  if (key) {
    writeStored('session', KEY_NAME, key);
    history.replaceState(null, '', location.pathname + location.search);
  }
  return key ?? readStored('session', KEY_NAME);
}
