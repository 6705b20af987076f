import type { CaseExport } from './export.ts';
import type { FileRead, Table } from './table.ts';
import type { ElementReader } from './xml.ts';

/** What was named on the command line, before its layout is known. */
export interface Found {
  name: string;
  /** `folder` holds lists, `workbook` sheets; `list` is one file of text; `xml` has no tables. */
  kind: 'list' | 'folder' | 'workbook' | 'xml';
  tables: readonly Table[];
  /** An XML file as the beginnings, texts and ends of its elements, in their order; null where it is none. */
  xml: ElementReader | null;
  /** What was passed over, in sentences. */
  notes: readonly string[];
}

/** The user's own headings: theirs → ours; null for one that is not to be read. */
export type ColumnMapping = Readonly<Record<string, string | null | { column: string; values?: Readonly<Record<string, string>> }>>;

/** A form in which authorities hold their requests, known by its headings. */
export interface Layout {
  id: string;
  /** What people call it. */
  title: string;
  /**
   * The export in this layout; null where its headings are not of this layout.
   * @throws UserError where they are, but it cannot be read
   */
  open(found: Found, mapping: ColumnMapping): CaseExport | null;
}

/** The files that some tables come from, each once. */
export function filesOf(tables: readonly Table[]): FileRead[] {
  const files = new Map(tables.map((table) => table.file()).map((file) => [file.file, file]));
  return [...files.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** What is to be said of titles above the headings. */
export function passedOver({ name, head }: Table, headingLine: number): string[] {
  const above = head.filter(({ line }) => line < headingLine).length;
  return above === 0 ? [] : [`${name}: the headings are on line ${headingLine}; what stands above them was passed over.`];
}

/** The export in the first of some layouts that its headings are of; null where they are of none. */
export function firstThatOpens(layouts: readonly Layout[], found: Found, mapping: ColumnMapping): { layout: Layout; cases: CaseExport } | null {
  for (const layout of layouts) {
    const cases = layout.open(found, mapping);
    if (cases !== null) return { layout, cases };
  }
  return null;
}
