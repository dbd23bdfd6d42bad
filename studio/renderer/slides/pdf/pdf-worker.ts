// What reads PDF files, in a thread of its own: a file that keeps it busy does not hold up the page.
import 'pdfjs-dist/build/pdf.worker.min.mjs';
