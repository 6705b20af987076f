import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate, type Unreadable } from '../../src/input/fields.ts';
import { type Cells, type Condition, type Operator, type Rule, ruleInWords, testOf, type Values } from '../../src/input/rule.ts';
import { on } from '../support/cases.ts';

const cellsOf = (cells: Readonly<Record<string, string>>): Cells => ({
  text: (column) => cells[column] ?? '',
  date: (column) => readDate(cells[column] ?? ''),
});

const TEXT = (...values: string[]): Values => ({ kind: 'text', values });
const NUMBER = (...values: number[]): Values => ({ kind: 'number', values });
const DATE = (...values: string[]): Values => ({ kind: 'date', values: values.map(on) });
const asks = (operator: Operator, values: Values, column = 'A'): Condition => ({ column, operator, ...values });
const answer = (rule: Rule, cells: Readonly<Record<string, string>>) => {
  const given = testOf(rule, cellsOf(cells))();
  return typeof given === 'boolean' ? given : given.code;
};

describe('a condition', () => {
  it.each<[Operator, Values, [string, boolean | string][]]>([
    [
      '=',
      TEXT('Yes'),
      [
        ['yes', true],
        ['YES', true],
        ['yes please', false],
        ['ye', false],
        ['', false],
      ],
    ],
    [
      '<>',
      TEXT('Yes'),
      [
        ['yes', false],
        ['no', true],
        ['', true],
      ],
    ],
    [
      'in',
      TEXT('Yes', 'Maybe'),
      [
        ['maybe', true],
        ['YES', true],
        ['no', false],
        ['', false],
      ],
    ],
    [
      'not in',
      TEXT('Yes', 'Maybe'),
      [
        ['maybe', false],
        ['no', true],
        ['', true],
      ],
    ],
    [
      '=',
      NUMBER(2),
      [
        ['2', true],
        ['2.0', true],
        ['02', true],
        ['+2', true],
        ['2.01', false],
        ['', false],
        ['two', 'unreadable-number'],
      ],
    ],
    [
      '=',
      NUMBER(1200),
      [
        ['1,200', true],
        ['1200.00', true],
        ['12,00', 'unreadable-number'],
        ['1,2', 'unreadable-number'],
        ['1.2e3', true],
      ],
    ],
    [
      '<>',
      NUMBER(2),
      [
        ['2.0', false],
        ['3', true],
        ['', true],
        ['n/a', 'unreadable-number'],
      ],
    ],
    [
      '<',
      NUMBER(15),
      [
        ['14.99', true],
        ['15', false],
        ['15.01', false],
        ['9', true],
        ['-20', true],
        ['', false],
      ],
    ],
    [
      '<=',
      NUMBER(15),
      [
        ['14.99', true],
        ['15', true],
        ['15.0', true],
        ['15.01', false],
        ['', false],
      ],
    ],
    [
      '>',
      NUMBER(15),
      [
        ['15', false],
        ['15.01', true],
        ['100', true],
        ['', false],
      ],
    ],
    [
      '>=',
      NUMBER(15),
      [
        ['14.99', false],
        ['15', true],
        ['15.01', true],
        ['', false],
      ],
    ],
    [
      'in',
      NUMBER(1, 2),
      [
        ['2.0', true],
        ['3', false],
        ['', false],
        ['x', 'unreadable-number'],
      ],
    ],
    [
      'not in',
      NUMBER(1, 2),
      [
        ['2.0', false],
        ['3', true],
        ['', true],
      ],
    ],
    [
      '=',
      DATE('2022-03-31'),
      [
        ['31/03/2022', true],
        ['2022-03-31 00:00', true],
        ['2022-04-01', false],
        ['', false],
        ['soon', 'unreadable-date'],
      ],
    ],
    [
      '<>',
      DATE('2022-03-31'),
      [
        ['31-Mar-2022', false],
        ['2022-04-01', true],
        ['', true],
      ],
    ],
    [
      '<',
      DATE('2022-03-31'),
      [
        ['30/03/2022', true],
        ['31/03/2022', false],
        ['01/04/2022', false],
        ['', false],
      ],
    ],
    [
      '<=',
      DATE('2022-03-31'),
      [
        ['30/03/2022', true],
        ['31/03/2022', true],
        ['01/04/2022', false],
        ['31/12/9999', false],
      ],
    ],
    [
      '>',
      DATE('2022-03-31'),
      [
        ['30/03/2022', false],
        ['31/03/2022', false],
        ['01/04/2022', true],
        ['31/12/9999', false],
      ],
    ],
    [
      '>=',
      DATE('2022-03-31'),
      [
        ['30/03/2022', false],
        ['31/03/2022', true],
        ['01/04/2022', true],
        ['31/06/2022', 'unreadable-date'],
      ],
    ],
    [
      'in',
      DATE('2022-03-31', '2022-04-30'),
      [
        ['30/04/2022', true],
        ['01/04/2022', false],
        ['', false],
      ],
    ],
    [
      'not in',
      DATE('2022-03-31', '2022-04-30'),
      [
        ['30/04/2022', false],
        ['01/04/2022', true],
        ['', true],
      ],
    ],
    [
      'blank',
      TEXT(),
      [
        ['', true],
        ['01/01/1900', true],
        ['9999-12-31', true],
        ['-', false],
        ['0', false],
      ],
    ],
    [
      'not blank',
      TEXT(),
      [
        ['', false],
        ['01/01/1900', false],
        ['-', true],
        ['0', true],
      ],
    ],
  ])('%s %j', (operator, values, cells) => {
    expect(cells.map(([cell]) => [cell, answer(asks(operator, values), { A: cell })])).toEqual(cells);
  });
});

describe('rules joined', () => {
  const [yes, no, unreadable] = [asks('=', TEXT('x')), asks('<>', TEXT('x')), asks('<', NUMBER(3), 'N')];
  const cells = { A: 'x', N: 'n/a' };

  it.each<[string, Rule, boolean | string]>([
    ['all hold', { and: [yes, yes] }, true],
    ['one does not hold', { and: [yes, no] }, false],
    ['one holds', { or: [no, yes] }, true],
    ['none holds', { or: [no, no] }, false],
    ['one that cannot be read does not matter beside one that decides', { and: [unreadable, no] }, false],
    ['nor behind it', { and: [no, unreadable] }, false],
    ['nor in a choice', { or: [unreadable, yes] }, true],
    ['it matters where all others hold', { and: [yes, unreadable] }, 'unreadable-number'],
    ['and where no other does', { or: [no, unreadable] }, 'unreadable-number'],
    ['rules stand in rules', { and: [yes, { or: [no, { and: [yes, yes] }] }] }, true],
  ])('%s', (_, rule, expected) => {
    expect(answer(rule, cells)).toBe(expected);
  });

  it('answer the same in any order', () => {
    const part = fc.constantFrom<Rule>(yes, no, unreadable, { or: [no, unreadable] }, { and: [yes, unreadable] });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), fc.boolean(), (parts, all) => {
        const joined = (rules: Rule[]): Rule => (all ? { and: rules } : { or: rules });
        expect(answer(joined([...parts].reverse()), cells)).toBe(answer(joined(parts), cells));
      }),
      { seed: 222, numRuns: 200 },
    );
  });
});

describe('a rule in words', () => {
  it.each<[Rule, string]>([
    [asks('=', TEXT('yes'), 'Eligible'), 'whose Eligible is yes'],
    [asks('not in', TEXT('a', 'b')), 'whose A is none of a, b'],
    [asks('<', NUMBER(3), 'Age'), 'whose Age is less than 3'],
    [asks('>=', NUMBER(3), 'Age'), 'whose Age is 3 or more'],
    [asks('<', DATE('2022-03-31')), 'whose A is before 31 March 2022'],
    [asks('<=', DATE('2022-03-31')), 'whose A is 31 March 2022 or before'],
    [asks('blank', TEXT()), 'whose A is blank'],
    [{ and: [asks('=', TEXT('x')), { or: [asks('=', TEXT('y'), 'B'), asks('blank', TEXT(), 'C')] }] }, 'whose A is x and (whose B is y or whose C is blank)'],
    [{ and: [{ or: [asks('=', TEXT('x'))] }] }, 'whose A is x'],
    [asks('=', TEXT('Ada Lovelace'), 'Child name'), 'whose Child name is (not shown)'],
    [asks('in', TEXT('BS1'), 'Postcode'), 'whose Postcode is one of (not shown)'],
  ])('%j', (rule, words) => {
    expect(ruleInWords(rule)).toBe(words);
  });
});

it('an unreadable cell says why', () => {
  expect(testOf(asks('<', NUMBER(3)), cellsOf({ A: 'many' }))()).toEqual({ column: 'A', code: 'unreadable-number', why: 'is not a number' });
  expect(testOf(asks('=', DATE('2022-03-31')), cellsOf({ A: '31/06/2022' }))()).toMatchObject({ why: (readDate('31/06/2022') as Unreadable).why });
});
