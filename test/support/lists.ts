import './ready.ts';
import type { CaseExport } from '../../src/input/export.ts';
import type { ColumnMapping } from '../../src/input/layout.ts';
import { recognised } from '../../src/input/recognise.ts';
import { type ByteSource, fromBytes } from '../../src/input/source.ts';
import { listTable } from '../../src/input/table.ts';

/** A case list as text or bytes, opened as the program opens a file. */
export function listOf(text: string | Buffer | ByteSource, mapping: ColumnMapping = {}, name = 'cases.csv'): CaseExport {
  const source = typeof text === 'string' || Buffer.isBuffer(text) ? fromBytes(name, Buffer.from(text)) : text;
  return recognised({ name, kind: 'list', tables: [listTable(source)], xml: null, notes: [] }, mapping).cases;
}
