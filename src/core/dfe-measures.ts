/** What the Department for Education publishes of every authority, and what it says of a cell without a number. */

/** What stands where a number would. The first three are DfE's of today, the others older, or of other tables. */
export const DFE_SYMBOLS: Readonly<Record<string, string>> = {
  x: 'not available',
  z: 'not applicable',
  c: 'confidential, so suppressed',
  low: 'not nought, but rounds to it',
  k: 'not nought, but rounds to it',
  u: 'of low reliability, so not shown',
  ':': 'not available',
  '..': 'not available',
  '~': 'suppressed',
  '*': 'suppressed',
  '-': 'no value',
  '': 'blank',
};

/** A number; why there is none; or null where the file has no such column. */
export type DfeValue = { value: number } | { symbol: string } | null;

/** A share of an area in a year. */
export interface DfeShare {
  /** In percent, one decimal, as DfE publishes it. */
  percent: DfeValue;
  numerator: DfeValue;
  denominator: DfeValue;
}

export type DfeLevel = 'national' | 'regional' | 'authority';

/** One row of a file: an area in a calendar year. */
export interface DfeRow {
  year: string;
  level: DfeLevel;
  /** The nine-character code, and the three-digit number of an authority; '' where the file has none. */
  code: string;
  number: string;
  name: string;
  /** Of an authority, the region that it is in. */
  region: { code: string; name: string };
  line: number;
  /** By the ids of the measures that the file can say. */
  shares: Readonly<Record<string, DfeShare>>;
}

/** A share that DfE publishes. */
export interface DfeMeasure {
  id: string;
  title: string;
  /** For narrow columns and sentences: `within 20 weeks, leaving out exceptions`. */
  short: string;
  counts: string;
  /** What the denominator counts. */
  of: string;
  better: 'higher' | 'lower' | null;
  /** What a statute asks for, in percent. */
  duty?: 100;
  source: string;
}

const TIMELINESS = 'DfE, Education, health and care plans: timeliness_20_week';
const REQUESTS = 'DfE, Education, health and care plans: requests';
const ASSESSMENTS = 'DfE, Education, health and care plans: assessments';
const REVIEWS = 'DfE, Education, health and care plans: annual_reviews';

/** In the order of reports. */
export const DFE_MEASURES: readonly DfeMeasure[] = [
  {
    id: 'dfe-within-20-weeks',
    title: 'Plans issued within 20 weeks, leaving out exceptions (DfE)',
    short: 'Within 20 weeks, leaving out exceptions',
    counts: 'plans issued in the calendar year, without an exception and without mediation or tribunal: those issued within 20 weeks, of all of them',
    of: 'plans issued without an exception',
    better: 'higher',
    duty: 100,
    source: `${TIMELINESS}, plans_issued_20_weeks_ex of plans_issued_den_ex`,
  },
  {
    id: 'dfe-within-20-weeks-all',
    title: 'Plans issued within 20 weeks, including exceptions (DfE)',
    short: 'Within 20 weeks, including exceptions',
    counts: 'plans issued in the calendar year, without mediation or tribunal: those issued within 20 weeks, of all of them, exceptions included',
    of: 'plans issued',
    better: 'higher',
    source: `${TIMELINESS}, plans_issued_within_20_weeks of plans_issued_den`,
  },
  {
    id: 'dfe-decision-within-6-weeks',
    title: 'Decisions whether to assess, told within 6 weeks (DfE)',
    short: 'Decision to assess within 6 weeks',
    counts:
      'decisions whether to assess made in the calendar year: those told within 6 weeks. DfE divides by a few more decisions than it publishes, those without a date among them',
    of: 'decisions with a date',
    better: 'higher',
    duty: 100,
    source: `${REQUESTS}, request_outcome_six_weeks_pc; the counts are request_outcome_six_weeks, and that and request_outcome_over_6_weeks`,
  },
  {
    id: 'dfe-requests-refused',
    title: 'Requests refused, of requests received (DfE)',
    short: 'Requests refused',
    counts:
      'requests received in the calendar year: those where it was decided not to assess, of all of them, decided or not. The measure requests-refused of ehcp is another: refusals of decisions made',
    of: 'requests received',
    better: null,
    source: `${REQUESTS}, requests_decided_not_to_assess of requests_received_in_year`,
  },
  {
    id: 'dfe-assessments-issued',
    title: 'Assessments that led to a plan (DfE)',
    short: 'Assessments that led to a plan',
    counts: 'assessments completed or ceased in the calendar year: those after which a plan was issued, of all of them',
    of: 'assessments',
    better: null,
    source: `${ASSESSMENTS}, assess_issued of assess_in_year`,
  },
  {
    id: 'dfe-refusal-within-16-weeks',
    title: 'Refusals to issue a plan, told within 16 weeks (DfE)',
    short: 'Refusal to issue within 16 weeks',
    counts: 'decisions not to issue a plan made in the calendar year: those told within 16 weeks, of all with a date',
    of: 'refusals with a date',
    better: 'higher',
    duty: 100,
    source: `${ASSESSMENTS}, outcome_decision_within_time, of that and outcome_decision_over_time`,
  },
  {
    id: 'dfe-reviews-held',
    title: 'Annual reviews with a meeting in the year or the January after it (DfE)',
    short: 'Annual reviews with a meeting in the year',
    counts:
      'plans whose annual review is expected: those with the latest review meeting in the calendar year or, up to the census day, in the January after it, of all of them',
    of: 'reviews expected',
    better: 'higher',
    duty: 100,
    source: `${REVIEWS}, review_meeting of the year and of the next, of review_expected`,
  },
  {
    id: 'dfe-reviews-completed',
    title: 'Annual reviews completed in the year (DfE)',
    short: 'Annual reviews completed in the year',
    counts:
      'plans whose annual review is expected: those whose review was completed in the calendar year, of all of them; in releases that say it in place of meetings',
    of: 'reviews expected',
    better: 'higher',
    duty: 100,
    source: `${REVIEWS}, review_completed of review_expected`,
  },
  {
    id: 'dfe-review-decision-within-4-weeks',
    title: 'Decisions after an annual review, told within 4 weeks (DfE)',
    short: 'Review decision within 4 weeks',
    counts: 'reviews with a decision: those told within 4 weeks of the meeting, of all of them',
    of: 'review decisions',
    better: 'higher',
    duty: 100,
    source: `${REVIEWS}, number_decision_4weeks, of that and number_decision_gt_4weeks`,
  },
];

/** The first year in which the SEN2 return is of persons; before it, of totals that authorities added up themselves. */
export const FIRST_YEAR_OF_PERSONS = 2022;
