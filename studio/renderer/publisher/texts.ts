import { inLanguages } from '@rostrum/ui/language';

/** Why the studio itself says that it isn't on air. */
export const texts = inLanguages({
  en: {
    takenOver: 'Another studio has taken this class over. Go on air to take it back.',
    neverSeen:
      'The server could not transcode your picture, so nobody saw it. Go on air to try again; if that doesn’t help, tell whoever runs the server.',
    cantSend: 'This browser can’t send live video. Use Chrome, Edge or the desktop app.',
    noSharedWay: {
      video: 'This browser and the server share no way to send video.',
      audio: 'This browser and the server share no way to send audio.',
    },
  },
  de: {
    takenOver:
      'Ein anderes Studio hat diese Veranstaltung übernommen. Gehen Sie auf Sendung, um sie zurückzuholen.',
    neverSeen:
      'Der Server konnte Ihr Bild nicht umwandeln, darum hat es niemand gesehen. Gehen Sie noch einmal auf Sendung; hilft das nicht, sagen Sie es der Person, die den Server betreibt.',
    cantSend: 'Dieser Browser kann kein Live-Video senden. Verwenden Sie Chrome, Edge oder die Desktop-App.',
    noSharedWay: {
      video: 'Dieser Browser und der Server haben keine gemeinsame Art, Video zu senden.',
      audio: 'Dieser Browser und der Server haben keine gemeinsame Art, Ton zu senden.',
    },
  },
});
