// Owns what is answered over plain HTTP: getting in, the overview, figures, WHIP and WHEP, and the built pages.
// Must not know rules, storage or media: it hands the live path, the socket and every question on.
export { Certificate } from './certificate.ts';
export { type HttpServer, type HttpServerOptions, createHttpServer } from './http-server.ts';
export { type Listener, type ListenerOptions, createListener } from './listener.ts';
