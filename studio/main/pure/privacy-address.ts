const MAC = 'x-apple.systempreferences:com.apple.preference.security?Privacy_';

/** Where the system's settings have the switch for it; undefined where there is none. Fixed words: nothing of a page's. */
export function privacyAddress(
  platform: string,
  kind: 'camera' | 'microphone' | 'screen',
): string | undefined {
  switch (platform) {
    case 'darwin':
      return `${MAC}${{ screen: 'ScreenCapture', camera: 'Camera', microphone: 'Microphone' }[kind]}`;
    case 'win32':
      return {
        screen: undefined,
        camera: 'ms-settings:privacy-webcam',
        microphone: 'ms-settings:privacy-microphone',
      }[kind];
    default:
      return undefined;
  }
}
