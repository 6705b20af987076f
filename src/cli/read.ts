import { resolve } from 'node:path';
import type { Case } from '../core/case.ts';
import type { Day } from '../core/day.ts';
import { UserError } from '../core/user-error.ts';
import { type CaseSink, readCaseList } from '../input/case-list.ts';
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
    const { sink, summary } = readCaseList(source, () => new Listener(start(), asOf));
    const { authority, commission } = found.config;
    return {
      taker: sink.taker,
      messages: sink.messages(),
      context: {
        ...summary,
        authority: authority?.name ?? null,
        ...(commission === undefined ? {} : { commission }),
        setAside: faults(summary.setAside, SET_ASIDE),
        warnings: faults(summary.warnings, WARNINGS),
        setAsideMaybeOpen: sink.setAsideMaybeOpen,
      },
    };
  } finally {
    source.close();
  }
}

/** Hands the cases of one reading on, and keeps what is to be said about the other rows. */
class Listener<T extends Taker> implements CaseSink {
  readonly taker: T;
  setAsideMaybeOpen = 0;
  private readonly asOf: Day;
  private readonly sentences: string[] = [];
  private readonly times = new Map<Problem['code'], number>();

  constructor(taker: T, asOf: Day) {
    this.taker = taker;
    this.asOf = asOf;
  }

  counted(c: Case): void {
    this.taker.add(c);
  }

  setAside(problem: Problem, closedBy: Day | null): void {
    if (closedBy === null || closedBy > this.asOf) this.setAsideMaybeOpen++;
    this.say(problem);
  }

  warned(problem: Problem): void {
    this.say(problem);
  }

  /** A sentence a row, and how many were left unsaid. */
  messages(): string[] {
    const unsaid = [...this.times].filter(([code, times]) => times > mostOf(code));
    return [...this.sentences, ...unsaid.map(([code, times]) => `… and ${times - mostOf(code)} more of ${code}, counted at the foot of the report.`)];
  }

  private say(problem: Problem): void {
    const times = (this.times.get(problem.code) ?? 0) + 1;
    this.times.set(problem.code, times);
    if (times <= mostOf(problem.code)) this.sentences.push(sentenceFor(problem));
  }
}

const mostOf = (code: Problem['code']): number => (Object.hasOwn(SET_ASIDE, code) ? MOST_SET_ASIDE : MOST_WARNINGS);

function faults<T extends string>(counts: Record<T, number>, meanings: Record<T, string>): RowFault[] {
  return (Object.keys(meanings) as T[]).map((code) => ({ code, count: counts[code], means: meanings[code] }));
}
