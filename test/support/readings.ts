import type { Case } from '../../src/core/case.ts';
import type { Day } from '../../src/core/day.ts';
import { UserError } from '../../src/core/user-error.ts';
import { type ReadSummary, readCaseList } from '../../src/input/case-list.ts';
import { COLUMNS, type Column } from '../../src/input/columns.ts';
import type { ColumnMapping } from '../../src/input/layout.ts';
import { openExport } from '../../src/input/open.ts';
import { type Problem, sentenceFor } from '../../src/input/problem.ts';
import { fromBytes, type Opened } from '../../src/input/source.ts';
import type { FileRead } from '../../src/input/table.ts';
import type { NamedFile } from './exports.ts';
import { escaped, workbook } from './workbook.ts';

/** Reads exports of any layout, from memory, as the program reads what is named on the command line. */

/** All that comes out of an export. */
export interface Reading {
  layout: string;
  /** The rows as the layout brings them to our columns, those that are not counted too. */
  rows: Record<Column, string>[];
  cases: Case[];
  /** The date of birth of each case. */
  births: (Day | null)[];
  problems: Problem[];
  /** `code file:line`, in the order in which they are said. */
  said: string[];
  sentences: string[];
  summary: ReadSummary;
  files: FileRead[];
  notes: readonly string[];
}

export async function readingOf(opened: Opened, mapping: ColumnMapping = {}): Promise<Reading> {
  const { layout, cases: list } = await openExport(opened, mapping);
  const { sink, summary } = readCaseList(list, () => {
    const cases: Case[] = [];
    const births: (Day | null)[] = [];
    const problems: Problem[] = [];
    return {
      cases,
      births,
      problems,
      counted: (c: Case) => void cases.push(c),
      setAside: (_: unknown, problem: () => Problem) => void problems.push(problem()),
      warned: (_: unknown, problem: () => Problem) => void problems.push(problem()),
      inspect: ({ birth }: { birth: Day | null }) => {
        births.push(birth);
        return [];
      },
    };
  });
  const rows: Record<Column, string>[] = [];
  const { places } = list.columns;
  list.rows(
    ({ fields }) => rows.push(Object.fromEntries(COLUMNS.map((column) => [column, fields[places[column]] ?? ''])) as Record<Column, string>),
    () => {},
  );
  const { cases, births, problems } = sink;
  return {
    layout: layout.id,
    rows,
    cases,
    births,
    problems,
    said: problems.map(({ code, file, line }) => `${code} ${file}:${line}`),
    sentences: problems.map(sentenceFor),
    summary,
    files: list.files(),
    notes: list.notes,
  };
}

/** What is said of an export that is refused, when it is opened or when it is read; '' where it is not. */
export async function refusalOf(opened: Opened, mapping: ColumnMapping = {}): Promise<string> {
  try {
    await readingOf(opened, mapping);
    return '';
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

type Content = string | Buffer;

/** A file, as the program opens it. */
export function fileOf(name: string, content: Content): Opened {
  return { kind: 'file', source: fromBytes(name, Buffer.from(content)) };
}

/** A folder, as the program opens it: its files come in the order of their names. */
export function folderOf(files: Readonly<Record<string, Content>>, name = 'export'): Opened {
  const sources = Object.keys(files)
    .sort()
    .map((file) => fromBytes(file, Buffer.from(files[file] ?? '')));
  return { kind: 'folder', name, sources };
}

/** The files of a writer: one is a file, several are a folder. */
export function openedAs(files: readonly NamedFile[]): Opened {
  const [only] = files;
  if (only !== undefined && files.length === 1) return fileOf(only.name, only.bytes);
  return folderOf(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])));
}

/** A workbook with these sheets; every cell is text, and blank ones are left out. */
export function workbookOf(sheets: Readonly<Record<string, readonly (readonly string[])[]>>): Buffer {
  const columnOf = (at: number): string => String.fromCharCode(65 + at);
  const cell = (text: string, row: number, at: number): string =>
    text === '' ? '' : `<c r="${columnOf(at)}${row}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;
  const row = (cells: readonly string[], at: number): string => `<row r="${at + 1}">${cells.map((text, column) => cell(text, at + 1, column)).join('')}</row>`;
  return workbook({ sheets: Object.fromEntries(Object.entries(sheets).map(([name, rows]) => [name, rows.map(row).join('')])) });
}
