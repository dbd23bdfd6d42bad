const network =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT|ENOTCACHED)\b/;

/**
 * npm's several screens, in one sentence.
 * @param {string} output @returns {string}
 */
export function explainNpmFailure(output) {
  if (network.test(output)) {
    return 'The dependencies could not be fetched because the npm registry is out of reach. Check the network (and "npm config get registry"), then run the same command again: it goes on from here.';
  }
  if (/\bEUSAGE\b/.test(output) && /in sync/.test(output)) {
    return 'package.json and package-lock.json disagree about the dependencies. Take both from the same commit; whoever changed a package.json makes the lock file anew as CONTRIBUTING.md says.';
  }
  if (/\bENOSPC\b/.test(output)) {
    return 'The disk is full: the dependencies need about 1.5 GB. Make room and run the same command again.';
  }
  if (/\b(EACCES|EPERM|EROFS)\b/.test(output)) {
    return 'node_modules can\'t be written by this user. Give yourself the folder ("sudo chown -R $USER .") and run the same command again.';
  }
  if (/\b(E401|E403)\b/.test(output)) {
    return 'The npm registry refused the download. Check the registry and its credentials in your npm configuration, then run the same command again.';
  }
  return 'npm could not install the dependencies. What it said is below; run the same command again when that is mended.';
}
