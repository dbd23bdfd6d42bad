// Owns what happens in a class while it runs: the rules, who is here, and the sockets it is said over.
// Must not know how the log is stored, how a token is made, or how media travels (that is asked of a desk).
export {
  type Gateway,
  type GatewayOptions,
  addressOfRequest,
  answerUpgrade,
  createGateway,
} from './gateway/gateway.ts';
export { isLoopback } from './gateway/pure/address-of.ts';
export { type OriginRule, isOriginAllowed } from './gateway/pure/origin.ts';
export { roleIn } from './pure/decide/index.ts';
export { removed as removedFromClass } from './gateway/pure/refusals.ts';
export { isRemoved } from './gateway/seat.ts';
export { type WatchEntry } from './gateway/watching.ts';
export { type MediaDesk, type MediaReply, type MediaSession } from './media-desk.ts';
export { type NewCaption, captionLanguage } from './pure/captions.ts';
export { type StageStanding, stageStanding } from './pure/standing.ts';
export { RecordedLogs } from './recorded-logs.ts';
export { type Room } from './room.ts';
export { Rooms } from './rooms.ts';
