import { type AuthorityName, changesOf, findAuthority, isSameAuthority } from '../core/authorities.ts';
import { dayFromIso, longDate } from '../core/day.ts';
import type { DfeRow } from '../core/dfe-measures.ts';
import { UserError } from '../core/user-error.ts';
import { listed } from './words.ts';

/** An area that is looked at: in every year the rows that are its. */
export interface Area {
  role: 'authority' | 'england' | 'region' | 'neighbour';
  name: string;
  code: string;
  number: string;
  isOf(row: DfeRow): boolean;
}

/** Who is asked for: a code, a number or a name. */
export interface AreasAsked {
  authority: string;
  /** Where the name stands: `--authority`, or the configuration. */
  where: string;
  neighbours: readonly string[];
  neighboursWhere: string;
}

const authorities = (rows: readonly DfeRow[]): DfeRow[] => rows.filter(({ level }) => level === 'authority');

/** The latest first, so that a name or region that changed is that of today. */
const latestFirst = (rows: readonly DfeRow[]): DfeRow[] => rows.toSorted((a, b) => (a.year > b.year ? -1 : a.year < b.year ? 1 : 0));

/** The areas that are set beside each other: the authority, England, its region and its neighbours. @throws UserError where one is not in the files */
export function areasAsked(rows: readonly DfeRow[], { authority, where, neighbours, neighboursWhere }: AreasAsked): Area[] {
  const all = latestFirst(authorities(rows));
  const own = found(authority, all, where);
  const others = neighbours.flatMap((text) => namesIn(text, all).map((name) => found(name, all, neighboursWhere))).filter((one) => !isSameAuthority(one, own));
  const distinct = others.filter((one, at) => others.findIndex((other) => isSameAuthority(one, other)) === at);
  const { region } = own;
  return [
    areaOf('authority', own),
    { role: 'england', name: 'England', code: '', number: '', isOf: ({ level }) => level === 'national' },
    ...(region.name === ''
      ? []
      : [
          {
            role: 'region',
            name: region.name,
            code: region.code,
            number: '',
            isOf: ({ level, name }: DfeRow) => level === 'regional' && name === region.name,
          } as const,
        ]),
    ...distinct.map((one) => areaOf('neighbour', one)),
  ];
}

/** One name, or several with commas between; a name may have a comma itself. */
function namesIn(text: string, all: readonly DfeRow[]): string[] {
  if (findAuthority(text, all).found !== null) return [text];
  const parts = text.split(text.includes(';') ? ';' : ',');
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

const areaOf = (role: Area['role'], own: DfeRow): Area => ({
  role,
  name: own.name,
  code: own.code,
  number: own.number,
  isOf: (row) => row.level === 'authority' && isSameAuthority(row, own),
});

function found(asked: string, all: readonly DfeRow[], where: string): DfeRow {
  const one = findAuthority(asked, all);
  if (one.found !== null) return one.found;
  if (one.several.length > 1) throw new UserError(`${where} "${asked}": ${listed(one.several)} are all so called. Name one by its code.`);
  const near = one.near === null ? 'Write its name as DfE has it, its three-digit number or its nine-character code.' : `Did you mean ${one.near}?`;
  const text = asked.trim();
  const [number, code] = [/^\d{3}$/.test(text) ? text : '', /^E\d{8}$/i.test(text) ? text.toUpperCase() : ''];
  const changed = changesOf({ number, code, name: text }).map((change) => ` ${changeInWords(change)}`);
  throw new UserError(`${where} "${asked}": DfE's files have no such authority. ${near}${changed.join('')}`);
}

/** `on 1 April 2023 Cumberland and Westmorland and Furness took the place of Cumbria` */
function changeInWords({ change: { day, ended, began, instrument }, codeAlone }: ReturnType<typeof changesOf>[number]): string {
  const date = longDate(dayFromIso(day) ?? (0 as never));
  const names = (some: readonly AuthorityName[]): string => listed(some.map(({ name }) => name));
  if (codeAlone && ended.every((one) => began.some((other) => isSameAuthority(one, other)))) {
    const codes = ended.map((one) => `${one.name} from ${one.code} to ${began.find((other) => isSameAuthority(one, other))?.code}`);
    return `On ${date} ${codes.length === 1 ? 'the code' : 'the codes'} changed of ${listed(codes)} (${instrument}): the same ${codes.length === 1 ? 'authority' : 'authorities'}.`;
  }
  return `On ${date} ${names(began)} took the place of ${names(ended)} (${instrument}): figures before and after are not joined.`;
}

/** The changes of authorities in the years of the files, in words; of the one that is looked at first. */
export function changesInWords(rows: readonly DfeRow[]): string[] {
  const years = rows.map(({ year }) => year).sort();
  const [first = '', last = ''] = [years[0], years.at(-1)];
  const inFiles = [...new Map(authorities(rows).map((row) => [`${row.number} ${row.code} ${row.name}`, row])).values()];
  const changes = new Map(
    inFiles
      .flatMap((one) => changesOf(one).filter(({ change: { day } }) => day.slice(0, 4) >= first && day.slice(0, 4) <= last))
      .map((one) => [one.change, one]),
  );
  const dated = [...changes.values()].sort((a, b) => (a.change.day + a.change.instrument < b.change.day + b.change.instrument ? -1 : 1)).map(changeInWords);
  return [...dated, ...codesInWords(inFiles, rows)];
}

/** Authorities that stand under several codes or names in the files themselves. */
function codesInWords(inFiles: readonly DfeRow[], rows: readonly DfeRow[]): string[] {
  const numbers = [...new Set(inFiles.map(({ number }) => number))].filter((number) => number !== '').sort();
  return numbers.flatMap((number) => {
    const own = authorities(rows).filter((row) => row.number === number);
    return (['code', 'name'] as const).flatMap((key) => {
      const values = [...new Set(own.map((row) => row[key]))].filter((value) => value !== '');
      if (values.length < 2) return [];
      const spans = values.map((value) => `${value} in ${listed([...new Set(own.filter((row) => row[key] === value).map(({ year }) => year))].sort())}`);
      return [
        `Number ${number} stands in the files under ${listed(spans)}: it is taken for one authority${key === 'code' ? `, ${latestFirst(own)[0]?.name}` : ''}.`,
      ];
    });
  });
}

/** Why an authority has no row of a year, where its end or its beginning says it; '' where nothing does. */
export function whyNoRow(area: Area, year: string): string {
  const one = changesOf(area).find(({ change: { day }, codeAlone, began }) => !codeAlone && (began ? year < day.slice(0, 4) : year >= day.slice(0, 4)));
  return one === undefined ? '' : ` ${changeInWords(one)}`;
}
