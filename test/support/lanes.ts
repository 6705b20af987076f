import './ready.ts';
import { parse } from 'csv-parse/sync';
import type { Case } from '../../src/core/case.ts';
import type { Day } from '../../src/core/day.ts';
import { UserError } from '../../src/core/user-error.ts';
import { readCaseList } from '../../src/input/case-list.ts';
import { recognised } from '../../src/input/recognise.ts';
import type { Delimiter, Row } from '../../src/input/rows.ts';
import { type ByteSource, fromBytes } from '../../src/input/source.ts';
import { fileRead, listTable, type Table, tableOf } from '../../src/input/table.ts';
import { openText } from '../../src/input/text.ts';

/** One list read twice: by csv-parse alone, as texts; and as the program reads it, from its bytes. */

/** All that comes out of a list, in its order. */
export interface Outcome {
  said: unknown[];
  summary: unknown;
}

const breaksIn = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;

/** The rows of a file that is read at one go, by csv-parse alone; their lines are counted from the bytes before them. */
function rowsByCsvParse(bytes: Buffer, delimiter: Delimiter): Row[] {
  const rows: Row[] = [];
  let end = 0;
  let lines = 0;
  parse(bytes, {
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    delimiter,
    on_record: (fields: string[], info) => {
      const text = bytes.subarray(end, info.bytes).toString();
      const blank = /^[\r\n]*/.exec(text)?.[0] ?? '';
      if (fields.some((field) => field.trim() !== '')) rows.push({ fields, line: 1 + lines + breaksIn(blank) });
      lines += breaksIn(text);
      end = info.bytes;
      return null;
    },
  });
  return rows;
}

/** A source that gives its bytes in pieces of a chosen length, so that cuts fall everywhere. */
function inPieces(bytes: Buffer, length: number): ByteSource {
  return {
    ...fromBytes('cases.csv', bytes),
    *chunks() {
      for (let at = 0; at < bytes.length; at += length) yield Buffer.from(bytes.subarray(at, at + length));
    },
  };
}

/** @throws UserError where a quotation mark is never closed */
export function byCsvParse(bytes: Buffer, delimiter: Delimiter): Outcome {
  const source = fromBytes('cases.csv', bytes);
  const text = openText(source);
  const rows = rowsByCsvParse(Buffer.concat(Array.from(text.chunks(), (chunk) => Buffer.from(chunk))), delimiter);
  const all = (take: (row: Row) => unknown): void => void rows.some((row) => take(row) === true);
  return outcomeOf(tableOf('cases.csv', false, all, () => fileRead(source, text)));
}

export const byProgram = (bytes: Buffer, pieces: number): Outcome => outcomeOf(listTable(inPieces(bytes, pieces)));

function outcomeOf(table: Table): Outcome {
  const { cases } = recognised({ name: 'cases.csv', kind: 'list', tables: [table], xml: null, notes: [] }, {});
  const by = cases.splits.find(({ heading }) => heading === 'team') ?? null;
  const { sink, summary } = readCaseList(
    cases,
    () => {
      const said: unknown[] = [];
      return {
        said,
        counted: (c: Case, group: string, values: readonly string[]) => void said.push(['counted', { ...c }, group, values]),
        setAside: (code: string, problem: () => unknown, closedBy: Day | null) => void said.push(['set aside', code, problem(), closedBy]),
        warned: (code: string, problem: () => unknown) => void said.push(['warned', code, problem()]),
        inspect: ({ birth, upn, hasCoordinators }: { birth: Day | null; upn: string; hasCoordinators: boolean }) => {
          said.push(['inspected', birth, upn, hasCoordinators]);
          return [];
        },
      };
    },
    by,
    ['coordinator', 'primary_need', 'setting'],
  );
  return { said: sink.said, summary: { ...summary, notes: cases.notes, cautions: cases.cautions, columns: cases.columns } };
}

/** What a reading gives, or in which words it is refused: those of csv-parse for a quotation mark that is never closed are its own. */
export function outcomeOrRefusal(read: () => Outcome): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) return /and is never closed|does not end within/.test(error.message) ? 'never closed' : error.message;
    if (error instanceof Error && 'code' in error && error.code === 'CSV_QUOTE_NOT_CLOSED') return 'never closed';
    throw error;
  }
}
