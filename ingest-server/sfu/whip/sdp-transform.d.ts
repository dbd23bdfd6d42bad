/** As much of the package, which has no types, as is used here. */
declare module 'sdp-transform' {
  /** Of what it does not understand it makes something too: it has to be looked at. */
  export function parse(sdp: string): unknown;
}
