/** What the client needs of a WebSocket. Made by the caller, so that the client itself does no I/O. */
export interface Socket {
  send(data: string): void;
  close(): void;
}

export interface SocketHandlers {
  handleOpen(): void;
  handleMessage(data: unknown): void;
  /** With the code of RFC 6455 that it was closed with, where that is known. */
  handleClose(code?: number): void;
}

export type OpenSocket = (handlers: SocketHandlers) => Socket;

export interface ClientClock {
  now(): number;
  /** Calls back once after `ms`; the function returned cancels it. */
  after(ms: number, call: () => void): () => void;
}
