import { type Day, longDate } from '../core/day.ts';
import { readDate, readNumber, Unreadable } from './fields.ts';
import { namesPersons } from './split.ts';

/** What a rule may ask of a cell, in the order of the documentation. */
export const OPERATORS = ['=', '<>', '<', '<=', '>', '>=', 'in', 'not in', 'blank', 'not blank'] as const;
export type Operator = (typeof OPERATORS)[number];

/** What a cell is compared with; its kind decides how the cell is read. */
export type Values = { kind: 'text'; values: readonly string[] } | { kind: 'number'; values: readonly number[] } | { kind: 'date'; values: readonly Day[] };

/** One question to one cell. */
export type Condition = { column: string; operator: Operator } & Values;

/** Which rows are meant. */
export type Rule = Condition | { and: readonly Rule[] } | { or: readonly Rule[] };

/** Every condition of a rule. */
export function conditionsOf(rule: Rule): Condition[] {
  if ('and' in rule) return rule.and.flatMap(conditionsOf);
  return 'or' in rule ? rule.or.flatMap(conditionsOf) : [rule];
}

/** The cells of the row that is being read. */
export interface Cells {
  /** Without blanks around it. */
  text(column: string): string;
  date(column: string): Day | null | Unreadable;
}

/** A cell that a rule turns on and that is not what the rule compares it with. */
export interface UnreadableCell {
  column: string;
  code: 'unreadable-date' | 'unreadable-number';
  why: string;
}

/** Asks a rule of the row that is being read. */
export type Test = () => boolean | UnreadableCell;

/** A rule made ready to be asked row by row. */
export function testOf(rule: Rule, cells: Cells): Test {
  if ('and' in rule) return joined(rule.and, false, cells);
  return 'or' in rule ? joined(rule.or, true, cells) : conditionTest(rule, cells);
}

/** One part that decides, decides, whatever cannot be read beside it: so the order of the parts changes nothing. */
function joined(rules: readonly Rule[], decisive: boolean, cells: Cells): Test {
  const tests = rules.map((rule) => testOf(rule, cells));
  return () => {
    let unreadable: UnreadableCell | null = null;
    for (const test of tests) {
      const answer = test();
      if (answer === decisive) return decisive;
      if (typeof answer !== 'boolean') unreadable ??= answer;
    }
    return unreadable ?? !decisive;
  };
}

const folded = (text: string): string => text.toLowerCase();

function conditionTest(condition: Condition, { text, date }: Cells): Test {
  const { column, operator, kind } = condition;
  // A date that means "none" is a blank, in any form.
  if (operator === 'blank') return () => readDate(text(column)) === null;
  if (operator === 'not blank') return () => readDate(text(column)) !== null;
  const values: readonly (string | number)[] = condition.kind === 'text' ? condition.values.map((value) => folded(value.trim())) : condition.values;
  const compare = COMPARE[operator];
  return () => {
    const cell = kind === 'date' ? date(column) : kind === 'number' ? readNumber(text(column)) : folded(text(column)) || null;
    if (cell instanceof Unreadable) return { column, code: kind === 'date' ? 'unreadable-date' : 'unreadable-number', why: cell.why };
    // A blank is nothing, so it is unlike every value and neither more nor less than any.
    return cell === null ? operator === '<>' || operator === 'not in' : compare(cell, values);
  };
}

type Compare = (cell: string | number, values: readonly (string | number)[]) => boolean;

const against =
  (holds: (cell: string | number, value: string | number) => boolean): Compare =>
  (cell, [value]) =>
    value !== undefined && holds(cell, value);

const COMPARE: Readonly<Record<Exclude<Operator, 'blank' | 'not blank'>, Compare>> = {
  '=': against((cell, value) => cell === value),
  '<>': against((cell, value) => cell !== value),
  '<': against((cell, value) => cell < value),
  '<=': against((cell, value) => cell <= value),
  '>': against((cell, value) => cell > value),
  '>=': against((cell, value) => cell >= value),
  in: (cell, values) => values.includes(cell),
  'not in': (cell, values) => !values.includes(cell),
};

/** A rule as it follows "the rows": `whose Eligible is yes and whose Age is less than 3`. */
export function ruleInWords(rule: Rule): string {
  if ('and' in rule) return rule.and.map(partInWords).join(' and ');
  return 'or' in rule ? rule.or.map(partInWords).join(' or ') : `whose ${conditionInWords(rule)}`;
}

/** A part of several needs brackets where it has parts itself. */
function partInWords(rule: Rule, _: number, parts: readonly Rule[]): string {
  return 'column' in rule || parts.length === 1 ? ruleInWords(rule) : `(${ruleInWords(rule)})`;
}

function conditionInWords(condition: Condition): string {
  const { column, operator, kind } = condition;
  const values = condition.kind === 'date' ? condition.values.map(longDate) : condition.values.map(String);
  // What a column of persons is compared with may be a person.
  const shown = namesPersons(column) ? '(not shown)' : values.join(', ');
  const [less, more] = kind === 'date' ? ['before', 'after'] : ['less than', 'more than'];
  const orLess = kind === 'date' ? 'or before' : 'or less';
  const orMore = kind === 'date' ? 'or after' : 'or more';
  const words: Readonly<Record<Operator, string>> = {
    '=': `is ${shown}`,
    '<>': `is not ${shown}`,
    '<': `is ${less} ${shown}`,
    '<=': `is ${shown} ${orLess}`,
    '>': `is ${more} ${shown}`,
    '>=': `is ${shown} ${orMore}`,
    in: `is one of ${shown}`,
    'not in': `is none of ${shown}`,
    blank: 'is blank',
    'not blank': 'is not blank',
  };
  return `${column} ${words[operator]}`;
}
