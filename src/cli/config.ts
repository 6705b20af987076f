import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Conventions } from '../core/conventions.ts';
import { dayFromIso } from '../core/day.ts';
import { nearest, suggestion } from '../core/nearest.ts';
import { UserError } from '../core/user-error.ts';
import { TARGETS } from '../input/aliases.ts';
import type { ColumnMapping } from '../input/layout.ts';
import { RECORD_COLUMNS, RECORD_ROLES } from '../input/records/columns.ts';
import schema from './config.schema.json';
import { noteInput } from './inputs.ts';

/** What `ehcp.config.json` may say; `config.schema.json` is its description for editors and for the checks here. */
interface Config {
  authority?: { name: string; code?: string };
  commission?: { name: string; lastMeeting?: string; nextMeeting?: string };
  /** The file of each list, by its role. */
  sources?: Record<string, string>;
  columns?: ColumnMapping;
  conventions?: Partial<Conventions>;
  kpis?: KpiConfig[];
  /** Numbers of appeals to the tribunal that were published elsewhere, by their periods. */
  publishedAppeals?: { period: string; lodged: number; completed: number; ongoing: number; broughtForward?: number }[];
  /** Authorities to be set beside, by name, number or code. */
  neighbours?: string[];
  /** Counts from 1 up to the threshold are suppressed in what is published. */
  publish?: { threshold: number; because?: string };
}

/** An indicator, as the configuration has it. */
export interface KpiConfig {
  code: string;
  title?: string;
  /** Exactly one of the two. */
  measure?: string;
  ratio?: RatioConfig;
  target?: number;
  polarity?: 'higher' | 'lower';
  lagQuarters?: number;
}

/** Of any list, who is in the denominator and the numerator. */
export interface RatioConfig {
  source: string;
  date: string;
  id?: string;
  /** Rules are checked where they are used. */
  denominator?: unknown;
  numerator: unknown;
}

const FILE_NAME = 'ehcp.config.json';

/** A configuration, how messages name its file, and the folder that its files are named from. */
export interface FoundConfig {
  config: Config;
  file: string;
  folder: string;
}

/**
 * The configuration named, or the one in `from` or the nearest folder above it; empty where there is none.
 * @throws UserError where it cannot be read, or a key or value is wrong
 */
export function findConfig(named: string | undefined, from: string): FoundConfig {
  if (named !== undefined) return readConfig(resolve(from, named), named);
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const path = join(folder, FILE_NAME);
    if (existsSync(path)) return readConfig(path, path);
    if (dirname(folder) === folder) return { config: {}, file: FILE_NAME, folder: resolve(from) };
  }
}

function readConfig(path: string, shown: string): FoundConfig {
  const text = readText(path, shown);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UserError(`${shown}: this is not JSON (${error instanceof Error ? error.message : String(error)}). Correct it and run again.`);
  }
  checkAgainst(schema, value, '', shown);
  checkColumns(isObject(value) ? value.columns : undefined, shown);
  return { config: withShorthand(value) as Config, file: shown, folder: dirname(path) };
}

function readText(path: string, shown: string): string {
  noteInput(path);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new UserError(`${shown}: the configuration cannot be read. Check the name and that this user may read it.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(`${shown}: this is not UTF-8 text, so letters such as é would be misread. Save it as UTF-8 and run again.`);
  }
}

/** `"authority": "Bristol City Council"` is short for its name. */
function withShorthand(value: unknown): unknown {
  return isObject(value) && typeof value.authority === 'string' ? { ...value, authority: { name: value.authority } } : value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parts of JSON Schema that our description uses. */
export interface Schema {
  type?: string | string[];
  /** What stands there is checked where it is used, such as the rules of a ratio, which only their command needs. */
  $ref?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  enum?: unknown[];
  format?: string;
  minLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  /** What every key that `properties` does not name must hold; any key may then be there. */
  additionalProperties?: boolean | Schema | { anyOf: unknown[] };
}

/** What a heading may be read as, in any list. */
const COLUMNS_OF_LISTS: readonly string[] = [...new Set<string>([...TARGETS, ...RECORD_COLUMNS])];

/** Whether the configuration names lists beside that of cases that a report of cases has a section for. */
export const hasLists = ({ config }: FoundConfig): boolean => RECORD_ROLES.some((role) => config.sources?.[role] !== undefined);

/** `columns` has their headings for keys, which no schema can list. */
function checkColumns(columns: unknown, file: string): void {
  if (columns === undefined) return;
  if (!isObject(columns)) throw new UserError(`${file}, columns: this is ${kindOf(columns)} where an object in braces, { … }, belongs.`);
  for (const [heading, target] of Object.entries(columns)) {
    const where = `${file}, columns."${heading}"`;
    if (target === null) continue;
    const column = isObject(target) ? target.column : target;
    if (isObject(target)) checkObject(COLUMN, target, `columns."${heading}"`, file);
    if (typeof column !== 'string')
      throw new UserError(`${where}: this is ${kindOf(column)} where a column's name belongs, such as "received_date", or null to leave it out.`);
    if (COLUMNS_OF_LISTS.includes(column)) continue;
    throw new UserError(`${where}: there is no column "${column}". ${suggestion(column, COLUMNS_OF_LISTS, '"')}`);
  }
}

/** A heading whose values have other names too. */
const COLUMN: Schema = {
  type: 'object',
  required: ['column'],
  properties: { column: { type: 'string' }, values: { type: 'object', additionalProperties: { type: 'string' } } },
};

/** @throws UserError where a value is not what a description wants */
export function checkAgainst(wanted: Schema, value: unknown, key: string, file: string): void {
  const where = key === '' ? file : `${file}, ${key}`;
  if (wanted.$ref !== undefined) return;
  if (isFree(wanted)) {
    if (!isObject(value)) throw new UserError(`${where}: this is ${kindOf(value)} where an object in braces, { … }, belongs.`);
    if ('type' in wanted.additionalProperties)
      for (const [name, part] of Object.entries(value)) checkAgainst(wanted.additionalProperties, part, `${key}.${name}`, file);
  } else if (wanted.properties !== undefined && !(wanted.type?.includes('string') && typeof value === 'string')) {
    if (!isObject(value)) throw new UserError(`${where}: this is ${kindOf(value)} where an object in braces, { … }, belongs.`);
    checkObject(wanted, value, key, file);
  } else if (wanted.enum !== undefined) {
    checkChoice(wanted.enum, value, where);
  } else {
    checkPlain(wanted, value, key, file);
  }
}

function isFree(wanted: Schema): wanted is Schema & { additionalProperties: Schema | { anyOf: unknown[] } } {
  return typeof wanted.additionalProperties === 'object';
}

function checkChoice(choices: unknown[], value: unknown, where: string): void {
  if (choices.includes(value)) return;
  if (choices.map(String).includes(String(value))) throw new UserError(`${where}: write ${String(value)} without quotation marks.`);
  const near = typeof value === 'string' ? nearest(value, choices.map(String)) : null;
  const all = choices.map((one) => JSON.stringify(one)).join(', ');
  throw new UserError(`${where}: ${JSON.stringify(value)} is none of ${all}.${near === null ? '' : ` Did you mean "${near}"?`}`);
}

/** A list, a number or a text. */
function checkPlain(wanted: Schema, value: unknown, key: string, file: string): void {
  const where = `${file}, ${key}`;
  if (wanted.items !== undefined) checkList(wanted.items, value, key, file);
  else if (wanted.type === 'number' || wanted.type === 'integer') checkNumber(wanted, value, where);
  else checkText(wanted, value, where);
}

function checkList(item: Schema, value: unknown, key: string, file: string): void {
  if (!Array.isArray(value)) throw new UserError(`${file}, ${key}: this is ${kindOf(value)} where a list in square brackets, [ … ], belongs.`);
  for (const [at, one] of value.entries()) checkAgainst(item, one, `${key}[${at + 1}]`, file);
}

/** No number of ours is larger. */
const MOST = 1e9;

function checkNumber({ type, minimum = -MOST, maximum = MOST }: Schema, value: unknown, where: string): void {
  if (typeof value !== 'number') throw new UserError(`${where}: this is ${kindOf(value)} where a number without quotation marks belongs.`);
  if (value < minimum || value > maximum || (type === 'integer' && !Number.isInteger(value)))
    throw new UserError(
      `${where}: ${value} is no ${type === 'integer' ? 'whole ' : ''}number from ${minimum} ${maximum === MOST && minimum > -MOST ? 'on' : `to ${maximum}`}.`,
    );
}

function checkText({ minLength = 0, format }: Schema, value: unknown, where: string): void {
  if (typeof value !== 'string') throw new UserError(`${where}: this is ${kindOf(value)} where text in quotation marks belongs.`);
  if (value.trim().length < minLength) throw new UserError(`${where}: this is empty. Fill it in or take the key out.`);
  if (/\p{C}/u.test(value)) throw new UserError(`${where}: this holds a control character, such as a line break. Take it out.`);
  if (format === 'date' && dayFromIso(value) === null) throw new UserError(`${where}: ${JSON.stringify(value)} is not a date. Write yyyy-mm-dd.`);
}

function checkObject({ properties = {}, required = [] }: Schema, value: Record<string, unknown>, key: string, file: string): void {
  const prefix = key === '' ? '' : `${key}.`;
  for (const [name, part] of Object.entries(value)) {
    const wanted = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (wanted === undefined) {
      const near = nearest(name, Object.keys(properties));
      const known = near === null ? `The keys here are ${Object.keys(properties).join(', ')}.` : `Did you mean "${prefix}${near}"?`;
      throw new UserError(`${file}: there is no key "${prefix}${name}". ${known}`);
    }
    checkAgainst(wanted, part, `${prefix}${name}`, file);
  }
  for (const name of required) {
    if (!Object.hasOwn(value, name)) throw new UserError(`${file}: the key "${prefix}${name}" is missing. Add it, or take "${key}" out.`);
  }
}

/** What a value is, in words. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
