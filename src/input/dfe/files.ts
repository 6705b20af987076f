import { plain } from '../headings.ts';

/** Columns are known by what their names are without regard to case, spaces and underlines: both change between releases. */
type Named = RegExp;

/** Where a share stands in a file. */
interface ShareColumns {
  measure: string;
  percent: Named | null;
  /** Several columns add up to the numerator: review meetings of the year and of the next January. */
  numerator: Named;
  /** The denominator, or what the numerator lacks of it. */
  denominator: { all: Named } | { rest: Named };
}

/** A file of DfE's, of any release. */
interface DfeFile {
  id: string;
  title: string;
  /** What no other file has. */
  known: Named;
  shares: readonly ShareColumns[];
}

export const DFE_FILES: readonly DfeFile[] = [
  {
    id: 'dfe-timeliness',
    title: "DfE's file of plans issued within 20 weeks (timeliness_20_week)",
    known: /^plansissuedden(ex)?$/,
    shares: [
      {
        measure: 'dfe-within-20-weeks',
        percent: /^pcplansissued(within)?20weeksex$/,
        numerator: /^plansissued(within)?20weeksex$/,
        denominator: { all: /^plansissueddenex$/ },
      },
      {
        measure: 'dfe-within-20-weeks-all',
        percent: /^pcplansissued(within)?20weeks$/,
        numerator: /^plansissued(within)?20weeks$/,
        denominator: { all: /^plansissuedden$/ },
      },
    ],
  },
  {
    id: 'dfe-requests',
    title: "DfE's file of requests (requests)",
    known: /^requestsreceivedinyear$/,
    shares: [
      {
        measure: 'dfe-decision-within-6-weeks',
        percent: /^requestoutcome(within)?(six|6)weekspc$/,
        numerator: /^requestoutcome(within)?(six|6)weeks$/,
        denominator: { rest: /^requestoutcomeover(six|6)weeks$/ },
      },
      {
        measure: 'dfe-requests-refused',
        percent: /^requests?notassesspc$/,
        numerator: /^requestsdecidednottoassess$/,
        denominator: { all: /^requestsreceivedinyear$/ },
      },
    ],
  },
  {
    id: 'dfe-assessments',
    title: "DfE's file of assessments (assessments)",
    known: /^assessissued$/,
    shares: [
      { measure: 'dfe-assessments-issued', percent: /^assessissuedpc$/, numerator: /^assessissued$/, denominator: { all: /^assessinyear$/ } },
      {
        measure: 'dfe-refusal-within-16-weeks',
        percent: /^outcomedecisionwithintimepc$/,
        numerator: /^outcomedecisionwithintime$/,
        denominator: { rest: /^outcomedecisionovertime$/ },
      },
    ],
  },
  {
    id: 'dfe-reviews',
    title: "DfE's file of annual reviews (annual_reviews)",
    known: /^reviewexpected\d*$/,
    shares: [
      { measure: 'dfe-reviews-held', percent: null, numerator: /^reviewmeeting\d+$/, denominator: { all: /^reviewexpected\d*$/ } },
      { measure: 'dfe-reviews-completed', percent: null, numerator: /^reviewcompleted\d+$/, denominator: { all: /^reviewexpected\d*$/ } },
      {
        // "decsion" is how it is written in the release of 2025.
        measure: 'dfe-review-decision-within-4-weeks',
        percent: /^(pcdeci?sion4weeks|deci?sion4weekspc)$/,
        numerator: /^(number)?deci?sion4weeks$/,
        denominator: { rest: /^(number)?deci?sion(gt|over)4weeks$/ },
      },
    ],
  },
];

/** The columns that say which area and year a row is of. */
export const AREA_COLUMNS = {
  year: /^timeperiod$/,
  level: /^geographiclevel$/,
  code: /^(newlacode|lacode)$/,
  number: /^(oldlacode|lanumber)$/,
  name: /^(laname|localauthority(name)?)$/,
  regionCode: /^regioncode$/,
  regionName: /^regionname$/,
  countryCode: /^countrycode$/,
  topic: /^breakdowntopic$/,
  breakdown: /^breakdown$/,
} as const;
export type AreaColumn = keyof typeof AREA_COLUMNS;
export const AREA_KEYS = Object.keys(AREA_COLUMNS) as AreaColumn[];

/** Those without which no area is known. */
export const NEEDED: readonly AreaColumn[] = ['year', 'level', 'name'];

/** What the needed columns are called, for messages. */
export const NEEDED_NAMES: Readonly<Partial<Record<AreaColumn, string>>> = { year: 'time_period', level: 'geographic_level', name: 'la_name' };

const EVERY: readonly Named[] = [
  ...Object.values(AREA_COLUMNS),
  ...DFE_FILES.flatMap(({ known, shares }) => [
    known,
    ...shares.flatMap(({ percent, numerator, denominator }) => [
      ...(percent === null ? [] : [percent]),
      numerator,
      'all' in denominator ? denominator.all : denominator.rest,
    ]),
  ]),
];

/** Whether a text is a heading of any of these files. */
export function isDfeHeading(text: string): boolean {
  const name = plain(text);
  return EVERY.some((named) => named.test(name));
}

/** The places of the columns of a name. */
export const placesOf = (headings: readonly string[], named: Named): number[] =>
  headings.flatMap((heading, place) => (named.test(plain(heading)) ? [place] : []));

/** The file whose headings these are; null where they are of none. */
export function dfeFileOf(headings: readonly string[]): DfeFile | null {
  const areas = NEEDED.every((column) => placesOf(headings, AREA_COLUMNS[column]).length > 0);
  return areas ? (DFE_FILES.find(({ known }) => placesOf(headings, known).length > 0) ?? null) : null;
}
export type { DfeFile };
