/*
 * hls.js as its makers build it plays a good deal that no lecture is: encrypted films, MPEG transport streams, bare AAC and
 * MP3, captions within the picture, advertisements between parts of it. Each of these is a class of its own in the one
 * file that npm has, so it can be left out by name. A file that isn't as it is known here ends the build.
 */

/** Made by the player for every lecture, and of no use to one. */
const NO_CONTROLLER = [
  'fpsController',
  'id3TrackController',
  'emeController',
  'cmcdController',
  'contentSteeringController',
  'iframeController',
  'interstitialsController',
];

/** What each is in place of itself: something that is never asked for more. */
const EMPTY = {
  EMEController: 'class EMEController {}',
  CMCDController: 'class CMCDController {}',
  ContentSteeringController: 'class ContentSteeringController {}',
  IFrameController: 'class IFrameController {}',
  InterstitialsController: 'class InterstitialsController {}',
  FPSController: 'class FPSController {}',
  ID3TrackController: 'class ID3TrackController {}',
  // Each fragment is tried on every one of these, until one knows what it is.
  TSDemuxer: 'class TSDemuxer { static probe() { return false; } }',
  AACDemuxer: 'class AACDemuxer { static probe() { return false; } }',
  AC3Demuxer: 'class AC3Demuxer { static probe() { return false; } }',
  MP3Demuxer: 'class MP3Demuxer { static probe() { return false; } }',
  MP4Remuxer: 'class MP4Remuxer {}',
  AESDecryptor: 'class AESDecryptor {}',
  FetchLoader: 'class FetchLoader {}',
  Cea608Parser: 'class Cea608Parser {}',
  OutputFilter: 'class OutputFilter {}',
};

/** What stands by itself and would keep what it names. */
const STATEMENTS = [
  // Boxes that only the remuxer writes.
  /\n_MP = MP4;\nMP4\.FTYP = [^;]+;\nMP4\.DINF = [^;]+;\n/,
  // Sets of names that only CMCD looks into.
  /\nconst CMCD_KEYS = [^;]+;\n/,
  /\nnew Set\(CMCD_KEYS\);\n/,
  /\nconst STATE_FIELDS = Array\.from\([\s\S]+?\n\}\);\n/,
  /\nconst STATE_FIELDS_BY_EVENT = [^;]+;\n/,
];

const SETTINGS: readonly (readonly [RegExp, string])[] = [
  [
    /\n {2}requestMediaKeySystemAccessFunc: requestMediaKeySystemAccess ,\n/,
    '\n  requestMediaKeySystemAccessFunc: null,\n',
  ],
  [/\n {4}enableIMSC1: true,\n/, '\n    enableIMSC1: false,\n'],
  [/\n {4}enableCEA708Captions: true,\n/, '\n    enableCEA708Captions: false,\n'],
  [/\nfunction parseIMSC1\([\s\S]+?\n\}\n/, '\nfunction parseIMSC1() {}\n'],
];

/** All that the page asks of it by name. */
const EXPORTS = 'export { ErrorTypes, Events, Hls as default };';

/** The module as npm has it, without what a lecture never needs. */
export function cutHls(source: string): string {
  let cut = source;
  const replace = (what: RegExp, by: string) => {
    if (cut.match(new RegExp(what, 'g'))?.length !== 1)
      throw new Error(`hls.js is not as it was: ${what.source}`);
    cut = cut.replace(what, () => by);
  };
  for (const name of NO_CONTROLLER) {
    replace(new RegExp(`\\n {2}${name}: \\w+ ?(?=,?\\n)`), `\n  ${name}: undefined`);
  }
  for (const [name, empty] of Object.entries(EMPTY)) {
    // A class ends at the first brace that stands at the beginning of a line.
    replace(new RegExp(`\\nclass ${name} (?:extends \\w+ )?\\{\\n[\\s\\S]+?\\n\\}\\n`), `\n${empty}\n`);
  }
  for (const statement of STATEMENTS) replace(statement, '\n');
  for (const [setting, by] of SETTINGS) replace(setting, by);
  // Its map is of what it was.
  replace(/\nexport \{[^}]+\};\n\/\/# sourceMappingURL=\S+\n?/, `\n${EXPORTS}\n`);
  // A set of names is made without any effect, which the bundler doesn't see by itself.
  return cut.replace(/^(const \w+(?:\$\d+)? = )(new (?:Set|Map)\()/gm, '$1/*#__PURE__*/ $2');
}
