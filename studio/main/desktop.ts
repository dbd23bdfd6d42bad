import { BrowserWindow, shell, systemPreferences } from 'electron';
import type { Permission } from '../preload/desktop-contract.ts';
import type { Desktop } from '../services/index.ts';
import type { OnAirLight } from './on-air-light.ts';
import { privacyAddress } from './pure/privacy-address.ts';
import type { Screens } from './screens.ts';

/** Electron as the desktop that the services ask. */
export function createDesktop(screens: Screens, light: OnAirLight): Desktop {
  return {
    screens: () => screens.list(BrowserWindow.getAllWindows()[0]?.getMediaSourceId()),
    chooseScreen: (id, withSound) => screens.choose(id, withSound),
    permissions: () => ({
      camera: permissionFor('camera'),
      microphone: permissionFor('microphone'),
      screen: permissionFor('screen'),
    }),
    openPrivacy(kind) {
      const address = privacyAddress(process.platform, kind);
      if (address) void shell.openExternal(address);
    },
    setUnderWay: (underWay) => light.set(underWay),
  };
}

function permissionFor(kind: 'camera' | 'microphone' | 'screen'): Permission {
  return process.platform === 'linux' ? 'unknown' : systemPreferences.getMediaAccessStatus(kind);
}
