// What the three faces share: design tokens, a few thin components, and the class connection as reactive values.
// Knows the protocol's words, and nothing of video, devices or any one page.
export { askServer, readAnswer } from './ask-server.ts';
export type { ServerAnswer } from './ask-server.ts';
export { default as Badge } from './Badge.svelte';
export { default as Button } from './Button.svelte';
export { ClassConnection } from './class-connection.svelte.ts';
export type { ClassConnectionOptions } from './class-connection.svelte.ts';
export { browserClock, openBrowserSocket, socketUrlOf } from './browser-socket.ts';
export { default as EmptyState } from './EmptyState.svelte';
export { default as Field } from './Field.svelte';
export * from './icons.ts';
export { applyLanguage, inLanguages, languageNow, localeNow, numberText } from './language.ts';
export { default as LanguageSelect } from './LanguageSelect.svelte';
export type { Language, LanguageChoice } from './pure/language-choice.ts';
export { takeLinkKey } from './link-key.ts';
export { keyOfHash } from './pure/key-of-hash.ts';
export { OwnRefusal } from './pure/own-refusal.ts';
export { refusalWords } from './refusal-words.ts';
export { joinByCode, refreshSession, renewToken, signInByLink, signInByPassword } from './session.ts';
export { default as StatusDot } from './StatusDot.svelte';
export { default as StatusLine } from './StatusLine.svelte';
export { forgetStored, readStored, writeStored } from './stored.ts';
export { applyTheme } from './theme.ts';
export { default as ThemeToggle } from './ThemeToggle.svelte';
export type { Tone } from './pure/tone.ts';
export { default as Wordmark } from './Wordmark.svelte';
