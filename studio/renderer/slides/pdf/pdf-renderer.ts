// What draws pages of PDF files, in a thread of its own.
import 'pdfjs-dist/build/pdf.renderer.min.mjs';
