// The chat as its own door: the student's page brings it in behind the picture.
export { default as Chat } from './Chat.svelte';
export { default as ChatLog } from './ChatLog.svelte';
export { ChatView } from './chat-view.svelte.ts';
export { default as PinnedMessage } from './PinnedMessage.svelte';
export { default as RoomChat } from './RoomChat.svelte';
