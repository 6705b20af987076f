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

function faultLine(what: string, faults: readonly RowFault[]): string[] {
  const found = faults.filter(({ count }) => count > 0).map(({ code, count }) => `${number(count)} ${code}`);
  return found.length === 0 ? [] : [`${what}: ${found.join(', ')}.`];
}

function faultTerm(what: string, faults: readonly RowFault[]): { term: string; meaning: string }[] {
  const found = faults.filter(({ count }) => count > 0).map(({ code, means }) => `${code} (${means})`);
  return found.length === 0 ? [] : [{ term: what, meaning: `${found.join('; ')}.` }];
}

const byCode = (faults: readonly RowFault[]): Record<string, number> =>
  Object.fromEntries(faults.filter(({ count }) => count > 0).map(({ code, count }) => [code, count]));

/** Where the figures come from: the source, the cautions for the headline, and the reconciliation for the foot. */
export function provenance(context: ReportContext, notYetReceived: number, asOf: Day): { source: Source; cautions: string[]; sections: Section[] } {
  const { file, sha256, layout, read, counted, outOfScope } = context;
  const setAside = sum(context.setAside);
  const source: Source = {
    role: 'cases',
    file,
    sha256,
    layout,
    read,
    counted,
    outOfScope,
    setAside,
    reasons: byCode(context.setAside),
    warnings: byCode(context.warnings),
    notYetReceived,
  };
  const lines = [
    `${plural(read, 'row')} read = ${number(counted)} counted + ${number(outOfScope)} out of scope + ${number(setAside)} set aside.`,
    `Of the rows counted, ${number(notYetReceived)} ${notYetReceived === 1 ? 'was' : 'were'} not yet received on ${longDate(asOf)}.`,
    ...faultLine('Set aside', context.setAside),
    ...faultLine('Warnings about rows that are counted', context.warnings),
    `File ${file}, layout ${layout}, SHA-256 ${sha256}.`,
  ];
  const terms = [...faultTerm('Rows set aside', context.setAside), ...faultTerm('Warnings about rows that are counted', context.warnings)];
  return {
    source,
    cautions: setAside === 0 ? [] : [caution(setAside, context.setAsideMaybeOpen)],
    sections: [
      { kind: 'list', id: 'rows', heading: 'Where the figures come from', place: 'page', items: lines },
      ...(terms.length === 0 ? [] : [{ kind: 'terms' as const, id: 'row-faults', heading: 'What is wrong with rows', place: 'notes' as const, terms }]),
    ],
  };
}

function caution(setAside: number, maybeOpen: number): string {
  const rows = `${plural(setAside, 'row')} set aside`;
  if (maybeOpen === 0)
    return `${rows}; ${setAside === 1 ? 'it shows' : 'all of them show'} a final plan or closing date, so open cases are not understated by ${setAside === 1 ? 'it' : 'them'}.`;
  const which = setAside === 1 ? 'it shows' : `${number(maybeOpen)} of them ${maybeOpen === 1 ? 'shows' : 'show'}`;
  return `${rows}; ${which} no final plan or closing date: open cases may be understated by up to ${number(maybeOpen)}.`;
}
