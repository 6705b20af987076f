import { type Conventions, DEFAULT_CONVENTIONS, lastDayWithin } from '../core/conventions.ts';
import { EXCEPTIONS } from '../core/exceptions.ts';
import type { Definition } from '../core/measure.ts';
import type { Section } from './report.ts';
import { sentence } from './words.ts';

/** What is said of a figure. */
export type Defined = Pick<Definition, 'title' | 'counts' | 'source'>;

/**
 * The conventions in force and what every figure counts: what stands behind the page.
 * @param conventions null where no cases were read, of which alone they speak
 */
export function definitions(conventions: Conventions | null, measures: readonly Defined[]): Section[] {
  const terms = measures.map((measure) => termOf(measure, conventions ?? DEFAULT_CONVENTIONS));
  const all = conventions === null ? [...terms, ROW_PILES, NOTHING] : [...openTerms(conventions), ...terms, ...CASE_TERMS, NOTHING];
  const behind = definitionsSection(all);
  return conventions === null ? [behind] : [conventionsSection(conventions), behind];
}

/** The same of a report on open cases alone, with terms of its own. */
export const openDefinitions = (conventions: Conventions, own: readonly Term[]): [inForce: Section, behind: Section] => [
  conventionsSection(conventions),
  definitionsSection([...openTerms(conventions), ...own]),
];

/** A word, and what it means here. */
export interface Term {
  term: string;
  meaning: string;
}

const definitionsSection = (terms: Term[]): Section => ({ kind: 'terms', id: 'definitions', heading: 'What the figures count', place: 'definitions', terms });

/** The conventions in force. */
export const conventionsSection = (conventions: Conventions): Section => ({
  kind: 'list',
  id: 'conventions',
  heading: 'Conventions',
  place: 'page',
  items: conventionLines(conventions),
});

function conventionLines(conventions: Conventions): string[] {
  const { dayOfReceipt, cohort } = conventions;
  const [week20, week52] = [lastDayWithin(20, conventions), lastDayWithin(52, conventions)];
  return [
    dayOfReceipt === 0
      ? `The day of receipt is day 0: day ${week20} is the last day within 20 weeks, day ${week52} the last within 52.`
      : `The day of receipt is day 1: the last day within 20 weeks is ${week20} days after it, the last within 52 is ${week52} days after it.`,
    cohort === 'dfe'
      ? 'Timeliness leaves out plans issued after mediation or tribunal about the decision to assess or to issue, as DfE does.'
      : 'Timeliness keeps plans issued after mediation or tribunal; DfE leaves them out, so these figures differ from those it publishes.',
  ];
}

/** What a figure counts, and what it rests on. */
export function termOf({ title, counts, source }: Defined, conventions: Conventions): Term {
  const said = sentence(counts(conventions));
  return { term: title, meaning: source === null ? said : `${said} Source: ${source}.` };
}

/** What makes a case open, and for how long. */
const openTerms = (conventions: Conventions): Term[] => [
  {
    term: 'Open',
    meaning:
      'A request received by the as-of day, with no final plan sent, no refusal, no closing date, not withdrawn and not moved to another authority by then. A plan agreed or drafted but not sent is open. Events after the as-of day have not happened.',
  },
  {
    term: 'Weeks',
    meaning: `Days since the request was received ÷ 7. Tests are on days, never on rounded weeks: over 52 weeks is more than ${lastDayWithin(52, conventions)} days, weekends and holidays included.`,
  },
  {
    term: 'Open again after a refusal',
    meaning:
      'The list shows a refusal and, on or after it, a later step: reopened, a decision to issue, a draft plan. The clock still shows the days since the request.',
  },
  {
    term: 'Closed, date not known',
    meaning: 'The list says refused, withdrawn or moved, but not when: such a case is treated as closed on every day.',
  },
];

const CASE_TERMS = [
  {
    term: 'Week-20 exception',
    meaning: `A reason recorded for not meeting the time limit. The law knows four: ${EXCEPTIONS.map(({ wording }) => wording).join('; ')}. An exception takes a plan out of the figures "leaving out exceptions", in time or late; it never makes a late plan count as in time.`,
  },
  {
    term: 'Not known',
    meaning:
      'A plan or decision whose days cannot be worked out (no received date, or dates in an impossible order) stays in the number judged and is never counted as in time.',
  },
  {
    term: 'Set aside, excluded, out of scope',
    meaning:
      "Set aside: the row cannot be read. Excluded: the case would count, but the rules take it out. Out of scope: not that figure's business, or a historical row. Every row read is in one of these or is counted.",
  },
];

/** The same of rows that are no cases. */
const ROW_PILES = {
  term: 'Set aside, out of scope',
  meaning:
    "Set aside: the row cannot be read. Out of scope: not that figure's business, such as a row of another period, or of none. Every row read is set aside or counted; of those counted, each is judged or out of scope.",
};

const NOTHING = { term: '–', meaning: 'Nothing to take a share or an average of; never 0%.' };
