import { CsvError, parse } from 'csv-parse/sync';

/** Cells as they stand in the file, with the line they begin in. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export type ReadCsv = { ok: true; rows: CsvRow[] } | { ok: false; error: { line: number; text: string } };

/** Values separated by commas, semicolons or tabs, as spreadsheets of different countries write them. */
export function readCsv(text: string): ReadCsv {
  // Line ends of old Macs and of Windows count as one line each, so that the numbers are those of an editor.
  const unified = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const rows: CsvRow[] = [];
  let line = 1;
  try {
    parse(unified, {
      delimiter: separatorOf(unified),
      record_delimiter: '\n',
      relax_column_count: true,
      trim: true,
      on_record: (cells: string[], { lines }) => {
        if (cells.some((cell) => cell !== '')) rows.push({ line, cells });
        // What is counted is the line a row ends in; the next begins behind it.
        line = lines + 1;
        return null;
      },
    });
    return { ok: true, rows };
  } catch (error) {
    if (error instanceof CsvError) return { ok: false, error: { line, text: textOf(error) } };
    throw error;
  }
}

/** The one that stands most often in the first line that has anything in it. */
function separatorOf(text: string): string {
  const header = /^.*\S.*$/m.exec(text)?.[0].replace(/"[^"]*"/g, '') ?? '';
  const count = (separator: string) => header.split(separator).length;
  return [',', ';', '\t'].reduce((best, other) => (count(other) > count(best) ? other : best));
}

function textOf(error: CsvError): string {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'A quotation mark is opened here and never closed.';
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'A quotation mark stands inside a value: double it, or leave it out.';
    default:
      return 'This line can’t be read as separated values.';
  }
}
