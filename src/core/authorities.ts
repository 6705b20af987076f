import { nearest } from './nearest.ts';

/** An authority as DfE's files name it. */
export interface AuthorityName {
  /** Three digits; it stays where only the nine-character code changes. '' where a file has none. */
  number: string;
  code: string;
  name: string;
}

/** What became of authorities on a day: some ended and others took their place, or one was given another code. */
interface AuthorityChange {
  /** yyyy-mm-dd */
  day: string;
  ended: readonly AuthorityName[];
  began: readonly AuthorityName[];
  instrument: string;
}

const authority = (number: string, code: string, name: string): AuthorityName => ({ number, code, name });

/** Changes of authorities for children's services since 2013; a new one is a new row. */
export const AUTHORITY_CHANGES: readonly AuthorityChange[] = [
  {
    day: '2013-04-01',
    ended: [authority('390', 'E08000020', 'Gateshead'), authority('929', 'E06000048', 'Northumberland')],
    began: [authority('390', 'E08000037', 'Gateshead'), authority('929', 'E06000057', 'Northumberland')],
    instrument: 'The Gateshead and Northumberland (Boundary Change) Order 2013',
  },
  {
    day: '2019-04-01',
    ended: [authority('837', 'E06000028', 'Bournemouth'), authority('836', 'E06000029', 'Poole'), authority('835', 'E10000009', 'Dorset')],
    began: [authority('839', 'E06000058', 'Bournemouth, Christchurch and Poole'), authority('838', 'E06000059', 'Dorset')],
    instrument: 'The Bournemouth, Dorset and Poole (Structural Changes) Order 2018',
  },
  {
    day: '2020-04-01',
    ended: [authority('825', 'E10000002', 'Buckinghamshire')],
    began: [authority('825', 'E06000060', 'Buckinghamshire')],
    instrument: 'The Buckinghamshire (Structural Changes) Order 2019',
  },
  {
    day: '2021-04-01',
    ended: [authority('928', 'E10000021', 'Northamptonshire')],
    began: [authority('940', 'E06000061', 'North Northamptonshire'), authority('941', 'E06000062', 'West Northamptonshire')],
    instrument: 'The Northamptonshire (Structural Changes) Order 2020',
  },
  {
    day: '2023-04-01',
    ended: [authority('909', 'E10000006', 'Cumbria')],
    began: [authority('942', 'E06000063', 'Cumberland'), authority('943', 'E06000064', 'Westmorland and Furness')],
    instrument: 'The Cumbria (Structural Changes) Order 2022',
  },
  {
    day: '2023-04-01',
    ended: [authority('815', 'E10000023', 'North Yorkshire')],
    began: [authority('815', 'E06000065', 'North Yorkshire')],
    instrument: 'The North Yorkshire (Structural Changes) Order 2022',
  },
  {
    day: '2023-04-01',
    ended: [authority('933', 'E10000027', 'Somerset')],
    began: [authority('933', 'E06000066', 'Somerset')],
    instrument: 'The Somerset (Structural Changes) Order 2022',
  },
  {
    day: '2025-04-01',
    ended: [authority('370', 'E08000016', 'Barnsley'), authority('373', 'E08000019', 'Sheffield')],
    began: [authority('370', 'E08000038', 'Barnsley'), authority('373', 'E08000039', 'Sheffield')],
    instrument: 'The Barnsley and Sheffield (Boundary Change) Order 2024',
  },
];

/** The same authority: by its number, and by its code or its name where a file has no number. */
export function isSameAuthority(one: AuthorityName, other: AuthorityName): boolean {
  if (one.number !== '' && other.number !== '') return one.number === other.number;
  if (one.code !== '' && other.code !== '') return one.code === other.code;
  return plainName(one.name) === plainName(other.name);
}

const isAmong = (some: readonly AuthorityName[], one: AuthorityName): boolean => some.some((other) => isSameAuthority(one, other));

/** The changes that an authority was part of; where its code alone changed, `codeAlone`. */
export function changesOf(one: AuthorityName): { change: AuthorityChange; codeAlone: boolean; began: boolean }[] {
  return AUTHORITY_CHANGES.flatMap((change) => {
    const [ended, began] = [isAmong(change.ended, one), isAmong(change.began, one)];
    return ended || began ? [{ change, codeAlone: ended && began, began }] : [];
  });
}

/** Words that stand in the names of councils and not of what they are councils of, and the other way round. */
const OF_COUNCILS = /\b(the|city|county|borough|metropolitan|district|unitary|london|royal|council|authority|of|mbc|bc|cc|mdc)\b/g;

/** A name without what one writes and another leaves out: `Bristol City Council` and `Bristol, City of` are `bristol`. */
function plainName(name: string): string {
  const letters = name
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/\b(saint|st)\b\.?/g, 'st')
    .replace(/[^a-z0-9]+/g, ' ');
  const short = letters.replace(OF_COUNCILS, ' ').replace(/\s+/g, ' ').trim();
  // The City of London is more than London, and has nothing else to be known by.
  return short === '' ? letters.trim() : short;
}

/** What was found of an authority that somebody asks for; where none was, the nearest name. */
export type AuthorityFound<A> = { found: A } | { found: null; near: string | null; several: string[] };

/** The authority with a code, a number or a name. */
export function findAuthority<A extends AuthorityName>(asked: string, all: readonly A[]): AuthorityFound<A> {
  const text = asked.trim();
  const byCode = all.find(({ code, number }) => text !== '' && (code.toLowerCase() === text.toLowerCase() || number === text));
  if (byCode !== undefined) return { found: byCode };
  const exact = all.filter(({ name }) => name.toLowerCase() === text.toLowerCase());
  const alike = exact.length > 0 ? exact : all.filter(({ name }) => plainName(name) === plainName(text));
  const [first, ...others] = alike;
  if (first !== undefined && others.every((other) => isSameAuthority(first, other))) return { found: first };
  return {
    found: null,
    near: nearest(text, [...new Set(all.map(({ name }) => name))]),
    several: alike.map(({ name, code, number }) => `${name} (${code === '' ? number : code})`),
  };
}
