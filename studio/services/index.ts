// What the studio keeps and answers on the instructor's own machine: settings, which class it opens, and what signs in
// there. Plain Node: knows neither Electron nor how a shell serves its page; both shells hand requests to handle() and carry its reply back.
export { createWindowStore, readUpdateFeed } from './desktop/index.ts';
export type { Desktop, UnderWay, KeptWindow, WindowStore } from './desktop/index.ts';
export { contentSecurityPolicy } from './pure/content-security-policy.ts';
export { contentType, pageFile } from './pure/page-file.ts';
export { inLanguages, speak } from './language.ts';
export { readStudioLink } from './pure/studio-link.ts';
export { createServices } from './services.ts';
export type { Services, ServicesOptions } from './services.ts';
export { StartProblem } from './start-problem.ts';
export { prepareStudioFolder } from './studio-folder.ts';
export { linkWords } from './texts.ts';
