import { UserError } from '../core/user-error.ts';
import { aliasOf, ownColumn } from '../input/aliases.ts';
import { namesOf } from '../input/headings.ts';
import { markedInternal } from '../report/internal.ts';
import type { Report } from '../report/report.ts';
import type { FoundConfig } from './config.ts';
import { asPublished, type ReportOptions } from './options.ts';

/** Columns of ours that say what sort of person somebody is. */
const PERSONAL: readonly string[] = ['sex', 'ethnicity', 'primary_need', 'setting'];

/** The same of columns that are not ours, by their letters: the characteristics of section 4 of the Equality Act 2010, and what comes near them. */
const LIKE_PERSONAL = /^(age|agegroup|ageband|ageatrequest)$|ethnic|^race|gender|religio|belief|disab|sexual|language|nationality|asylum|needtype|^needs?$/;

/** Whether a report split by a column tells of groups of children by what they are, so that small counts are suppressed unless somebody says otherwise. */
export const isPersonal = (by: string, columns: Columns): boolean => PERSONAL.includes(columnOf(by, columns) ?? '') || LIKE_PERSONAL.test(nameOf(by));

/** Whether differences between its groups are told: those of children, and of areas; never those of teams and co-ordinators. */
export const isCompared = (by: string, columns: Columns): boolean => isPersonal(by, columns) || columnOf(by, columns) === 'area';

type Columns = FoundConfig['config']['columns'];

const nameOf = (heading: string): string => namesOf(heading)[0] ?? '';

/** The column of ours that a heading stands for. */
function columnOf(by: string, columns: Columns = {}): string | null {
  const mapped = Object.entries(columns).find(([heading]) => nameOf(heading) === nameOf(by))?.[1];
  return (typeof mapped === 'object' ? mapped?.column : mapped) ?? ownColumn(by) ?? aliasOf(by);
}

/** @throws UserError where a report that cannot be published is split so, and nobody has said that it is kept within */
export function refusePersonal(command: string, by: string | undefined, publish: boolean | undefined, columns: Columns): void {
  if (by === undefined || publish === false || !isPersonal(by, columns)) return;
  throw new UserError(
    `--by ${by}: what is split by it is published with small counts suppressed, and ehcp ${command} cannot be published. Add --no-publish to see every count, and keep the report to those who work with the cases; or split it by team or area.`,
  );
}

/** A configuration with what is to be suppressed, and what is then said of the report. */
export interface Asked {
  found: FoundConfig;
  said(report: Report): Promise<Report>;
}

/** Reports that are made to be published, as long as nobody says otherwise, and why. */
const PUBLIC: Readonly<Record<string, string>> = { foi: 'answers to such questions are made to be published' };

/**
 * A split by what children are is published as long as nobody says otherwise, and so is what is made to be.
 * @returns what is then said: the differences between its groups, or that it is internal
 */
export function asAsked(command: string, { by, publish }: ReportOptions, found: FoundConfig): Asked {
  const { columns } = found.config;
  const personal = by !== undefined && isPersonal(by, columns);
  const because = personal ? `it is split by ${by}, and tells of small groups of children` : PUBLIC[command];
  const bare = personal ? `it is split by ${by}, and nothing in it is suppressed.` : 'nothing in it is suppressed.';
  return {
    found: publish === undefined && because !== undefined ? asPublished({ publish: true }, found, because) : asPublished({ publish: publish === true }, found),
    async said(report) {
      const told = by !== undefined && isCompared(by, columns) ? (await import('../report/differences.ts')).withDifferences(report) : report;
      return publish === false && because !== undefined ? markedInternal(told, bare) : told;
    },
  };
}
