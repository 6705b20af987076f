import { resolve } from 'node:path';
import type { Case } from '../core/case.ts';
import type { Day } from '../core/day.ts';
import { UserError } from '../core/user-error.ts';
import { readCaseList } from '../input/case-list.ts';
import { type Problem, SET_ASIDE, sentenceFor, WARNINGS } from '../input/problem.ts';
import { type ByteSource, openSource, readStandardInput } from '../input/source.ts';
import type { ReportContext, RowFault } from '../report/provenance.ts';
import type { FoundConfig } from './config.ts';

/** Rows named on standard error, and warnings of one kind: enough to work with, and flat in memory. */
const MOST_SET_ASIDE = 1000;
const MOST_WARNINGS = 10;

/** What takes cases one at a time; started anew where a file must be read twice. */
interface Taker {
  add(c: Case): void;
}

/** A finished reading: the taker with all cases, what the report must know of the source, and what to tell the user. */
export interface CasesRead<T extends Taker> {
  taker: T;
  context: ReportContext;
  messages: string[];
}

/** The case list named on the command line, on standard input (`-`), or in the configuration. */
async function openCases(named: string | undefined, { config, folder }: FoundConfig): Promise<ByteSource> {
  if (named === '-') {
    if (process.stdin.isTTY) throw new UserError('Standard input: nothing was sent to it. Pipe a case list in, or name a file.');
    return readStandardInput(process.stdin);
  }
  if (named !== undefined) return openSource(named);
  const configured = config.sources?.cases;
  if (configured !== undefined) return openSource(resolve(folder, configured));
  throw new UserError(
    'No case list was named. Name one (ehcp snapshot cases.csv …), or set sources.cases in an ehcp.config.json in this folder or one above it.',
  );
}

/**
 * Reads the case list into a taker.
 * @param asOf the day by which a row set aside must show an end, not to be a possible open case
 * @throws UserError where there is no list, or it is none
 */
export async function readCases<T extends Taker>(named: string | undefined, found: FoundConfig, asOf: Day, start: () => T): Promise<CasesRead<T>> {
  const source = await openCases(named, found);
  try {
    let taker = start();
    let said: Said = newSaid();
    let setAsideMaybeOpen = 0;
    const summary = readCaseList(source, () => {
      taker = start();
      said = newSaid();
      setAsideMaybeOpen = 0;
      return {
        counted: (c) => taker.add(c),
        setAside(problem, closedBy) {
          if (closedBy === null || closedBy > asOf) setAsideMaybeOpen++;
          say(said, problem, MOST_SET_ASIDE);
        },
        warned: (problem) => say(said, problem, MOST_WARNINGS),
      };
    });
    const { authority, commission } = found.config;
    return {
      taker,
      messages: messagesOf(said),
      context: {
        ...summary,
        authority: authority?.name ?? null,
        ...(commission === undefined ? {} : { commission }),
        setAside: faults(summary.setAside, SET_ASIDE),
        warnings: faults(summary.warnings, WARNINGS),
        setAsideMaybeOpen,
      },
    };
  } finally {
    source.close();
  }
}

function faults<T extends string>(counts: Record<T, number>, meanings: Record<T, string>): RowFault[] {
  return (Object.keys(meanings) as T[]).map((code) => ({ code, count: counts[code], means: meanings[code] }));
}

interface Said {
  sentences: string[];
  times: Map<Problem['code'], number>;
  unsaid: Map<Problem['code'], number>;
}

const newSaid = (): Said => ({ sentences: [], times: new Map(), unsaid: new Map() });

function say({ sentences, times, unsaid }: Said, problem: Problem, most: number): void {
  const before = times.get(problem.code) ?? 0;
  times.set(problem.code, before + 1);
  if (before < most) sentences.push(sentenceFor(problem));
  else unsaid.set(problem.code, (unsaid.get(problem.code) ?? 0) + 1);
}

function messagesOf({ sentences, unsaid }: Said): string[] {
  return [...sentences, ...[...unsaid].map(([code, count]) => `… and ${count} more of ${code}, counted at the foot of the report.`)];
}
