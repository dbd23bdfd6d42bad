import type { ClientClock, OpenSocket } from '@rostrum/protocol/client';

/** Opens the browser's WebSocket; GatewayClient decides when, and what a loss means. */
export function openBrowserSocket(url: string): OpenSocket {
  return ({ handleOpen, handleMessage, handleClose }) => {
    const socket = new WebSocket(url);
    socket.addEventListener('open', handleOpen);
    socket.addEventListener('message', (event) => handleMessage(event.data));
    // An 'error' is always followed by 'close', which is the one that counts.
    socket.addEventListener('close', ({ code }) => handleClose(code));
    return { send: (data) => socket.send(data), close: () => socket.close() };
  };
}

export const browserClock: ClientClock = {
  now: () => Date.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};

/** The gateway's address beside a server's HTTP origin: `https://host` becomes `wss://host/socket`. */
export function socketUrlOf(httpOrigin: string): string {
  const url = new URL('/socket', httpOrigin);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}
