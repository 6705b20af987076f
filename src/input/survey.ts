import { aliasOf, namesFor, ownColumn, TARGETS, type Target } from './aliases.ts';
import { COLUMNS, type Column, DECIDING_DATES, DECISIONS, FLAGS, OTHER_DATES } from './columns.ts';
import type { CaseExport } from './export.ts';
import { isSerial, readDate, readDecision, readFlag, Unreadable } from './fields.ts';
import { namesOf } from './headings.ts';
import type { ColumnMapping } from './layout.ts';
import { isMinor, twoForOne } from './layouts/flat.ts';
import type { Row } from './rows.ts';
import type { Table } from './table.ts';

/** What a column of an export holds, without a word of it. */
export interface Filled {
  column: Column;
  /** The heading that fills it; null where none does. */
  heading: string | null;
  /** Rows that have a value. */
  rows: number;
  /** Up to three shapes of its values, such as `9999-99-99`. */
  shapes: readonly string[];
}

const MOST_SHAPES = 3;

/** How each of our columns is filled by an export, over all its rows. */
export function surveyOf(cases: CaseExport): { rows: number; columns: Filled[] } {
  const { places, headings } = cases.columns;
  const found = COLUMNS.map((column) => ({ column, place: places[column], rows: 0, shapes: new Set<string>() }));
  let rows = 0;
  cases.rows(
    ({ fields }) => {
      rows++;
      for (const one of found) {
        const text = (fields[one.place] ?? '').trim();
        if (text === '') continue;
        one.rows++;
        if (one.shapes.size < MOST_SHAPES) one.shapes.add(shapeOf(text));
      }
    },
    () => {},
  );
  return {
    rows,
    columns: found.map(({ column, place, rows: filled, shapes }) => ({
      column,
      heading: place < 0 ? null : headings[column],
      rows: filled,
      shapes: [...shapes],
    })),
  };
}

/** What a value looks like: digits become 9, up to three letters A, and more of them `Aa…`, so that it can name nobody. */
export function shapeOf(text: string): string {
  const shape = text
    .replace(/\p{L}+/gu, (letters) => (letters.length <= 3 ? 'A'.repeat(letters.length) : 'Aa…'))
    .replace(/\p{N}/gu, '9')
    .replace(/[^\x20-\x7e…]/g, '?');
  return shape.length > 24 ? `${shape.slice(0, 23)}…` : shape;
}

/** Words that stand for a decision, beside those that are read as they are. */
const DECISION_WORDS: readonly (readonly [RegExp, string])[] = [
  [/histor/i, 'H'],
  [/withdr|ceas|cancel/i, 'W'],
  [/pending|undecid|await|no decision|\byet\b|to be (agreed|approved|accepted|decided)|in progress/i, 'A'],
  [/refus|declin|reject|disagree|disapprov|not\b|^no\b/i, 'N'],
  [/agree|accept|proceed|approv|^yes\b|^issued?$|^assess$|to (assess|issue)/i, 'Y'],
];

/** Enough rows to know a column by. */
const LOOKED_AT = 2000;
/** A heading is no likelier than this to be another's name by chance. */
const LIKE = 0.6;

/**
 * What a list's headings may mean: those that are well known, and those that are like a name of ours and whose values
 * could be such. Our own names need no explaining.
 */
export function proposalFor(table: Table, heading: Row): ColumnMapping {
  const samples = samplesOf(table, heading);
  const taken = new Set<Target>();
  const rivals = new Map<Target, { place: number; heading: string }>();
  const mapping: Record<string, string | { column: string; values: Record<string, string> }> = {};
  const add = (place: number, target: Target): void => {
    taken.add(target);
    const values = valuesFor(target, samples[place] ?? []);
    mapping[(heading.fields[place] ?? '').trim()] = Object.keys(values).length === 0 ? target : { column: target, values };
  };
  heading.fields.forEach((text, place) => {
    const own = ownColumn(text);
    if (own === null || taken.has(own)) return;
    const values = valuesFor(own, samples[place] ?? []);
    taken.add(own);
    if (Object.keys(values).length > 0) mapping[text.trim()] = { column: own, values };
  });
  heading.fields.forEach((text, place) => {
    const alias = ownColumn(text) === null ? aliasOf(text) : null;
    if (alias === null) return;
    const rival = rivals.get(alias);
    // Which is right decides figures, and is for a person to say.
    if (rival !== undefined && !isMinor(alias)) throw twoForOne(table.name, heading.line, alias, rival, { place, heading: text.trim() });
    if (taken.has(alias)) return;
    rivals.set(alias, { place, heading: text.trim() });
    add(place, alias);
  });
  for (const { place, target } of guesses(heading, samples)) {
    const known = ownColumn(heading.fields[place] ?? '') ?? aliasOf(heading.fields[place] ?? '');
    if (known === null && !taken.has(target) && !Object.hasOwn(mapping, (heading.fields[place] ?? '').trim())) add(place, target);
  }
  const inOrder = heading.fields.map((text) => text.trim()).filter((text) => Object.hasOwn(mapping, text));
  return Object.fromEntries(inOrder.map((text) => [text, mapping[text] as string]));
}

function samplesOf(table: Table, heading: Row): string[][] {
  const samples: string[][] = heading.fields.map(() => []);
  let rows = 0;
  table.rows(heading.line, ({ fields }) => {
    samples.forEach((values, place) => {
      const text = (fields[place] ?? '').trim();
      if (text !== '') values.push(text);
    });
    return ++rows === LOOKED_AT;
  });
  return samples;
}

/** When something is due is not when it happened. */
const NOT_YET = /\b(due|target|deadline|expected|planned|forecast|by when)\b/i;

/** A list has fewer columns than this, and shorter headings: what has more is none, and is not compared. */
const MOST_COLUMNS = 300;
const LONGEST_HEADING = 100;

/** Headings and the columns they are like, the likest first. */
function guesses(heading: Row, samples: readonly string[][]): { place: number; target: Target; likeness: number }[] {
  return heading.fields
    .slice(0, MOST_COLUMNS)
    .flatMap((text, place) =>
      text.trim() === '' || text.length > LONGEST_HEADING ? [] : TARGETS.map((target) => ({ place, target, likeness: likenessOf(text, target) })),
    )
    .filter(({ likeness }) => likeness >= LIKE)
    .filter(({ place, target }) => couldBe(target, samples[place] ?? []) && !(DATES.includes(target) && NOT_YET.test(heading.fields[place] ?? '')))
    .sort((a, b) => b.likeness - a.likeness || a.place - b.place);
}

/** Names that are likely but may mean something else: only proposed, by `ehcp init`. */
const HINTS: Readonly<Partial<Record<Target, readonly string[]>>> = {
  case_id: ['id', 'ref', 'refno', 'reference', 'referencenumber', 'caseno', 'requestno', 'requestref', 'systemid', 'recordid'],
  person_id: ['person', 'child', 'pupil'],
  received_date: ['received', 'dateofreferral', 'referraldate', 'week0', 'clockstart', 'startdate'],
  assess_decision: ['decisiononassessment', 'decision6week', 'weeksixdecision', 'outcomeofrequest', 'agreedtoassess', 'paneldecision'],
  assess_decision_date: ['decisiondate', 'week6date', 'dateagreedtoassess', 'dateofpaneldecision', 'paneldate'],
  issue_decision: ['decisiononplan', 'outcomeofassessment', 'agreedtoissue', 'issuedecision'],
  draft_plan_date: ['draft', 'draftsent', 'draftehcpissued', 'draftehcpsent', 'proposedplanissued'],
  final_plan_date: [
    'final',
    'finalsent',
    'finalplan',
    'finalehcp',
    'finalehcpissued',
    'finalehcpsent',
    'datefinalehcpissued',
    'datefinalehcpsent',
    'datefinalsent',
    'ehcplanstartdate',
  ],
  week20_exception: ['exceptionyn', 'exceptiontotimescale', 'exempt', 'twentyweekexception'],
  closed_date: ['closed', 'enddate', 'dateended'],
  coordinator: ['officer', 'worker', 'keyworker', 'sendofficer', 'caseholder'],
};

function likenessOf(heading: string, target: Target): number {
  return Math.max(...namesOf(heading).flatMap((name) => [...namesFor(target), ...(HINTS[target] ?? [])].map((ours) => alike(name, ours))));
}

/** How much of two words is alike, from 0 to 1: of their pairs of letters, the share that both have (Dice). */
function alike(a: string, b: string): number {
  const pairs = (word: string): string[] => Array.from({ length: Math.max(word.length - 1, 0) }, (_, at) => word.slice(at, at + 2));
  // A heading is no longer than this; a row of data might be.
  const [left, right] = [pairs(a.slice(0, 100)), pairs(b)];
  const rest = [...right];
  const shared = left.filter((pair) => {
    const at = rest.indexOf(pair);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  }).length;
  return left.length + right.length === 0 ? 0 : (2 * shared) / (left.length + right.length);
}

const DATES: readonly Target[] = [...DECIDING_DATES, ...OTHER_DATES, 'assessment_outcome_date'];

/** Whether nearly all values could stand in a column. */
function couldBe(target: Target, values: readonly string[]): boolean {
  const most = (fits: (text: string) => boolean): boolean => values.filter(fits).length >= values.length * 0.8;
  if (DATES.includes(target)) return most((text) => !(readDate(text) instanceof Unreadable) || isSerial(text));
  // An id is shown, and a name has no digits.
  if (target === 'case_id' || target === 'person_id') return most((text) => /\d/.test(text));
  if ((FLAGS as readonly string[]).includes(target)) return most((text) => readFlag(text) !== undefined);
  if ((DECISIONS as readonly string[]).includes(target)) return most((text) => decisionIn(text) !== null);
  return true;
}

/** The decision that a word stands for; null where it is not plain. */
function decisionIn(text: string): string | null {
  const decision = readDecision(text);
  if (!(decision instanceof Unreadable)) return decision ?? 'A';
  return DECISION_WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** The words of which people make decisions: what is made of them alone names nobody. */
const PLAIN =
  /^(?:(?:a|an|the|to|no|not|yes|yet|by|with|and|or|of|at|for|in|on|is|was|la|ehc|ehcp|ehcna|plan|plans|assess|assessed|assessment|needs|issue|issued|agree|agreed|refuse|refused|refusal|decline|declined|reject|rejected|accept|accepted|approve|approved|proceed|proceeding|decision|decided|undecided|pending|await|awaiting|progress|made|panel|parent|parental|request|application|withdraw|withdrawn|ceased|cancelled|historic|historical|outcome|statutory|did|record|cannot|proceeded)(?:[\s.,;:()/\u2013-]+|$))+$/i;
const isPlain = (word: string): boolean => PLAIN.test(word);

/** Their words for decisions that are not read as they are, and ours. */
function valuesFor(target: Target, samples: readonly string[]): Record<string, string> {
  if (!(DECISIONS as readonly string[]).includes(target)) return {};
  const words = [...new Set(samples)].filter((word) => readDecision(word) instanceof Unreadable && word.length <= 60 && isPlain(word));
  const known = words.flatMap((word) => {
    const decision = decisionIn(word);
    return decision === null ? [] : [[word, decision] as const];
  });
  return known.length > 20 ? {} : Object.fromEntries(known.sort(([a], [b]) => (a < b ? -1 : 1)));
}
