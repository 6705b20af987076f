import type { Cell, Listing, Report, Section } from '../../src/report/report.ts';

/** Every word of a report in the order of its paper: what each format with words must show. Told here apart from the code that shows it. */
export function saidBy(report: Report): string[] {
  const { authority, title, asOf, commission, cautions, summary, sections } = report;
  const days = (['lastMeeting', 'nextMeeting'] as const).filter((meeting) => commission?.[meeting] !== undefined);
  const facts = [
    ...(asOf === null ? [] : [`Position on ${longDate(asOf)}`]),
    ...(commission === undefined ? [] : [`For the ${commission.name}`]),
    ...days.map((meeting) => `${meeting === 'lastMeeting' ? 'Last' : 'Next'} meeting ${longDate(commission?.[meeting] ?? '')}`),
  ];
  return [
    ...(authority === null ? [] : [authority]),
    title,
    facts.join(' · '),
    ...cautions.map((caution) => `Caution: ${caution}`),
    ...summary,
    ...[...sections.filter(({ place }) => place === 'page'), ...sections.filter(({ place }) => place !== 'page')].flatMap((section) => [
      section.heading,
      ...saidIn(section, report.listings ?? []),
    ]),
  ];
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

function longDate(iso: string): string {
  const [year, month, day] = iso.split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`;
}

const number = (value: number): string => value.toLocaleString('en-GB');
const oneDecimal = (value: number | null): string => (value === null ? '–' : value.toLocaleString('en-GB', { minimumFractionDigits: 1 }));

function saidOf(cell: Cell | undefined): string {
  switch (cell?.kind) {
    case 'text':
      return cell.text;
    case 'count':
      return number(cell.value);
    case 'weeks':
      return oneDecimal(cell.value);
    case 'estimate':
      return `${oneDecimal(cell.value)}${cell.value === null ? '' : '%'}`;
    case 'percent':
      return `${oneDecimal(cell.value)}${cell.value === null ? '' : '%'} (${number(cell.numerator)} of ${number(cell.denominator)})`;
    case 'suppressed':
      return 'c';
    case 'not-known':
      return '–';
    case undefined:
      return '';
  }
}

function saidIn(section: Section, listings: readonly Listing[]): string[] {
  switch (section.kind) {
    case 'table':
      return [
        ...(section.lead ?? []),
        section.caption,
        section.rowHeading,
        ...section.columns.flatMap(({ lines }) => lines),
        ...section.rows.flatMap(({ header, cells }) => [header, ...cells.map(saidOf)]),
        ...section.notes,
      ];
    case 'list':
      return section.items;
    case 'terms':
      return section.terms.flatMap(({ term, meaning }) => [term, meaning]);
    case 'chart':
      return [
        section.finding,
        section.axis,
        ...section.series.map(({ name }) => name),
        ...(section.readings === undefined ? [] : ['What it says']),
        ...section.labels.flatMap((label, at) => [label, ...section.series.map(({ cells }) => saidOf(cells[at])), section.readings?.[at]?.words ?? '']),
        ...(section.notes ?? [...section.levels.map(({ name, value }) => `${name}: ${value}%.`), ...(section.marks ?? []).map(({ name }) => `${name}.`)]),
      ];
    case 'text':
      return [
        'Commentary: written by officers, not made from the figures.',
        ...section.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.runs] : block.items)).map((runs) => runs.map(({ text }) => text).join('')),
      ];
    case 'listing': {
      const { columns, rows } = listings.find(({ name }) => name === section.id) as Listing;
      const seen = columns.filter(({ unseen }) => unseen === undefined);
      const value = (one: string | number | null | undefined, kind: string): string => {
        if (one === null || one === undefined) return '–';
        return kind === 'date' ? longDate(String(one)).replace(/([A-Z][a-z]{2})[a-z]+/, '$1') : String(one);
      };
      return [...seen.map(({ heading }) => heading), ...rows.flatMap((row) => seen.map(({ key, kind }) => value(row[key], kind)))];
    }
  }
}

/** Without blanks, which a page has where it likes, and with a sign that is unseen as its code. */
export const letters = (texts: readonly string[] | string): string =>
  [texts]
    .flat()
    .join('')
    .replace(/[\s\p{Cc}]+/gu, '')
    .replace(/[\p{Cf}\p{Co}\p{Cs}]/gu, (sign) => `[U+${sign.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}]`);
