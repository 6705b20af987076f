import { addYears, type Day, fromTo, isoDate, longDate, shortDate } from '../core/day.ts';
import { labelOf } from '../core/period.ts';
import type { Plan } from '../core/plan.ts';
import { REVIEW_MEASURES } from '../core/review-measures.ts';
import {
  AMENDED,
  academicYearOf,
  DECISIONS,
  OUTCOMES,
  OVERDUE_BANDS,
  PHASE_DAYS,
  PHASE_STATES,
  type PlanStanding,
  REVIEW_DAYS,
  type ReviewDay,
  wholeMonths,
} from '../core/reviews.ts';
import type { ReportContext } from './context.ts';
import { definitions } from './definitions.ts';
import { cellOf, shareOf } from './figure.ts';
import { withFinding } from './finding.ts';
import { Groups } from './groups.ts';
import { notShown } from './not-shown.ts';
import { headed } from './provenance.ts';
import { published } from './publishing/published.ts';
import type { Cell, Chart, Column, Figure, Listing, ListingColumn, Report, Row, Section } from './report.ts';
import { ASSUMED, CEASED, LETTERS, MEETINGS, REVIEW_TOPICS, reviewColumns } from './reviews-columns.ts';
import {
  AMENDED_WORDS,
  amendedId,
  BAND_WORDS,
  bandId,
  DECISION_WORDS,
  decisionId,
  isOverdue,
  LATEST_COUNTS,
  NEXT_PILES,
  nextId,
  OUTCOME_WORDS,
  outcomeId,
  PHASE_DAY_WORDS,
  PHASE_OTHER_WORDS,
  PHASE_OTHERS,
  PHASE_STATE_WORDS,
  phaseId,
  REVIEW_FIGURES,
  WEEK_COUNTS,
  WEEKS_AHEAD,
} from './reviews-figures.ts';
import { alikeName, isOfGroups, isPublished, structureOf } from './reviews-known.ts';
import { type ReviewDays, ReviewTally } from './reviews-tally.ts';
import { Unsaid, withKey, withReasons } from './unsaid.ts';
import { capital, groupName, listed, nOfD, number, percent, plural, sentence, shortDateInWords } from './words.ts';

/** Annual reviews and phase transfers: plans are added one at a time; those whose review is overdue are kept, to be listed. */
export interface Reviews {
  /** @param group the value by which the report is split */
  add(plan: Plan, group: string): void;
  report(context: ReportContext): Report;
}

/** What is looked at, and how. */
export interface ReviewsAsked extends ReviewDays {
  /** The heading by which it is split; null where it is not. */
  by: string | null;
  /** Counts up to this are suppressed; null where it is not to be published. */
  threshold: number | null;
  /** Columns that the list does not have. */
  absent?: readonly string[];
  /** A reference as a report may show it. */
  shownId: (id: string) => string | null;
}

/** A plan whose review is overdue. */
interface Overdue {
  plan: Plan;
  due: Day;
  group: string;
}

type Figures = Record<string, Figure>;

/** Starts the report on the annual reviews of the plans that are maintained on a day, and on their phase transfers. */
export function startReviews(asked: ReviewsAsked): Reviews {
  const { by, threshold, absent = [] } = asked;
  const isPublic = threshold !== null;
  const suppresses = threshold !== null && threshold > 0;
  const unsaid = new Unsaid(reviewColumns, absent, (id) => suppresses && !isPublished(id, by !== null));
  const isTold = (id: string): boolean => unsaid.isTold(id);
  // What hangs together in it is asked only where numbers are suppressed.
  const named = suppresses ? alikeName(isTold) : null;
  const whole = new ReviewTally(asked, named);
  const groups = new Groups(() => new ReviewTally(asked, named));
  const overdue: Overdue[] = [];
  return {
    add(plan, group) {
      const standing = whole.add(plan);
      if (by !== null) groups.of(group).add(plan);
      keep(overdue, plan, standing, group);
    },
    report(context) {
      const [all, inOrder] = [whole.figures(), groups.inOrder()];
      const ofGroups = inOrder.map(([name, tally]) => ({ name, figures: ofGroup(tally.figures()) }));
      const counted = { figures: unsaid.told(all), ...(by === null ? {} : { by: { column: by, groups: unsaid.toldOf(ofGroups) } }) };
      const { unprinted, known } = suppresses
        ? structureOf(
            asked,
            whole,
            inOrder.map(([, tally]) => tally),
            isTold,
          )
        : { known: [] };
      const { numbers, contexts } = published({ ...counted, ...(unprinted === undefined ? {} : { unprinted }) }, [context], known);
      const split = by === null ? {} : { by: { column: by, groups: unsaid.completeOf(ofGroups, numbers.by) } };
      const said = { figures: unsaid.complete(all, numbers.figures), ...split };
      const listed = isPublic || absent.includes(MEETINGS) ? null : overdue.sort(byUrgency);
      return reportOf({ ...asked, absent, unsaid, suppresses }, said, contexts, listed);
    },
  };
}

const ofGroup = (figures: Figures): Figures => Object.fromEntries(Object.entries(figures).filter(([id]) => isOfGroups(id)));

/** What is looked at, and of what the report cannot or does not tell. */
interface Reporting extends ReviewsAsked {
  absent: readonly string[];
  unsaid: Unsaid;
  /** Small numbers are suppressed, and some figures whatever they come to. */
  suppresses: boolean;
}

function keep(overdue: Overdue[], plan: Plan, standing: PlanStanding, group: string): void {
  if (typeof standing === 'string' || !isOverdue(standing.next.meeting)) return;
  overdue.push({ plan, due: standing.next.meeting.due as Day, group });
}

/** The longest overdue first. */
const byUrgency = (a: Overdue, b: Overdue): number => a.due - b.due || a.plan.line - b.plan.line;

/** @param overdue null where the report lists no plan: it is to be published, or nobody can know which are overdue */
function reportOf(
  asked: Reporting,
  { figures, by }: Pick<Report, 'figures' | 'by'>,
  contexts: readonly ReportContext[],
  overdue: readonly Overdue[] | null,
): Report {
  const { asOf, absent, by: split } = asked;
  const { head, sections } = headed('reviews', `Annual reviews on ${longDate(asOf)}`, contexts, { asOf });
  const listing = overdue === null ? null : listingOf(overdue, asked);
  return {
    ...head,
    cautions: [
      ...head.cautions,
      ...Object.entries(ASSUMED).flatMap(([column, words]) => (absent.includes(column) ? [`The list has no column ${column}: ${words}.`] : [])),
      ...laterCaution(figures, asked),
      ...pastCaution(asked),
      ...(asked.suppresses ? [WITHHELD[split === null ? 'whole' : 'split']] : []),
    ],
    summary: summaryOf(figures, asked),
    figures,
    ...(by === undefined ? {} : { by }),
    sections: [
      ...withReasons([
        heldSection(figures, asOf),
        dueSection(figures, asOf),
        ...(asked.unsaid.isKnown('reviews-due-later') ? [weeksChart(figures)] : []),
        decisionSection(figures, asOf),
        amendedSection(figures, asOf),
        periodSection(figures, asked),
        phaseSection(figures, asOf),
        otherPhasesSection(figures, asOf),
        latestSection(figures, asOf),
        ...(by === undefined ? [] : [splitSection(by, figures)]),
      ]),
      ...(listing === null || listing.rows.length === 0 ? [] : [LISTED, ...notShown(listing, 'planId')]),
      ...(asked.suppresses ? withKey(sections) : sections),
      ...definitions(
        null,
        REVIEW_FIGURES.filter(({ isPart }) => isPart !== true),
      ),
    ],
    ...(listing === null ? {} : { listings: [listing] }),
  };
}

const figureIn = (figures: Figures, id: string): Figure => figures[id] as Figure;

/** Null where it is suppressed or not known. */
const valueIn = (figures: Figures, id: string): number | null => figureIn(figures, id).value;

/** The list has the latest review of each plan: of those whose latest is after the day the earlier ones are not known. */
function laterCaution(figures: Figures, { asOf, unsaid }: Reporting): string[] {
  const id = 'reviews-latest-after-the-day';
  const later = valueIn(figures, id);
  if (later === 0 || !unsaid.isKnown(id)) return [];
  // What is suppressed whatever it comes to may be nought.
  if (!unsaid.isTold(id))
    return [`The list has the latest review of each plan alone: where that is after ${longDate(asOf)}, one held by that day is in no figure.`];
  const plans = later === null ? 'Some plans have their' : plural(later, 'plan has its', 'plans have their');
  return [
    `${plans} latest review meeting after ${longDate(asOf)}. The list has no earlier reviews: ${later === 1 ? 'one that was' : 'those that were'} held by that day ${later === 1 ? 'is' : 'are'} in no figure.`,
  ];
}

/** Of an earlier period most reviews have been followed by another, and are no longer in the list. */
const pastCaution = ({ asOf, period }: ReviewsAsked): string[] =>
  period.to < addYears(asOf, -1) || (period.to < asOf && period.from < addYears(asOf, -1))
    ? [
        `Of the decisions and amended plans of ${labelOf(period)} those alone are counted that no later review has followed: the list has the latest review of each plan, and the share may be another than it was.`,
      ]
    : [];

/** What is suppressed whatever it comes to: the same in every list, so that it tells nothing. */
export const WITHHELD = {
  whole:
    'Published, this report suppresses some figures whatever they come to, nought too, as they would give small numbers away: decisions already told and what was decided, amended plans already sent, review meetings held in the period, and reviews by the day of the letter.',
  split:
    'Published and split, this report suppresses all figures but those of the split, whatever they come to, nought too, as they would give small numbers away.',
};

/** True for none, one and many; what is suppressed is left unsaid. */
function summaryOf(figures: Figures, { asOf, period, absent, unsaid }: Reporting): string[] {
  const maintained = valueIn(figures, 'plans-maintained');
  if (maintained === 0) return [`No plan was maintained on ${longDate(asOf)}.`];
  return [
    ...heldSentence(figures, asOf, absent.includes(CEASED)),
    ...overdueSentence(figures),
    ...decisionSentence(figures, asOf, fromTo(period.from, period.to)),
    ...phaseSentence(figures, asOf),
    ...soonSentence(figures),
    ...unsaid.sentence(REVIEW_TOPICS),
  ];
}

/** `On 31 December 2022, 3,007 plans were maintained; 2,320 (77.2%) had a review meeting in the 12 months to that day, 1,900 (63.2%) a decision letter.` */
function heldSentence(figures: Figures, asOf: Day, isAssumed: boolean): string[] {
  const maintained = valueIn(figures, 'plans-maintained');
  const share = (id: string): string | null => {
    const { value, numerator } = figureIn(figures, id);
    return value === null || numerator == null ? null : numerator === 0 ? 'none' : `${number(numerator)} (${percent(value)})`;
  };
  const [held, decided] = [share('reviews-held-12-months'), share('reviews-decided-12-months')];
  const taken = isAssumed ? ', if none of those in the list had ceased' : '';
  const plans =
    maintained === null
      ? `of the plans maintained on ${longDate(asOf)},`
      : `on ${longDate(asOf)}, ${plural(maintained, 'plan was', 'plans were')} maintained${taken}`;
  if (held === null && decided === null) return maintained === null ? [] : [sentence(plans)];
  const when = 'in the 12 months to that day';
  const had =
    held === null
      ? `${decided} had a decision letter ${when}`
      : `${held} had a review meeting ${when}${decided === null ? '' : `, ${decided} a decision letter`}`;
  return [sentence(`${plans}${maintained === null ? '' : ';'} ${had}`)];
}

function overdueSentence(figures: Figures): string[] {
  const overdue = valueIn(figures, 'reviews-overdue');
  const never = valueIn(figures, 'reviews-overdue-never-reviewed');
  if (overdue === null) return [];
  if (overdue === 0) return ['No review meeting is overdue.'];
  const bands = OVERDUE_BANDS.flatMap((band) => {
    const value = valueIn(figures, bandId(band, 'meeting'));
    return value === null || value === 0 ? [] : [`${number(value)} by ${BAND_WORDS[band]}`];
  });
  const [first = ''] = bands;
  const by = bands.length === 0 ? '' : bands.length === 1 ? `, ${overdue > 1 ? 'all ' : ''}${first.replace(/^\S+ /, '')}` : `: ${listed(bands)}`;
  const all = `${plural(overdue, 'review meeting is', 'review meetings are')} overdue${by === ', all ' ? '' : by}`;
  return [`${all}${never === null || never === 0 ? '' : `; ${neverWords(never, overdue)}`}.`];
}

function neverWords(never: number, overdue: number): string {
  if (overdue === 1) return 'the plan has never been reviewed';
  if (never === overdue) return 'none of these plans has ever been reviewed';
  return `${number(never)} of these plans ${never === 1 ? 'has' : 'have'} never been reviewed`;
}

function decisionSentence(figures: Figures, asOf: Day, dates: string): string[] {
  const { value, numerator, denominator } = figureIn(figures, 'review-decision-within-4-weeks');
  const outstanding = valueIn(figures, 'review-decision-outstanding');
  const told =
    value === null || numerator == null || denominator == null
      ? []
      : [`of the decisions told from ${dates}, ${nOfD(numerator, denominator)} (${percent(value)}) came within 4 weeks of the review meeting`];
  const waiting = outstanding === 0 ? 'no decision was' : plural(outstanding, 'decision was', 'decisions were');
  const both = [...told, ...(outstanding === null ? [] : [`on ${longDate(asOf)}, ${waiting} outstanding more than 4 weeks after the meeting`])];
  return both.length === 0 ? [] : [sentence(both.join('; '))];
}

function phaseSentence(figures: Figures, asOf: Day): string[] {
  const { from, to } = academicYearOf(asOf);
  const of = (state: string): number | null => valueIn(figures, phaseId(state));
  const parts = PHASE_STATES.flatMap((state) => {
    const value = of(state);
    return value === null || value === 0 ? [] : [`${number(value)} ${PHASE_STATE_WORDS[state].toLowerCase()}`];
  });
  return parts.length === 0 ? [] : [`Of the phase transfers due from ${longDate(from)} to ${longDate(to)}: ${listed(parts)}.`];
}

function soonSentence(figures: Figures): string[] {
  const { value, period } = figureIn(figures, 'reviews-due-in-13-weeks');
  if (value === null || period === undefined) return [];
  return [`${value === 0 ? 'No review meeting falls' : plural(value, 'review meeting falls', 'review meetings fall')} due from ${period.label}.`];
}

const right = (...lines: string[]): Column => ({ lines, align: 'right' });

/** A count with its share of all plans maintained. */
const ofAll = (figures: Figures, id: string): Cell => shareOf(figureIn(figures, id), figureIn(figures, 'plans-maintained'));
const count = (figures: Figures, id: string): Cell => cellOf(figureIn(figures, id));
const BLANK: Cell = { kind: 'text', text: '' };

const allRow = (figures: Figures): Row => ({ header: 'All plans maintained', cells: [count(figures, 'plans-maintained')] });

function heldSection(figures: Figures, asOf: Day): Section {
  return {
    kind: 'table',
    id: 'held',
    heading: 'Reviews in the last 12 months',
    place: 'page',
    caption: `Plans maintained on ${shortDate(asOf)}, and those reviewed in the 12 months that end with it`,
    rowHeading: 'Plans',
    columns: [right('Plans')],
    rows: [
      { header: 'Maintained', cells: [count(figures, 'plans-maintained')] },
      { header: 'With a review meeting, of all', cells: [count(figures, 'reviews-held-12-months')] },
      { header: 'With a review meeting, of those 12 months old or more', cells: [count(figures, 'reviews-held-12-months-expected')] },
      { header: 'With a letter with the decision, of all', cells: [count(figures, 'reviews-decided-12-months')] },
    ],
    notes: [
      'The meeting and the letter with the decision are two dates. Many authorities count a review as done with the meeting; by the Regulations it ends with the decision.',
      'DfE counts over the plans of which a review was expected: those 12 months old or more. The law asks for a review of every plan in each 12 months: 100%, whatever a local target says.',
    ],
  };
}

function dueSection(figures: Figures, asOf: Day): Section {
  const both = (id: (by: ReviewDay) => string): Cell[] => REVIEW_DAYS.map((by) => ofAll(figures, id(by)));
  const [notYet, overdue, notKnown, noStart] = NEXT_PILES;
  const row = (header: string, id: string): Row => ({ header, cells: both((by) => nextId(id, by)) });
  const never = ofAll(figures, 'reviews-overdue-never-reviewed');
  return {
    kind: 'table',
    id: 'due',
    heading: 'When the next review is due',
    place: 'page',
    caption: `Plans maintained on ${shortDate(asOf)}, by when the next review was due: counted by the meeting, and by the letter with the decision`,
    rowHeading: 'Next review',
    columns: REVIEW_DAYS.map((by) => right('By the', by === 'meeting' ? 'meeting' : 'letter')),
    rows: [
      row('Not yet due', notYet),
      row('Overdue', overdue),
      ...OVERDUE_BANDS.map((band): Row => ({ header: BAND_WORDS[band], under: true, cells: both((by) => bandId(band, by)) })),
      { header: 'of them never reviewed', under: true, cells: REVIEW_DAYS.map((by) => (by === 'meeting' ? never : BLANK)) },
      row('Reviewed, on a day not known', notKnown),
      row('No start and no review recorded', noStart),
      { header: 'All plans maintained', cells: REVIEW_DAYS.map(() => count(figures, 'plans-maintained')) },
    ],
    notes: [
      'A review is due by the last of the 12 months that start with the day on which the plan was made or last reviewed: of one made on 10 March 2024, by 9 March 2025. After a transfer from another authority, by the last of 3 months from it, where that is later.',
      'On a day not known: the list has the latest review alone, and its meeting, or its letter, came after the as-of day or has no date.',
    ],
  };
}

function weeksChart(figures: Figures): Chart {
  return withFinding(
    {
      kind: 'chart',
      id: 'reviews-due-by-week',
      heading: `Review meetings due in the next ${WEEKS_AHEAD} weeks`,
      place: 'page',
      form: 'columns',
      axis: 'Week from',
      labels: WEEK_COUNTS.map(({ id }) => shortDateInWords(figureIn(figures, id).period?.from ?? '').replace(/ \d{4}$/, '')),
      series: [{ name: 'Review meetings due', cells: WEEK_COUNTS.map(({ id }) => count(figures, id)) }],
      levels: [],
      notes: [
        `The first week begins with the as-of day. Due later: ${number(valueIn(figures, 'reviews-due-later'))}; with these, all that are not yet due: ${number(valueIn(figures, 'reviews-not-yet-due'))}.`,
      ],
    },
    () => weeksFinding(figures),
  );
}

function weeksFinding(figures: Figures): string[] {
  const total = figureIn(figures, 'reviews-due-in-13-weeks');
  if (total.value === null || total.period === undefined) return [];
  if (total.value === 0) return [`No review meeting falls due from ${total.period.label}.`];
  const all = `${plural(total.value, 'review meeting falls', 'review meetings fall')} due from ${total.period.label}.`;
  const weeks = WEEK_COUNTS.map(({ id }) => figureIn(figures, id));
  const most = Math.max(...weeks.map(({ value }) => value ?? 0));
  const [first, ...others] = weeks.filter(({ value }) => value === most);
  const isKnown = weeks.every(({ value }) => value !== null);
  return [
    all,
    ...(isKnown && first !== undefined && others.length === 0 && total.value > 1 ? [`Most are due from ${first.period?.label}: ${number(most)}.`] : []),
  ];
}

function decisionSection(figures: Figures, asOf: Day): Section {
  return {
    kind: 'table',
    id: 'decisions',
    heading: 'Decision within 4 weeks of the meeting',
    place: 'page',
    caption: `Plans maintained on ${shortDate(asOf)}, by what became of the decision after their latest review meeting; and what was decided`,
    rowHeading: 'Decision',
    columns: [right('Plans')],
    rows: [
      ...DECISIONS.map((pile): Row => ({ header: DECISION_WORDS[pile][0], cells: [ofAll(figures, decisionId(pile))] })),
      allRow(figures),
      ...OUTCOMES.map(
        (outcome): Row => ({ header: `decided: ${OUTCOME_WORDS[outcome].toLowerCase()}`, under: true, cells: [ofAll(figures, outcomeId(outcome))] }),
      ),
    ],
    notes: [
      'Not due: the meeting was at most 28 days ago. Outstanding: longer, and there is no decision. Of a plan that has ceased since its review nothing stands here; its decision counts in the period below.',
    ],
  };
}

function amendedSection(figures: Figures, asOf: Day): Section {
  return {
    kind: 'table',
    id: 'amended',
    heading: 'Final amended plan within 12 weeks of the meeting',
    place: 'page',
    caption: `Plans maintained on ${shortDate(asOf)}, by what became of the amendment after their latest review meeting`,
    rowHeading: 'Final amended plan',
    columns: [right('Plans')],
    rows: [...AMENDED.map((pile): Row => ({ header: AMENDED_WORDS[pile][0], cells: [ofAll(figures, amendedId(pile))] })), allRow(figures)],
    notes: [
      'The notice with the proposed amendments goes with the decision, within 4 weeks of the meeting, and the final plan within 8 weeks of the notice: 12 in all.',
    ],
  };
}

function periodSection(figures: Figures, { period }: ReviewsAsked): Section {
  return {
    kind: 'table',
    id: 'period',
    heading: 'What was done in the period',
    place: 'page',
    caption: `Meetings held, decisions told and final amended plans sent from ${fromTo(period.from, period.to)}, of plans that have ceased since too`,
    rowHeading: 'Figure',
    columns: [right(labelOf(period))],
    rows: REVIEW_MEASURES.map(({ id, title }) => ({ header: title, cells: [count(figures, id)] })),
    notes: [
      'The list has the latest review of each plan: one that was reviewed again since has its earlier review in no figure. Decisions whose dates are in an impossible order are left out, and counted apart.',
    ],
  };
}

function phaseSection(figures: Figures, asOf: Day): Section {
  const { from, to } = academicYearOf(asOf);
  const cells = (...due: string[]): Cell[] => PHASE_STATES.map((state) => count(figures, phaseId(...due, state)));
  return {
    kind: 'table',
    id: 'phase-transfers',
    heading: 'Phase transfers',
    place: 'page',
    caption: `Plans to be amended before a move to another phase of education, by the day by which they are due, from ${fromTo(from, to)}`,
    rowHeading: 'Due by',
    columns: PHASE_STATES.map((state) => right(...PHASE_STATE_WORDS[state].split(/ (?=due)/))),
    rows: [...PHASE_DAYS.map((due): Row => ({ header: PHASE_DAY_WORDS[due], cells: cells(due) })), { header: 'All due this academic year', cells: cells() }],
    notes: [
      '31 March is for a move from secondary school to a post-16 institution, 15 February for any other move at the end of a phase; five months before the transfer for a move from one post-16 institution to another. The day is that of the list.',
      'The Regulations say "before" these days; a final plan sent on the day itself is in time here, as is the practice.',
    ],
  };
}

/** Those that are not due this academic year. */
function otherPhasesSection(figures: Figures, asOf: Day): Section {
  return {
    kind: 'table',
    id: 'other-phase-transfers',
    heading: 'Phase transfers of other years',
    place: 'page',
    caption: `The other plans maintained on ${shortDate(asOf)}; with the phase transfers due this academic year they are all of them`,
    rowHeading: 'Phase transfer',
    columns: [right('Plans')],
    rows: PHASE_OTHERS.map((year): Row => ({ header: PHASE_OTHER_WORDS[year], cells: [ofAll(figures, phaseId(year))] })),
    notes: [],
  };
}

function latestSection(figures: Figures, asOf: Day): Section {
  return {
    kind: 'table',
    id: 'latest',
    heading: 'The latest review meeting',
    place: 'page',
    caption: `Plans maintained on ${shortDate(asOf)}, by when their latest review meeting was`,
    rowHeading: 'Latest review meeting',
    columns: [right('Plans')],
    rows: [
      ...LATEST_COUNTS.map(({ id, label }): Row => ({ header: capital(label.replace(/^.*?(meeting|recorded:) /, '')), cells: [ofAll(figures, id)] })),
      allRow(figures),
    ],
    notes: [],
  };
}

const SPLIT_COLUMNS: readonly { id: string; column: Column }[] = [
  { id: 'plans-maintained', column: right('Plans') },
  { id: 'reviews-held-12-months', column: right('Held in', '12 months') },
  { id: 'reviews-overdue', column: right('Overdue') },
  { id: 'review-decision-outstanding', column: right('Decision', 'outstanding') },
  { id: 'amended-plan-outstanding', column: right('Amended', 'outstanding') },
];

function splitSection({ column, groups }: NonNullable<Report['by']>, whole: Figures): Section {
  const cells = (figures: Figures): Cell[] => SPLIT_COLUMNS.map(({ id }) => count(figures, id));
  return {
    kind: 'table',
    id: 'split',
    heading: `By ${column}`,
    place: 'page',
    caption: `Plans maintained and their reviews, by ${column}`,
    rowHeading: capital(column),
    columns: SPLIT_COLUMNS.map(({ column: heading }) => heading),
    rows: [...groups.map(({ name, figures }) => ({ header: groupName(name), cells: cells(figures) })), { header: 'All', cells: cells(whole) }],
    notes: [],
  };
}

const LISTED: Section = { kind: 'listing', id: 'overdue', heading: 'Plans whose review is overdue, the longest first', place: 'page' };

function listingOf(overdue: readonly Overdue[], { asOf, by, shownId, absent }: Reporting): Listing {
  const iso = (day: Day | null): string | null => (day === null ? null : isoDate(day));
  const seen = (day: Day | null): Day | null => (day !== null && day <= asOf ? day : null);
  const rows = overdue.map(({ plan, due, group }) => ({
    planId: shownId(plan.id),
    line: plan.line,
    started: iso(plan.started),
    lastMeeting: iso(seen(plan.reviewMeeting)),
    lastDecision: iso(seen(plan.reviewDecided)),
    due: isoDate(due),
    monthsOverdue: wholeMonths(due, asOf),
    group: by === null ? null : groupName(group),
  }));
  const unless = (isSeen: boolean): Pick<ListingColumn, 'unseen'> => (isSeen ? {} : { unseen: true });
  return {
    name: 'overdue',
    beside: true,
    columns: [
      { key: 'planId', heading: 'Plan', kind: 'text' },
      // Where a reference cannot be shown, the row is known by its line.
      { key: 'line', heading: 'Line', kind: 'number', ...unless(rows.some(({ planId }) => planId === null)) },
      { key: 'started', heading: 'Started', kind: 'date', unseen: true },
      { key: 'lastMeeting', heading: 'Last meeting', kind: 'date' },
      { key: 'lastDecision', heading: 'Last decision', kind: 'date', ...unless(!absent.includes(LETTERS)) },
      { key: 'due', heading: 'Due by', kind: 'date' },
      { key: 'monthsOverdue', heading: 'Months overdue', kind: 'number' },
      { key: 'group', heading: capital(by ?? 'group'), kind: 'text', ...unless(by !== null) },
    ],
    rows,
  };
}
