import { forgetStored, readStored, writeStored } from '@rostrum/ui';

const KEY = 'rostrum.dashboard-notify';

export type NotifyState = 'not-here' | 'off' | 'on' | 'denied';

/** The system's own notices, for when nobody looks at this page; only where somebody asked for them. */
export class Notify {
  #state: NotifyState = $state.raw(stateNow());

  get state(): NotifyState {
    return this.#state;
  }

  async ask(): Promise<void> {
    const permission = await Notification.requestPermission();
    if (permission === 'granted') writeStored('local', KEY, 'on');
    this.#state = stateNow();
  }

  stop(): void {
    forgetStored('local', KEY);
    this.#state = stateNow();
  }

  tell(title: string, body: string): void {
    if (this.#state !== 'on' || document.visibilityState === 'visible') return;
    const notice = new Notification(title, { body, tag: 'rostrum' });
    notice.addEventListener('click', () => {
      window.focus();
      notice.close();
    });
  }
}

function stateNow(): NotifyState {
  // Browsers give it to pages of a secure origin only, and some not at all.
  if (!('Notification' in window) || !isSecureContext) return 'not-here';
  if (Notification.permission === 'denied') return 'denied';
  return Notification.permission === 'granted' && readStored('local', KEY) === 'on' ? 'on' : 'off';
}
