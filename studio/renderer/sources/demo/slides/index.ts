import { lightSlide, slitsSlide } from './light-slides.ts';
import type { PaintSlide } from './slide.ts';
import { standingSlide, superpositionSlide, titleSlide, travellingSlide } from './wave-slides.ts';

export { Pen } from './slide.ts';

const SLIDES: readonly PaintSlide[] = [
  titleSlide,
  travellingSlide,
  superpositionSlide,
  standingSlide,
  lightSlide,
  slitsSlide,
];
const SHOWN_FOR_S = 8;

/** The slide that is up at this moment of the lecture. */
export const paintSlides: PaintSlide = (pen, t) => {
  const index = Math.floor(t / SHOWN_FOR_S) % SLIDES.length;
  SLIDES[index]?.(pen, t);
};
