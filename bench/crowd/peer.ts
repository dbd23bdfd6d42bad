// The same deliveries by what people would write first: a plain loop over `ws`, or socket.io. Measured beside us.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { WebSocketServer } from 'ws';

/** An event as ours looks like, so that the bytes are the same. */
function eventOf(seq: number, text: string): object {
  const event = {
    type: 'chat.sent',
    messageId: `message-${String(seq).padStart(8, '0')}`,
    personId: `person-${String(seq).padStart(9, '0')}`,
    name: 'A person',
    role: 'guest',
    text,
  };
  return { t: 'events', through: seq, events: [{ seq, at: Date.now(), event }] };
}

const server = createServer();
let seq = 0;

if (process.argv[2] === 'socketio') {
  const io = new Server(server, { transports: ['websocket'], perMessageDeflate: false });
  io.on('connection', (socket) => {
    socket.on('say', ({ text }: { text: string }) => io.emit('events', eventOf(++seq, text)));
  });
} else {
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      const { text } = JSON.parse(data.toString()) as { text: string };
      const frame = JSON.stringify(eventOf(++seq, text));
      for (const client of sockets.clients) client.send(frame);
    });
  });
}

server.listen(0, '127.0.0.1', () => {
  process.send?.({ type: 'ready', port: (server.address() as AddressInfo).port });
});
process.on('disconnect', () => process.exit());
