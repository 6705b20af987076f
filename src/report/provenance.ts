import { type Day, longDate } from '../core/day.ts';
import type { Commission, Section, Source } from './report.ts';
import { number, plural } from './words.ts';

/** A kind of fault in the rows: its code, how many rows, and what it means in plain words. */
export interface RowFault {
  code: string;
  count: number;
  means: string;
}

/** What a report is told about where its cases come from. */
export interface ReportContext {
  authority: string | null;
  commission?: Commission;
  file: string;
  sha256: string;
  layout: string;
  read: number;
  counted: number;
  outOfScope: number;
  setAside: RowFault[];
  warnings: RowFault[];
  /** Rows set aside that show no final plan or closing date by the as-of day: each may be a waiting child. */
  setAsideMaybeOpen: number;
}

const sum = (faults: readonly RowFault[]): number => faults.reduce((total, { count }) => total + count, 0);

const byCode = (found: readonly RowFault[]): Record<string, number> => Object.fromEntries(found.map(({ code, count }) => [code, count]));

/** Where the figures come from: the source, the cautions for the headline, and the reconciliation for the foot. */
export function provenance(context: ReportContext, notYetReceived: number, asOf: Day): { source: Source; cautions: string[]; sections: Section[] } {
  const { file, sha256, layout, read, counted, outOfScope } = context;
  const setAside = sum(context.setAside);
  const kinds = [
    { line: 'Set aside', term: 'Rows set aside', found: context.setAside.filter(({ count }) => count > 0) },
    { line: WARNINGS, term: WARNINGS, found: context.warnings.filter(({ count }) => count > 0) },
  ];
  const some = kinds.filter(({ found }) => found.length > 0);
  const [reasons = {}, warnings = {}] = kinds.map(({ found }) => byCode(found));
  const rows: Section = {
    kind: 'list',
    id: 'rows',
    heading: 'Where the figures come from',
    place: 'page',
    items: [
      `${plural(read, 'row')} read = ${number(counted)} counted + ${number(outOfScope)} out of scope + ${number(setAside)} set aside.`,
      `Of the rows counted, ${number(notYetReceived)} ${notYetReceived === 1 ? 'was' : 'were'} not yet received on ${longDate(asOf)}.`,
      ...some.map(({ line, found }) => `${line}: ${found.map(({ code, count }) => `${number(count)} ${code}`).join(', ')}.`),
      `File ${file}, layout ${layout}, SHA-256 ${sha256}.`,
    ],
  };
  const faults: Section = {
    kind: 'terms',
    id: 'row-faults',
    heading: 'What is wrong with rows',
    place: 'notes',
    terms: some.map(({ term, found }) => ({ term, meaning: `${found.map(({ code, means }) => `${code} (${means})`).join('; ')}.` })),
  };
  return {
    source: { role: 'cases', file, sha256, layout, read, counted, outOfScope, setAside, reasons, warnings, notYetReceived },
    cautions: setAside === 0 ? [] : [caution(setAside, context.setAsideMaybeOpen)],
    sections: some.length === 0 ? [rows] : [rows, faults],
  };
}

const WARNINGS = 'Warnings about rows that are counted';

function caution(setAside: number, maybeOpen: number): string {
  const rows = `${plural(setAside, 'row')} set aside`;
  if (maybeOpen === 0)
    return `${rows}; ${setAside === 1 ? 'it shows' : 'all of them show'} a final plan or closing date, so open cases are not understated by ${setAside === 1 ? 'it' : 'them'}.`;
  const which = setAside === 1 ? 'it shows' : `${number(maybeOpen)} of them ${maybeOpen === 1 ? 'shows' : 'show'}`;
  return `${rows}; ${which} no final plan or closing date: open cases may be understated by up to ${number(maybeOpen)}.`;
}
