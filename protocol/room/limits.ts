// Every limit that a person can meet, in one place; docs/room.md is generated from it.

/** Characters, as JavaScript counts them. */
export const NAME_MAX = 80;
export const CHAT_TEXT_MAX = 2_000;
export const QUESTION_TEXT_MAX = 1_000;
export const ANSWER_TEXT_MAX = 500;
export const POLL_QUESTION_MAX = 500;
export const POLL_OPTION_MAX = 200;
export const ANNOUNCEMENT_MAX = 500;
export const TITLE_MAX = 200;
export const NOTE_MAX = 2_000;
export const URL_MAX = 2_000;
export const CAPTION_TEXT_MAX = 200;
export const SLIDE_TITLE_MAX = 80;
export const SLIDE_TEXT_MAX = 2_000;
export const SCENE_NAME_MAX = 40;

/** How many are kept in the live state; the whole history is in the log. */
export const CHAT_KEPT = 200;
export const ANNOUNCEMENTS_KEPT = 20;
export const NOTES_KEPT = 200;
/** When one more is asked, the oldest that was dismissed leaves, else the oldest that was answered. */
export const QUESTIONS_KEPT = 300;
/** Beyond so many, guests who went long ago and left nothing behind are forgotten; attendance reads the log. */
export const PEOPLE_KEPT = 20_000;
export const GUEST_AWAY_MAX_MS = 60 * 60_000;
/** Whoever lost the connection and does not come back no longer waits to speak. */
export const HAND_AWAY_MAX_MS = 5 * 60_000;
/** Short answers that are shown as text; all are counted. */
export const ANSWER_TEXTS_KEPT = 500;

export const POLL_OPTIONS_MAX = 12;
export const RATING_MAX = 10;
export const POLLS_MAX = 200;
export const SHARED_MAX = 200;
export const SLIDE_PAGES_MAX = 5_000;
/** Pictures of pages that students can look at again; the oldest go first. */
export const HANDOUTS_MAX = 500;
/** One change of the board, and all that is on it. */
export const BOARD_UPDATE_MAX_BYTES = 32 * 1024;
export const BOARD_MAX_BYTES = 2 * 1024 * 1024;
export const BREAKOUT_BOARD_MAX_BYTES = 512 * 1024;
/** Pages that have the board open at once: each is told every line. */
export const BOARD_OPEN_MAX = 100;
/** Guests on the stage at once. */
export const STAGE_MAX = 12;
/** Who is called to the stage for a time: at least and at most so long. */
export const STAGE_LIMIT_MIN_MS = 10_000;
export const STAGE_LIMIT_MAX_MS = 2 * 60 * 60_000;
/** How long a guest whose connection is lost stays on the stage, and how long they come back to it. */
export const STAGE_AWAY_MAX_MS = 4_000;
export const STAGE_RETURN_MS = 2 * 60_000;
/** Rooms to work in at once, and people in each, beside staff who look in. */
export const BREAKOUTS_MAX = 50;
export const BREAKOUT_MEMBERS_MAX = 12;
export const BREAKOUT_NAME_MAX = 60;
export const BREAKOUT_LIMIT_MIN_MS = 30_000;
export const BREAKOUT_LIMIT_MAX_MS = 4 * 60 * 60_000;
/** So long before the end everybody in them is told. */
export const BREAKOUT_WARNING_MS = 60_000;
export const BREAKOUT_CHAT_KEPT = 200;
/** Open questions of one person. */
export const QUESTIONS_OPEN_MAX = 10;
export const REACTIONS = ['👍', '❤️', '😂', '😮', '🎉', '👏'] as const;
/** To what is going on: also that it can’t be followed, or goes too fast. */
export const LECTURE_REACTIONS = [...REACTIONS, '🤔', '🐢'] as const;
export const SLOW_MODE_MAX_MS = 10 * 60_000;
export const POLL_TIMER_MAX_MS = 2 * 60 * 60_000;

export const FILE_MAX_BYTES = 50 * 1024 * 1024;
export const FILE_TYPES = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/webp',
  'text/plain',
  'text/csv',
  'application/zip',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const;
