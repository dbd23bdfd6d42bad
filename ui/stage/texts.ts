import { inLanguages } from '../language.ts';

/** Why nobody gets to the stage from here. */
export const texts = inLanguages({
  en: {
    strangeBrowser: 'This browser can’t take part live. Use Chrome, Edge, Firefox or Safari.',
    noWay:
      'Your network lets neither pictures nor sound through to it. Try another network, such as your phone’s.',
  },
  de: {
    strangeBrowser:
      'Mit diesem Browser können Sie nicht live teilnehmen. Nehmen Sie Chrome, Edge, Firefox oder Safari.',
    noWay:
      'Ihr Netz lässt weder Bild noch Ton dorthin durch. Versuchen Sie ein anderes, etwa das Ihres Telefons.',
  },
});
