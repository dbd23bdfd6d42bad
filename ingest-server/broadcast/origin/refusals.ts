import { caching } from '../pure/caching.ts';
import type { Refused } from './answer.ts';

const notFound = (text: string): Refused & { status: 404 } => ({
  status: 404,
  text,
  cache: caching.notThere,
});

export const nothingHere = notFound('There is nothing at this address.');
export const notOnAir = notFound('This class is not on air.');
export const streamOver = notFound('This stream of the class is over, and there is no recording of it.');
export const starting = notFound('The programme is being started.');
export const notRecorded = notFound('This stream is still on air: its recording is there when it is over.');
export const notOnTimeline = notFound('This is not on the timeline, or not any more.');

export const tooManyPictures: Refused = {
  status: 503,
  text: 'There is no time to make this picture just now.',
};

export function noRendition(name: string): Refused {
  return notFound(`There is no rendition '${name}'.`);
}

export function badRequest(text: string): Refused {
  return { status: 400, text };
}

export function forbidden(text: string): Refused {
  return { status: 403, text };
}
