import type { Face, Ink } from './pure/layout-overlay.ts';

// The programme is dark in both themes of the page: students see the same picture, whatever theirs is.
export const INKS: Readonly<Record<Ink, string>> = {
  veil: 'rgb(15 26 22 / 86%)',
  backdrop: '#101714',
  text: '#f2f3ec',
  'soft-text': '#b4beb7',
  accent: '#93d3b6',
  track: 'rgb(242 243 236 / 18%)',
};

const SANS = 'system-ui, "DejaVu Sans", sans-serif';
const SERIF = 'Georgia, "DejaVu Serif", serif';

export function fontOf({ font, sizePx }: Face): string {
  switch (font) {
    case 'title':
      return `600 ${sizePx}px ${SERIF}`;
    case 'text':
      return `${sizePx}px ${SANS}`;
    case 'figures':
      return `600 ${sizePx}px ${SANS}`;
  }
}
