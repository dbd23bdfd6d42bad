import { findFfmpeg } from '../../broadcast/index.ts';

export const ffmpegSearch = await findFfmpeg(process.env['FFMPEG_PATH']);
export const ffmpegPath = ffmpegSearch.is === 'found' ? ffmpegSearch.binary.path : undefined;

/** The reason for a skip, in the words that the test runner knows; undefined where nothing is missing. */
export const missingFfmpeg: 'needs ffmpeg' | undefined =
  ffmpegPath === undefined ? 'needs ffmpeg' : undefined;
