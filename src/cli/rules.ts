import { dayFromIso } from '../core/day.ts';
import { nearest } from '../core/nearest.ts';
import { UserError } from '../core/user-error.ts';
import { type Condition, OPERATORS, type Operator, type Rule, type Values } from '../input/rule.ts';
import { checkAgainst, kindOf, type Schema } from './config.ts';

/** Rules within rules go no deeper than this: what needs more can be put more simply. */
const DEEPEST = 4;

const ANYTHING: Schema = { $ref: '#/definitions/rule' };
const RULE: Schema = {
  type: 'object',
  properties: {
    column: { type: 'string', minLength: 1 },
    operator: { type: 'string', minLength: 1 },
    value: ANYTHING,
    and: { type: 'array', items: ANYTHING },
    or: { type: 'array', items: ANYTHING },
  },
};
const CONDITION: Schema = { ...RULE, required: ['column', 'operator'] };

/**
 * A rule of the configuration.
 * @param key where it stands there
 * @throws UserError where it is none
 */
export function ruleOf(value: unknown, key: string, file: string, depth = 1): Rule {
  const where = `${file}, ${key}`;
  if (depth > DEEPEST) throw new UserError(`${where}: rules stand in rules more than ${DEEPEST} deep. Put them more simply.`);
  checkAgainst(RULE, value, key, file);
  const { and, or, ...rest } = value as { and?: unknown[]; or?: unknown[] };
  const parts = and ?? or;
  if (parts === undefined) {
    checkAgainst(CONDITION, value, key, file);
    return conditionOf(rest as { column: string; operator: string; value?: unknown }, where);
  }
  if ((and !== undefined && or !== undefined) || Object.keys(rest).length > 0)
    throw new UserError(`${where}: "${and === undefined ? 'or' : 'and'}" stands beside other keys. Put it alone in its braces, and the others into its list.`);
  const name = and === undefined ? 'or' : 'and';
  if (parts.length === 0) throw new UserError(`${where}.${name}: this list is empty. Put a rule into it, or take it out.`);
  const rules = parts.map((part, at) => ruleOf(part, `${key}.${name}[${at + 1}]`, file, depth + 1));
  return and === undefined ? { or: rules } : { and: rules };
}

/** A value is not repeated in a message: that of a column of persons may be a person's. */
function conditionOf({ column, operator: written, value }: { column: string; operator: string; value?: unknown }, where: string): Condition {
  const operator = operatorOf(written, where);
  const at = `${where}.value`;
  if (operator === 'blank' || operator === 'not blank') {
    if (value !== undefined) throw new UserError(`${at}: "${operator}" is asked of the cell alone. Take the value out.`);
    return { column, operator, kind: 'text', values: [] };
  }
  if (value === undefined) throw new UserError(`${where}: "${operator}" needs a value. Add the key "value".`);
  const isListed = operator === 'in' || operator === 'not in';
  if (isListed !== Array.isArray(value) || (Array.isArray(value) && value.length === 0)) {
    const wanted = isListed ? 'a list in square brackets, such as ["yes", "no"], belongs.' : 'one text or number belongs. For a list, use "in" or "not in".';
    throw new UserError(`${at}: this is ${Array.isArray(value) && isListed ? 'an empty list' : kindOf(value)} where ${wanted}`);
  }
  const values = valuesOf(isListed ? (value as unknown[]) : [value], at);
  if (values.kind === 'text' && ['<', '<=', '>', '>='].includes(operator))
    throw new UserError(`${at}: "${operator}" compares numbers or dates. Write a number without quotation marks, or a date "yyyy-mm-dd".`);
  return { column, operator, ...values };
}

/** All numbers, all dates, or texts. */
function valuesOf(values: readonly unknown[], where: string): Values {
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length === values.length) return { kind: 'number', values: numbers };
  if (numbers.length > 0) throw new UserError(`${where}: this list has numbers and texts. Make it all numbers or all texts.`);
  const texts = values.map((value) => textOf(value, where));
  const dates = texts.flatMap((text) => dayFromIso(text) ?? []);
  return dates.length === texts.length ? { kind: 'date', values: dates } : { kind: 'text', values: texts };
}

function textOf(value: unknown, where: string): string {
  if (typeof value !== 'string') throw new UserError(`${where}: this is ${kindOf(value)} where a text in quotation marks, or a number, belongs.`);
  if (value.trim() === '') throw new UserError(`${where}: this is empty. Write a text, or ask for blank cells with the operator "blank" or "not blank".`);
  if (/\p{C}/u.test(value)) throw new UserError(`${where}: this holds a control character, such as a line break. Take it out.`);
  return value.trim();
}

/** What other languages, and people, write for the operators. */
const MEANT: Readonly<Record<Operator, readonly string[]>> = {
  '=': ['==', '===', 'is', 'equals', 'equal', 'equal to', 'eq'],
  '<>': ['!=', '!==', '=/=', '≠', 'is not', 'not', 'not equal', 'not equal to', 'ne', 'neq'],
  '<': ['less than', 'before', 'below', 'under', 'lt'],
  '<=': ['=<', '≤', 'at most', 'up to', 'lte', 'le'],
  '>': ['greater than', 'more than', 'after', 'above', 'over', 'gt'],
  '>=': ['=>', '≥', 'at least', 'from', 'gte', 'ge'],
  in: ['is in', 'one of', 'any of', 'is one of'],
  'not in': ['is not in', 'none of', 'nin', 'notin', '!in'],
  blank: ['is blank', 'empty', 'is empty', 'missing', 'null', 'is null'],
  'not blank': ['is not blank', 'not empty', 'is not empty', 'notblank', 'filled', 'present', 'exists', 'not null', 'is not null'],
};

function operatorOf(written: string, where: string): Operator {
  const known = OPERATORS.find((operator) => operator === written);
  if (known !== undefined) return known;
  const words = written
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
  const meant = OPERATORS.find((operator) => operator === words || MEANT[operator].includes(words));
  // Of one or two signs, every other operator is near.
  const near = meant ?? (words.length > 3 ? nearest(words, OPERATORS) : null);
  const all = OPERATORS.map((operator) => `"${operator}"`).join(', ');
  throw new UserError(
    `${where}.operator: there is no operator ${JSON.stringify(written)}. ${near === null ? `Choose one of ${all}.` : `Did you mean "${near}"?`}`,
  );
}
