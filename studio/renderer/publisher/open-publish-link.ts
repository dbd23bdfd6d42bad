import type { OpenLink } from './publish-link.ts';

/** mediasoup-client comes only when somebody goes on air, or tries how that would be. */
export const openPublishLink: OpenLink = async (options) => {
  const { createMediasoupLink } = await import('./mediasoup-link.ts');
  return createMediasoupLink()(options);
};
