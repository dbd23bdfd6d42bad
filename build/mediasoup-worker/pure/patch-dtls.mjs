const strict = '(operationType == BIO_CB_RETURN) ?';
const flagged = '((operationType & BIO_CB_RETURN) != 0) ?';

/**
 * The worker's BIO callback answers 1 to every control call, and an OpenSSL with kernel TLS, as distributions build
 * it, takes that for "the kernel encrypts": the first handshake then writes through a null pointer. BIO_CB_RETURN is a
 * flag beside the operation, so it has to be tested as one.
 * @param {string} source DtlsTransport.cpp @returns {string}
 */
export function patchDtls(source) {
  if (source.includes(flagged) || !source.includes('BIO_CB_RETURN')) return source;
  if (!source.includes(strict)) {
    throw new Error(
      'DtlsTransport.cpp is not as it was when its patch was written; look at onSslBioOut again',
    );
  }
  return source.replace(strict, flagged);
}
