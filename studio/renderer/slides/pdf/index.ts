// PDF files: opened, drawn, read. The only place that knows pdf.js; brought in when the first file is opened.
export { openPdf } from './open-pdf.ts';
export type { PdfPages } from './open-pdf.ts';
