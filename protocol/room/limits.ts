/** Characters in one chat message, as JavaScript counts them. */
export const CHAT_TEXT_MAX = 2000;

/** Messages kept in the live state; the whole history is in the log. */
export const CHAT_KEPT = 500;

/** Characters in a person's name. */
export const NAME_MAX = 80;
