const CAPTIONER = /^\/c\/[^/]+\/captions\/?$/;

/** Whether an address is the one at which a class's captions are typed. */
export function isCaptionerPath(pathname: string): boolean {
  return CAPTIONER.test(pathname);
}
