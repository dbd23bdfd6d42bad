// Owns what happens in a class while it runs: the rules, who is here, and the sockets it is said over.
// Must not know how the log is stored, how a token is made, or how media travels (that is asked of a desk).
export { type Gateway, answerUpgrade, createGateway } from './gateway/gateway.ts';
export { type OriginRule, isOriginAllowed } from './gateway/pure/origin.ts';
export { type MediaDesk, type MediaReply, type MediaSession } from './media-desk.ts';
export { refusalOfIssues } from './pure/refusal-of-issues.ts';
export { type Room } from './room.ts';
export { Rooms } from './rooms.ts';
