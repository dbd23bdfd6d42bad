import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { bindingRequest, isStun } from './stun.ts';

/** One end of a line: a lite ICE agent, which answers and never asks. */
export interface IceEnd {
  readonly address: string;
  readonly port: number;
  readonly usernameFragment: string;
  readonly password: string;
}

/**
 * A studio's network: joins two lite ICE agents by asking both, and hands on everything else between them. What
 * a bad network does to packets is done here.
 */
export interface IceLine {
  /** Of what is sent to the far end. */
  lossPct: number;
  /** Nothing passes, and nobody is told. */
  isCut: boolean;
  close(): void;
}

/** Until both have answered, and then as consent has to be asked for anew (RFC 7675). */
const ASK_EVERY_MS = 500;

export async function openIceLine(near: IceEnd, far: IceEnd, random: () => number): Promise<IceLine> {
  const socket = createSocket('udp4');
  socket.bind(0);
  await once(socket, 'listening');
  // A port nobody listens on any more: the far end has gone, and its studio hears of it another way.
  socket.on('error', () => undefined);
  const send = (packet: Buffer, to: IceEnd) => socket.send(packet, to.port, to.address);
  const line: IceLine = {
    lossPct: 0,
    isCut: false,
    close() {
      clearInterval(asking);
      socket.close();
    },
  };
  const ask = () => {
    send(bindingRequest(near, far.usernameFragment), near);
    if (!line.isCut) send(bindingRequest(far, near.usernameFragment), far);
  };
  socket.on('message', (packet, from) => {
    // Answers to what we asked are for us.
    if (isStun(packet) || line.isCut) return;
    const isFromNear = from.port === near.port && from.address === near.address;
    if (!isFromNear) send(packet, near);
    else if (random() * 100 >= line.lossPct) send(packet, far);
  });
  ask();
  const asking = setInterval(ask, ASK_EVERY_MS);
  return line;
}
