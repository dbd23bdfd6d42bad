import { desktopCapturer, session, systemPreferences } from 'electron';
import type { DesktopAnswer, Screen } from '../preload/desktop-contract.ts';
import {
  type ScreenChoice,
  blockedBy,
  canShareSound,
  choiceFor,
  isWorthSharing,
} from './pure/screen-choice.ts';

const THUMBNAIL = { width: 320, height: 180 };

/** The screens and windows that can be shared, and the one that was chosen. */
export class Screens {
  #listed: readonly Electron.DesktopCapturerSource[] = [];
  #choice: ScreenChoice | undefined;

  async list(ownId: string | undefined): Promise<DesktopAnswer<'desktop.screens'>> {
    const why = blockedBy(process.platform, screenPermission());
    if (why) return { is: 'not-allowed', why };
    const sources = await desktopCapturer.getSources({
      types: ['screen', 'window'],
      thumbnailSize: THUMBNAIL,
    });
    // macOS asks the person meanwhile, and without a yes gives windows without names or pictures.
    const answered = blockedBy(process.platform, screenPermission());
    if (answered) return { is: 'not-allowed', why: answered };
    this.#listed = sources.filter((source) => isWorthSharing(source, ownId));
    const canSound = canShareSound(process.platform);
    return { is: 'list', screens: this.#listed.map(screenOf), canShareSound: canSound };
  }

  choose(id: string, withSound: boolean): boolean {
    if (!this.#listed.some((source) => source.id === id)) return false;
    this.#choice = { id, withSound, atMs: Date.now() };
    return true;
  }

  /** Only what a person has chosen is shared, once; the system's own picker would come a second time. */
  serve(): void {
    session.defaultSession.setDisplayMediaRequestHandler(
      (request, answer) => {
        const choice = choiceFor(this.#choice, Date.now());
        this.#choice = undefined;
        const video = this.#listed.find(({ id }) => id === choice?.id);
        if (!choice || !video) {
          answer(null);
          return;
        }
        const hasSound = choice.withSound && request.audioRequested && canShareSound(process.platform);
        answer(hasSound ? { video, audio: 'loopback' } : { video });
      },
      { useSystemPicker: false },
    );
  }
}

function screenOf({ id, name, thumbnail }: Electron.DesktopCapturerSource): Screen {
  const picture = thumbnail.isEmpty() ? undefined : thumbnail.toJPEG(75).toString('base64');
  return {
    ...{ id, name, kind: id.startsWith('screen:') ? 'screen' : 'window' },
    ...(picture === undefined ? {} : { thumbnail: `data:image/jpeg;base64,${picture}` }),
  };
}

function screenPermission(): string {
  // Linux has no such thing, and Electron no such function there.
  return process.platform === 'linux' ? 'unknown' : systemPreferences.getMediaAccessStatus('screen');
}
