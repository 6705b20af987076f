import { addDays, addMonths, addYears, type Day, dayFromIso, dayOf, isoDate, partsOf } from './day.ts';
import { nearest } from './nearest.ts';
import { UserError } from './user-error.ts';

/** A stretch of days, first and last included. */
export interface Period {
  from: Day;
  to: Day;
  /** As people write it: `2022-Q3`, `2022/23-Q2`; always printed with its dates. */
  label: string;
  /** True where the period ends after the as-of day: `to` is then the as-of day. */
  soFar: boolean;
}

/** Periods that are measured back from the as-of day. */
const RELATIVE = ['last-month', 'last-quarter', 'year-to-date', 'financial-year-to-date', 'last-12-months'] as const;

/** What every form of a period looks like, for help and errors. */
const PERIOD_FORMS = `2022-07, 2022-Q3, 2022, 2022/23, 2022/23-Q2, AY2022/23, 2022-01-01..2022-03-31, ${RELATIVE.slice(0, -1).join(', ')} or ${RELATIVE.at(-1)}`;

function first(year: number, month: number): Day {
  const day = dayOf(year, month, 1);
  if (day === null) throw new UserError(`There is no month ${month}.`);
  return day;
}

/** `months` whole months from the first of a month. */
function months(year: number, month: number, count: number, label: string): Period {
  const from = first(year, month);
  return { from, to: addDays(addMonths(from, count), -1), label, soFar: false };
}

const quarterOf = (month: number): number => Math.floor((month - 1) / 3) + 1;

/** The April in which the financial year of a day began. */
const financialYearOf = (year: number, month: number): number => (month < 4 ? year - 1 : year);

const yearPair = (year: number): string => `${year}/${String((year + 1) % 100).padStart(2, '0')}`;

/** Periods of one length, one after the other. */
export const EVERY = ['month', 'quarter', 'year'] as const;
export type Every = (typeof EVERY)[number];

/** Whose years: from January, from April or from September. */
export type Calendar = 'calendar' | 'financial' | 'academic';

/** The month, quarter or year that a day is in. Academic years have no quarters of their own. */
function periodWith(day: Day, every: Every, calendar: Calendar = 'calendar'): Period {
  const { year, month } = partsOf(day);
  const financial = financialYearOf(year, month);
  switch (every) {
    case 'month':
      return months(year, month, 1, `${year}-${String(month).padStart(2, '0')}`);
    case 'quarter': {
      const quarter = quarterOf(month);
      const label = calendar === 'financial' ? `${yearPair(financial)}-Q${((quarter + 2) % 4) + 1}` : `${year}-Q${quarter}`;
      return months(year, quarter * 3 - 2, 3, label);
    }
    case 'year': {
      if (calendar === 'calendar') return months(year, 1, 12, String(year));
      if (calendar === 'financial') return months(financial, 4, 12, yearPair(financial));
      const start = month < 9 ? year - 1 : year;
      return months(start, 9, 12, `AY${yearPair(start)}`);
    }
  }
}

/** Whose years a text speaks of; null where it speaks of none, as months do. */
export function calendarOf(text: string): Calendar | null {
  if (/^AY/i.test(text)) return 'academic';
  if (/\/|^financial/.test(text)) return 'financial';
  return /^\d{4}(-Q\d)?$|^(last-quarter|year-to-date)$/i.test(text) ? 'calendar' : null;
}

/** Whether the as-of day decides which dates a text names. */
export const isRelative = (text: string): boolean => RELATIVE.some((name) => name === text);

/** The periods one after the other, whole, from that of the first day to that of the last. */
export function periodsFrom(first: Day, last: Day, every: Every, calendar: Calendar): Period[] {
  const periods: Period[] = [];
  for (let day = first; periods.length === 0 || day <= last; ) {
    const period = periodWith(day, every, calendar);
    periods.push(period);
    day = addDays(period.to, 1);
  }
  return periods;
}

function relative(name: string, asOf: Day): Period | null {
  switch (name) {
    case 'last-month':
      return periodWith(addDays(periodWith(asOf, 'month').from, -1), 'month');
    case 'last-quarter':
      return periodWith(addDays(periodWith(asOf, 'quarter').from, -1), 'quarter');
    case 'year-to-date':
      return periodWith(asOf, 'year');
    case 'financial-year-to-date':
      return periodWith(asOf, 'year', 'financial');
    case 'last-12-months':
      return { from: addDays(addYears(asOf, -1), 1), to: asOf, label: 'last 12 months', soFar: false };
    default:
      return null;
  }
}

/** A pair such as 2022/23; refuses one whose second year does not follow the first. */
function pairStart(text: string, firstYear: string, secondYear: string): number {
  const year = Number(firstYear);
  if ((year + 1) % 100 !== Number(secondYear)) {
    throw new UserError(
      `"${text}" is not a year: ${firstYear} is followed by ${yearPair(year).slice(5)}. Did you mean ${text.replace(/\d{4}\/\d{2}/, yearPair(year))}?`,
    );
  }
  return year;
}

function absolute(text: string): Period | null {
  let match = /^(\d{4})$/.exec(text);
  if (match) return months(Number(match[1]), 1, 12, text);
  match = /^(\d{4})-Q([1-4])$/i.exec(text);
  if (match) return months(Number(match[1]), Number(match[2]) * 3 - 2, 3, text.toUpperCase());
  match = /^(\d{4})\/(\d{2})$/.exec(text);
  if (match) return months(pairStart(text, match[1] ?? '', match[2] ?? ''), 4, 12, text);
  match = /^(\d{4})\/(\d{2})-Q([1-4])$/i.exec(text);
  if (match) {
    const year = pairStart(text, match[1] ?? '', match[2] ?? '');
    const quarter = Number(match[3]);
    return quarter === 4 ? months(year + 1, 1, 3, text.toUpperCase()) : months(year, quarter * 3 + 1, 3, text.toUpperCase());
  }
  match = /^AY(\d{4})\/(\d{2})$/i.exec(text);
  if (match) return months(pairStart(text, match[1] ?? '', match[2] ?? ''), 9, 12, text.toUpperCase());
  match = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(text);
  if (match) return between(text, match[1] ?? '', match[2] ?? '');
  match = /^(\d{4})-(\d{2})$/.exec(text);
  if (match) return monthOrMistake(text, Number(match[1]), Number(match[2]));
  return null;
}

function between(text: string, fromText: string, toText: string): Period {
  const from = dayFromIso(fromText);
  const to = dayFromIso(toText);
  if (from === null || to === null) {
    throw new UserError(`"${text}" is not a period: there is no ${from === null ? fromText : toText} in the calendar.`);
  }
  if (from > to) throw new UserError(`"${text}" is not a period: it ends before it begins. Did you mean ${toText}..${fromText}?`);
  return { from, to, label: text, soFar: false };
}

function monthOrMistake(text: string, year: number, month: number): Period {
  if (month >= 1 && month <= 12) return months(year, month, 1, text);
  const meant = (year + 1) % 100 === month ? ` Did you mean ${yearPair(year)}?` : ' Months are 01 to 12.';
  throw new UserError(`"${text}" is not a period: there is no month ${text.slice(5)}.${meant}`);
}

/**
 * The period that a text names, cut off at the as-of day where it ends later.
 * @throws UserError where the text is no period, or the period begins after the as-of day.
 */
export function periodOf(text: string, asOf: Day): Period {
  return seenOn(wholePeriodOf(text, asOf), asOf);
}

/**
 * The period that a text names, whole.
 * @throws UserError where the text is no period
 */
export function wholePeriodOf(text: string, asOf: Day): Period {
  const period = relative(text, asOf) ?? absolute(text);
  if (period !== null) return period;
  const meant = meantBy(text);
  throw new UserError(`"${text}" is not a period. ${meant === null ? `Write ${PERIOD_FORMS}.` : `Did you mean ${meant}?`}`);
}

/** The period that a mistyped text is nearest to; null where none is near. */
function meantBy(text: string): string | null {
  const plain = text
    .trim()
    .toUpperCase()
    .replace(/[\s_]+/g, '-');
  const [, year = '', pair = '', quarter = ''] = /^(\d{4})(?:[/-](\d{2}|\d{4}))?-?Q([1-4])$/.exec(plain) ?? [];
  if (quarter !== '') return `${year}${pair === '' ? '' : `/${pair.slice(-2)}`}-Q${quarter}`;
  const [, first = '', of = '', then = ''] = /^Q([1-4])-?(\d{4})(?:[/-](\d{2}|\d{4}))?$/.exec(plain) ?? [];
  if (of !== '') return `${of}${then === '' ? '' : `/${then.slice(-2)}`}-Q${first}`;
  const [, from = '', to = ''] = /^(?:AY|FY)?-?(\d{4})[/-](\d{4})$/.exec(plain) ?? [];
  if (from !== '') return `${plain.startsWith('AY') ? 'AY' : ''}${from}/${to.slice(2)}`;
  const [, month = '', inYear = ''] = /^(\d{1,2})[/-](\d{4})$/.exec(plain) ?? [];
  if (inYear !== '' && Number(month) >= 1 && Number(month) <= 12) return `${inYear}-${month.padStart(2, '0')}`;
  const [, yearOf = '', digit = ''] = /^(\d{4})[/-]([1-9])$/.exec(plain) ?? [];
  if (yearOf !== '') return `${yearOf}-0${digit}`;
  return nearest(text.trim(), RELATIVE);
}

/**
 * What of a period had passed on a day.
 * @throws UserError where it had not begun
 */
export function seenOn(period: Period, asOf: Day): Period {
  if (period.from > asOf) {
    throw new UserError(
      `The period ${period.label} begins on ${isoDate(period.from)}, after the as-of day ${isoDate(asOf)}: nothing in it has happened yet. Choose an earlier period or a later --as-of.`,
    );
  }
  return period.to > asOf ? { ...period, to: asOf, soFar: true } : period;
}

/** A period's label, and whether it has not ended: `2022/23 so far`. */
export const labelOf = ({ label, soFar }: Period): string => (soFar ? `${label} so far` : label);

const beginsMonth = (day: Day): boolean => partsOf(day).day === 1;

/** A period so many months later, or earlier where negative; one that ends with a month ends with one again. */
export function shifted({ from, to, label, soFar }: Period, byMonths: number): Period {
  const after = addDays(to, 1);
  const end = beginsMonth(after) ? addDays(addMonths(after, byMonths), -1) : addMonths(to, byMonths);
  return { from: addMonths(from, byMonths), to: end, label, soFar };
}

/** The period of the same length that ends the day before: whole months before whole months, else as many days. */
export function periodBefore(period: Period): { from: Day; to: Day } {
  const { from, to } = period;
  const after = addDays(to, 1);
  if (!beginsMonth(from) || !beginsMonth(after)) return { from: addDays(from, from - after), to: addDays(from, -1) };
  const [first, last] = [partsOf(from), partsOf(after)];
  const count = (last.year - first.year) * 12 + last.month - first.month;
  return { from: addMonths(from, -count), to: addDays(from, -1) };
}

/** The first of April of the financial year that a day is in. */
export function financialYearStart(day: Day): Day {
  const { year, month } = partsOf(day);
  return first(financialYearOf(year, month), 4);
}

/** The same dates a year before; 29 February becomes 28. */
export function yearBefore(period: Period): { from: Day; to: Day } {
  return { from: addYears(period.from, -1), to: addYears(period.to, -1) };
}

/** So many months, the last that of the as-of day: up to that day where it had not ended. */
export function monthsTo(asOf: Day, count: number): Period[] {
  const { from } = periodWith(asOf, 'month');
  return periodsFrom(addMonths(from, 1 - count), asOf, 'month', 'calendar').map((month) => seenOn(month, asOf));
}
