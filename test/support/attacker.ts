import loadHighs from 'highs';
import type { Figure, IndicatorFigure, Report } from '../../src/report/report.ts';

/**
 * Somebody who has nothing but a published report, knows how its counts hang together and how the rule goes, and has a
 * solver of linear programmes in whole numbers. The unknowns are cases: plans of a stretch of days, with or without an
 * exception, by how long they took; decisions, told in time or not, to assess or not; open cases by band and stage; of
 * what is due, open cases by group, stage and days; requests by their age, what ended them, and by which week.
 * This shares nothing with how reports are made fit for publication.
 */

const highs = await loadHighs();

/** A sum of unknowns: how often each is in it. */
type Sum = Map<string, number>;

/** What a report says of a count that it suppresses, and what it is. */
export interface Secret {
  name: string;
  sum: Sum;
  /** Of what is printed nowhere: it may be known where it is more than this, or nothing. */
  small?: number;
}

const STEP = ['sooner', 'on140', 'by52', 'over52', 'unknown'] as const;
const EXCEPTED = ['plain', 'excepted'] as const;
const BANDS = ['0-20', '21-30', '31-40', '41-52', 'over-52'] as const;
const STAGES = ['awaiting-decision-to-assess', 'being-assessed', 'plan-being-drafted', 'draft-sent'] as const;

interface Dates {
  from: string;
  to: string;
}

/** What a report says of some dates, as seen on a day: its own, or the last of those dates. */
interface Window {
  dates: Dates;
  seen: string;
  figures: [string, Figure][];
  group: string | null;
}

/** Whether a figure is one of a day. */
const isOfDay = (id: string): boolean => id.startsWith('open') || id.startsWith('closed');

function windowsOf({ figures, periods = {}, series = {} }: Report): Window[] {
  const of = (dates: Dates, seen: string, found: [string, Figure][]): Window => ({ dates, seen, figures: found, group: null });
  const points = Object.entries(series).flatMap(([id, { measure = id, points: all }]) =>
    isOfDay(id)
      ? []
      : all.flatMap((point) => [of(point, point.to, [[measure, point.figure]]), of(point.lastYear, point.lastYear.to, [[measure, point.lastYear]])]),
  );
  const indicators = Object.entries(figures).filter((entry): entry is [string, IndicatorFigure] => 'financialYearToDate' in entry[1]);
  return [
    ...points,
    ...Object.values(periods).flatMap((period) => [
      of(period, 'now', Object.entries(period.figures)),
      of(period.lastYear, period.lastYear.to, Object.entries(period.lastYear.figures)),
    ]),
    ...indicators.flatMap(([code, figure]) => {
      const { before, lastYear, financialYearToDate } = figure;
      const id = figure.measure ?? code;
      return [
        of(figure.period, 'now', [[id, figure]]),
        of(before, before.to, [[id, before]]),
        of(lastYear, lastYear.to, [[id, lastYear]]),
        of(financialYearToDate, 'now', [[id, financialYearToDate]]),
      ];
    }),
  ];
}

const nextDay = (iso: string): string => new Date(Date.parse(iso) + 86_400_000).toISOString().slice(0, 10);

export class Attacker {
  readonly secrets: Secret[] = [];
  private readonly unknowns = new Map<string, 'whole' | 'any'>();
  private readonly rules: string[] = [];
  private readonly stretches: Dates[] = [];
  /** Of what is due: every open case. */
  private waiting: Sum = new Map();

  /** @param reports that were published side by side, at most one of them split */
  constructor(...reports: Report[]) {
    const windows = reports.flatMap(windowsOf);
    const edges = [...new Set(windows.flatMap(({ dates }) => [dates.from, nextDay(dates.to)]))].sort();
    for (let at = 0; at + 1 < edges.length; at++) this.stretches.push({ from: edges[at] as string, to: edges[at + 1] as string });
    for (const report of reports) {
      const { periods = {}, by } = report;
      if (report.report === 'due') this.readDue(report);
      if (report.report === 'cohort') this.readCohorts(report);
      for (const { name, figures: of } of periods.period === undefined ? [] : (by?.groups ?? []))
        windows.push({ dates: periods.period as Dates, seen: 'now', figures: Object.entries(of), group: name });
      this.addUpGroups(report);
    }
    for (const window of windows) for (const [id, figure] of window.figures) this.read(id, figure, window);
    this.addUpRequests([...new Set(['now', ...windows.map(({ seen }) => seen)])]);
    for (const report of reports) this.readDay(report, windows.length > 0);
  }

  /** What a report says of the as-of day, and of all rows. */
  private readDay(report: Report, ofPeriods: boolean): void {
    const { figures, periods = {}, series } = report;
    if (figures.open !== undefined && series === undefined) for (const [id, figure] of Object.entries(figures)) this.readOpen(id, figure);
    if (report.report === 'foi') this.readAnswers(report);
    if (report.populations !== undefined) this.readMovement(report);
    this.readDays(series ?? {});
    this.readRows(report, ofPeriods);
    const year = periods['last-12-months'];
    if (year === undefined) return;
    this.rule(sumOf(...BANDS.slice(0, 4).flatMap(openIn)), '<=', this.over(year, requestsSeen('now')));
    for (const period of Object.values(periods)) this.rule(this.over(period, ['due-met:now']), '<=', this.over(period, PLAN_UNKNOWNS));
  }

  /** Of the cases over 20 weeks, how many have an exception; and who is open and was received within a period is one of its requests. */
  private readAnswers({ periods = {}, asOf, publish }: Report): void {
    const over20 = sumOf(...BANDS.slice(1).flatMap(openIn));
    this.rule(sumOf(WITHOUT_EXCEPTION), '<=', over20);
    const excepted = new Map(over20).set(WITHOUT_EXCEPTION, -1);
    this.secrets.push({ name: 'open over 20 weeks, with an exception', sum: excepted, small: publish?.threshold ?? 0 });
    for (const period of Object.values(periods).filter(({ to }) => to === asOf)) {
      const days = (Date.parse(period.to) - Date.parse(period.from)) / 86_400_000;
      const within = BANDS.filter((_, at) => ([140, 210, 280, 364][at] ?? Number.POSITIVE_INFINITY) <= days);
      if (within.length > 0) this.rule(sumOf(...within.flatMap(openIn)), '<=', this.over(period, requestsSeen('now')));
    }
  }

  /** Plans of a stretch are those of its groups. */
  private addUpGroups({ periods = {}, by }: Report): void {
    if (periods.period === undefined || by === undefined) return;
    for (const stretch of this.within(periods.period))
      for (const unknown of PLAN_UNKNOWNS)
        this.rule(sumOf(`${unknown}@${stretch}`), '=', sumOf(...by.groups.map(({ name }) => `${unknown}@${stretch}#${name}`)));
  }

  /** Requests are the same, from whatever day they are seen. */
  private addUpRequests([first = 'now', ...others]: string[]): void {
    const at = (seen: string, from: string): Sum => sumOf(...requestsSeen(seen).map((unknown) => `${unknown}@${from}`));
    for (const { from } of this.stretches) for (const seen of others) this.rule(at(first, from), '=', at(seen, from));
  }

  /** The secrets that can be only one number. */
  broken(): string[] {
    const seen = this.secrets.map(() => new Set<number>());
    const look = (objective: string): void => {
      const world = this.world(objective);
      this.secrets.forEach(({ sum }, at) => {
        let value = 0;
        for (const [unknown, times] of sum) value += times * (world[unknown] ?? 0);
        seen[at]?.add(Math.round(value));
      });
    };
    look('');
    // Worlds in which as much as can be differs at once leave little to be asked one by one.
    for (const which of ['Maximize', 'Minimize']) look(`${which}\n obj: ${this.text(this.everySecret())}`);
    return this.secrets.flatMap(({ name, sum, small }, at) => {
      const values = seen[at] as Set<number>;
      const [value = 0] = values;
      if (small !== undefined && (value < 1 || value > small)) return [];
      for (const which of ['Maximize', 'Minimize']) if (values.size < 2) look(`${which}\n obj: ${this.text(sum)}`);
      return values.size < 2 ? [`${name} can only be ${[...values]}`] : [];
    });
  }

  /** All secrets together, each as often as no other. */
  private everySecret(): Sum {
    const all: Sum = new Map();
    this.secrets.forEach(({ sum }, at) => {
      for (const [unknown, times] of sum) all.set(unknown, (all.get(unknown) ?? 0) + times * (1 + (at % 7)));
    });
    return all;
  }

  /** A world that shows this report, and of those the one that has most or least of something. */
  private world(objective: string): Record<string, number> {
    const names = [...this.unknowns.keys()];
    const index = new Map(names.map((name, at) => [name, at]));
    const coded = (text: string): string => text.replaceAll(/<([^<>]*)>/g, (_, name: string) => `x${index.get(name)}`);
    const rules = this.rules.map((rule, at) => ` r${at}: ${coded(rule)}`);
    const bounds = names.map((_, at) => ` x${at} <= 100000`);
    const whole = names.flatMap((name, at) => (this.unknowns.get(name) === 'whole' ? [`x${at}`] : []));
    const problem = `${coded(objective === '' ? 'Minimize\n obj: x0' : objective)}\nSubject To\n${rules.join('\n')}\nBounds\n${bounds.join('\n')}\nGeneral\n ${whole.join(' ')}\nEnd`;
    const { Status, Columns } = highs.solve(problem);
    if (Status !== 'Optimal') throw new Error(`what the attacker takes for true is not: no world shows this report (${Status})`);
    return Object.fromEntries(names.map((name, at) => [name, (Columns[`x${at}`] as { Primal: number } | undefined)?.Primal ?? 0]));
  }

  private text(sum: Sum): string {
    const parts = [...sum].map(([unknown, times]) => {
      if (!this.unknowns.has(unknown)) this.unknowns.set(unknown, unknown.includes('days ') ? 'any' : 'whole');
      return `${times < 0 ? '-' : '+'} ${Math.abs(times)} <${unknown}>`;
    });
    return parts.length === 0 ? '0 <nothing>' : parts.join(' ');
  }

  private rule(left: Sum, relation: '=' | '<=' | '>=', right: Sum | number): void {
    const all = new Map(left);
    if (typeof right !== 'number') for (const [unknown, times] of right) all.set(unknown, (all.get(unknown) ?? 0) - times);
    if (all.size > 0) this.rules.push(`${this.text(all)} ${relation} ${typeof right === 'number' ? right : 0}`);
  }

  /** What a report says of a count: the number, or that there is one. */
  private told(name: string, sum: Sum, value: number | null | undefined): void {
    if (value === undefined) return;
    if (value !== null) this.rule(sum, '=', value);
    else {
      this.rule(sum, '>=', 1);
      this.secrets.push({ name, sum });
    }
  }

  private within({ from, to }: Dates): string[] {
    return this.stretches.filter((stretch) => stretch.from >= from && stretch.from <= to).map((stretch) => stretch.from);
  }

  /** These unknowns in all of a period. */
  private over(dates: Dates, unknowns: readonly string[], group: string | null = null): Sum {
    return sumOf(...this.within(dates).flatMap((stretch) => unknowns.map((unknown) => `${unknown}@${stretch}${group === null ? '' : `#${group}`}`)));
  }

  private read(id: string, figure: Figure, window: Window): void {
    if (id.startsWith('cohort-') && id !== 'cohort-within-20-weeks') return;
    const { dates, seen, group } = window;
    const name = `${id} ${dates.from}..${dates.to}${group === null ? '' : ` ${group}`}`;
    const over = (unknowns: readonly string[]): Sum => this.over(dates, unknowns, group);
    const [whole, met] = this.partsOf(id, seen);
    if (figure.unit === 'percent') {
      this.told(`${name} numerator`, over(met), figure.numerator);
      this.told(`${name} denominator`, over(whole), figure.denominator);
    } else if (figure.unit === 'weeks') {
      this.told(`${name} denominator`, over(whole), figure.denominator);
      this.average(figure, dates, whole, group);
    } else {
      this.told(name, over(met), figure.suppressed ? null : (figure.value ?? undefined));
      this.told(`${name} denominator`, over(whole), figure.denominator);
    }
    if (figure.onDay140 !== undefined) this.told(`${name} on day 140`, over(met.filter((unknown) => unknown.endsWith('on140'))), figure.onDay140);
    this.readReasons(id, name, figure, window);
  }

  private readReasons(id: string, name: string, figure: Figure, { dates, seen, group }: Window): void {
    const over = (unknowns: readonly string[]): Sum => this.over(dates, unknowns, group);
    const reasons: Record<string, readonly string[]> = {
      'week-20-exception': plans(STEP, ['excepted']),
      'mediation-or-tribunal': ['disputed'],
      'duration-not-known': plans(['unknown'], id.endsWith('-all') ? EXCEPTED : ['plain']),
      'closed-without-plan': [`closed:${seen}`],
      'not-yet-due': [`not-due:${seen}`],
    };
    for (const { reason, count } of [...(figure.excluded ?? []), ...(figure.outOfScope ?? [])]) {
      const unknowns = reasons[reason];
      if (unknowns !== undefined) this.told(`${name} ${reason}`, over(unknowns), count);
    }
    if (figure.excluded === undefined) return;
    // A reason that is not listed is a true zero.
    const listed = [...figure.excluded, ...(figure.outOfScope ?? [])].map(({ reason }) => reason);
    for (const reason of mayBeLeftOut(id, figure)) if (!listed.includes(reason)) this.rule(over(reasons[reason] ?? []), '=', 0);
  }

  /** The unknowns that a figure judges, and those that it counts. */
  private partsOf(id: string, seen: string): [whole: string[], met: string[]] {
    const cohort = id.endsWith('-all') ? EXCEPTED : (['plain'] as const);
    const all = plans(STEP, cohort);
    const told = (decisions: readonly string[]): string[] => decisions.map((decision) => `decision ${decision}`);
    switch (id.replace(/-all$/, '')) {
      case 'requests':
        return [[], requestsSeen(seen)];
      case 'finals':
        return [[], PLAN_UNKNOWNS];
      case 'within-20-weeks':
      case 'issued-within-20-weeks':
        return [all, plans(['sooner', 'on140'], cohort)];
      case 'mean-weeks-to-issue':
      case 'median-weeks-to-issue':
        return [plans(STEP.slice(0, 4), cohort), []];
      case 'issued':
        return [all, all];
      case 'issued-20-to-52-weeks':
        return [all, plans(['by52'], cohort)];
      case 'issued-over-52-weeks':
        return [all, plans(['over52'], cohort)];
      case 'issued-not-known':
        return [all, plans(['unknown'], cohort)];
      case 'issued-on-day-140':
        return [all, plans(['on140'], cohort)];
      case 'decision-within-6-weeks':
        return [told(['in-time yes', 'in-time no', 'late yes', 'late no']), told(['in-time yes', 'in-time no'])];
      case 'requests-refused':
        return [told(['in-time yes', 'in-time no', 'late yes', 'late no']), told(['in-time no', 'late no'])];
      case 'refusal-within-16-weeks':
        return [['refusal in-time', 'refusal late'], ['refusal in-time']];
      case 'assessments-leading-to-plan':
        return [[...PLAN_UNKNOWNS, 'refusal in-time', 'refusal late'], PLAN_UNKNOWNS];
      case 'cohort-within-20-weeks':
        return [[`due-met:${seen}`, `due-missed:${seen}`], [`due-met:${seen}`]];
      default:
        return [[`${id} met`, `${id} missed`], [`${id} met`]];
    }
  }

  /** What an average says of how many took how long: its sum lies between the least and the most that they can come to. */
  private average({ value, numerator, label }: Figure, dates: Dates, whole: string[], group: string | null): void {
    if (value === null) return;
    const over = (unknowns: readonly string[]): Sum => this.over(dates, unknowns, group);
    if (typeof numerator === 'number') {
      const days = over([...new Set(whole.map((unknown) => `days of ${unknown}`))]);
      this.rule(days, '=', numerator);
      for (const unknown of days.keys()) {
        const count = unknown.replace('days of ', '');
        const [least, most] = LENGTHS[STEP.findIndex((step) => count.includes(step))] as [number, number];
        this.rule(
          new Map([
            [unknown, 1],
            [count, -least],
          ]),
          '>=',
          0,
        );
        this.rule(
          new Map([
            [unknown, 1],
            [count, -most],
          ]),
          '<=',
          0,
        );
      }
    } else if (label.startsWith('Median')) {
      // No more than half lie on the other side of it.
      const within = whole.filter((unknown) => unknown.includes('sooner') || unknown.includes('on140'));
      const side = value > 20.1 ? within : value < 19.9 ? whole.filter((unknown) => !within.includes(unknown)) : [];
      const twice = new Map([...over(side)].map(([unknown, times]) => [unknown, 2 * times]));
      if (side.length > 0) this.rule(twice, '<=', over(whole));
    }
  }

  /** Figures of many days, and of the same days a year before. */
  private readDays(series: NonNullable<Report['series']>): void {
    for (const [id, { points }] of Object.entries(series).filter(([name]) => isOfDay(name)))
      for (const { to, figure, lastYear } of points)
        for (const [day, one] of [[to, figure] as const, [lastYear.to, lastYear] as const]) {
          this.readOpen(id, one, `${day} `);
          this.addRecent(day);
        }
  }

  /** Who is open within 20 weeks was received within them. */
  private addRecent(day: string): void {
    const first = new Date(Date.parse(day) - 140 * 86_400_000).toISOString().slice(0, 10);
    const covered = this.stretches.filter(({ from, to }) => to > first && from <= day);
    const [begins, ends] = [covered[0]?.from ?? '9999', covered.at(-1)?.to ?? ''];
    if (begins > first || ends <= day) return;
    const requests = covered.flatMap(({ from }) => requestsSeen('now').map((unknown) => `${unknown}@${from}`));
    this.rule(sumOf(...openIn('0-20').map((unknown) => `${day} ${unknown}`)), '<=', sumOf(...requests));
  }

  /** @param day before the name of every unknown, where there are several days */
  private readOpen(id: string, figure: Figure, day = ''): void {
    const sumOf = (...unknowns: string[]): Sum => new Map(unknowns.map((unknown) => [day + unknown, 1]));
    const value = figure.suppressed ? null : (figure.value ?? undefined);
    const band = id.replace(/^open-band-/, '');
    const stage = id.replace(/^open-/, '');
    const told = (sum: Sum): void => this.told(day + id, sum, value);
    if (id === 'open') told(sumOf(...BANDS.flatMap(openIn)));
    else if (id === 'open-within-20-weeks') told(sumOf(...openIn('0-20')));
    else if (id === 'open-over-20-weeks') told(sumOf(...BANDS.slice(1).flatMap(openIn)));
    else if (id === 'open-over-20-weeks-without-exception') told(sumOf(WITHOUT_EXCEPTION));
    else if (id === 'open-over-52-weeks') told(sumOf(...openIn('over-52')));
    else if (id === 'open-over-52-weeks-with-draft') told(sumOf('open over-52 draft-sent', 'open over-52 draft-sent reopened'));
    else if (BANDS.some((one) => one === band)) told(sumOf(...openIn(band)));
    else if (STAGES.some((one) => one === stage)) told(sumOf(...BANDS.flatMap(openIn).filter((unknown) => unknown.includes(stage))));
    else if (id === 'open-reopened') told(sumOf(...BANDS.flatMap(openIn).filter((unknown) => unknown.endsWith('reopened'))));
    else if (id === 'closed-date-not-known') told(sumOf('closed without date'));
    else if (id === 'open-over-52-weeks-allocated') {
      told(sumOf('allocated'));
      this.rule(sumOf('allocated'), '<=', sumOf(...openIn('over-52')));
    } else if (id === 'open-over-20-weeks-median-weeks') {
      this.told(`${day}${id} denominator`, sumOf(...BANDS.slice(1).flatMap(openIn)), figure.denominator);
    } else if (id === 'open-over-20-weeks-mean-weeks' && typeof figure.numerator === 'number') {
      const later = BANDS.slice(1);
      this.rule(sumOf(...later.map((one) => `days open ${one}`)), '=', figure.numerator);
      later.forEach((one, at) => {
        const times = (days: number): Sum => new Map(openIn(one).map((unknown) => [day + unknown, days]));
        this.rule(sumOf(`days open ${one}`), '>=', times([141, 211, 281, 365][at] ?? 0));
        this.rule(sumOf(`days open ${one}`), '<=', times([210, 280, 364, 5000][at] ?? 0));
      });
    }
  }

  /** Each case is of one group, at one stage and so many days old; the days are told apart where a count of the report begins or ends. */
  private readDue({ figures, by, asOf, conventions }: Report): void {
    const ahead = (Date.parse(figures['due-week-20']?.period?.to ?? '') - Date.parse(asOf ?? '')) / 86_400_000;
    const lastDay = (weeks: number): number => weeks * 7 - (conventions?.dayOfReceipt ?? 0);
    const later = (week: number): number => Math.min(7 * week, ahead);
    const edges = [6, 16, 20, 52].flatMap((weeks) => Array.from({ length: Math.ceil(ahead / 7) + 1 }, (_, week) => lastDay(weeks) - later(week)));
    const olderThan = [...new Set([-1, ...edges])].filter((days) => days >= -1).sort((a, b) => a - b);
    const groups = by?.groups.map(({ name }) => name) ?? [''];
    /** Those older than some days, and not older than others. */
    const cases = (stages: readonly string[], from: number, to: number, of: readonly string[]): Sum =>
      sumOf(
        ...of.flatMap((group) =>
          stages.flatMap((stage) => olderThan.filter((days) => days >= from && days < to).map((days) => `waiting ${group} ${stage} over ${days}`)),
        ),
      );
    const ever = Number.POSITIVE_INFINITY;
    const tell = (id: string, figure: Figure, of: readonly string[]): void => {
      const [, weeks, week = '', stage = '', then = ''] =
        /^due-week-(\d+)(?:-in-week-(\d+))?$/.exec(id) ??
        /^open-over-(\d+)-weeks()(?:-(awaiting-decision-to-assess|being-assessed))?(-if-nothing-happens)?$/.exec(id) ??
        [];
      const last = lastDay(Number(weeks));
      const stages = id.startsWith('due-week-6') || stage.startsWith('await') ? ['await'] : id.startsWith('due-week-16') || stage !== '' ? ['assess'] : WAITING;
      const [from, to] = id.startsWith('open')
        ? [then === '' ? last : last - ahead, ever]
        : week === ''
          ? [last - ahead, last]
          : [last - later(Number(week)), last - later(Number(week) - 1)];
      this.told(`${id} ${of}`, cases(stages, Math.max(from, -1), to, of), figure.suppressed ? null : figure.value);
    };
    for (const [id, figure] of Object.entries(figures)) tell(id, figure, groups);
    for (const { name, figures: own } of by?.groups ?? []) for (const [id, figure] of Object.entries(own)) tell(id, figure, [name]);
    this.waiting = cases(WAITING, -1, ever, groups);
  }

  /**
   * What moved, as cases within 20 weeks, from there to 52, and over 52: whoever crosses a line goes from one of these to the next.
   * A case reopened on the very day of a line is open by being reopened, and over the line by crossing it.
   */
  private readMovement({ figures, populations = {}, by }: Report): void {
    this.readMoves(figures, '');
    for (const { name, figures: of } of by?.groups ?? []) this.readMoves(of, `#${name}`);
    // What populations say is what the figures say.
    for (const [id, { opening, in: came, out, closing }] of Object.entries(populations)) {
      const parts = { opening, closing, ...prefixed('in-', came), ...prefixed('out-', out) };
      for (const [part, value] of Object.entries(parts)) this.told(`populations ${id} ${part}`, sumOf(...(movementParts(`${id}-${part}`) ?? [])), value);
    }
    if (by === undefined) return;
    for (const unknown of MOVEMENT_UNKNOWNS) this.rule(sumOf(unknown), '=', sumOf(...by.groups.map(({ name }) => `${unknown}#${name}`)));
  }

  /** The figures of one group, or of all; whoever was in a zone or came into it is in it or has left it. */
  private readMoves(figures: Record<string, Figure>, group: string): void {
    const at = (unknowns: readonly string[]): Sum => sumOf(...unknowns.map((unknown) => `${unknown}${group}`));
    for (const [id, figure] of Object.entries(figures)) {
      const parts = movementParts(id);
      if (parts !== null) this.told(`${id} ${group}`, at(parts), figure.suppressed ? null : (figure.value ?? undefined));
    }
    ZONES.forEach((zone, from) => {
      const came = from === 0 ? ['received'] : [`crosses ${from}`, `reopened on line ${from}`];
      const left = [...CAUSES.map((cause) => `${cause} ${zone}`), ...(from === 2 ? [] : [`crosses ${from + 1}`])];
      this.rule(at([`opening ${zone}`, `reopened ${zone}`, ...came]), '=', at([`closing ${zone}`, ...left]));
    });
  }

  /** What became of requests: of the period, of the year before, and of each group of the period. */
  private readCohorts({ periods, by, asOf, publish }: Report): void {
    if (periods?.period === undefined) return;
    const { lastYear, ...period } = periods.period;
    const small = publish?.threshold ?? 0;
    this.readCohort(period, { year: 'now', group: null, asOf }, small);
    this.readCohort(lastYear, { year: lastYear.to, group: null, asOf: lastYear.asOf ?? null }, small);
    for (const { name, figures } of by?.groups ?? []) this.readCohort({ ...period, figures }, { year: 'now', group: name, asOf }, small);
    if (by === undefined) return;
    for (const request of REQUESTS)
      this.rule(sumOf(requestAt(request, 'now', null)), '=', sumOf(...by.groups.map(({ name }) => requestAt(request, 'now', name))));
  }

  private readCohort({ figures, ...dates }: Dates & { figures: Record<string, Figure> }, at: OfCohort, small: number): void {
    const { year, group, asOf } = at;
    const those = (holds: (one: RequestUnknown) => boolean): Sum => sumOf(...REQUESTS.filter(holds).map((one) => requestAt(one, year, group)));
    const name = `cohort ${dates.from}..${dates.to} ${group ?? ''}`;
    const ends = (what: string): Sum => sumOf(`${name} ${what}`);
    for (const [kind, parts] of Object.entries(OUTCOMES_OF))
      this.rule(
        those((one) => one.kind === kind),
        '=',
        sumOf(...parts.map((part) => `${name} ${part}`)),
      );
    for (const [id, figure] of Object.entries(figures)) {
      const counted = countedBy(id);
      if (counted === null) continue;
      const { value, whole } = counted;
      this.told(`${name} ${id}`, typeof value === 'string' ? ends(value) : those(value), figure.suppressed ? null : (figure.value ?? undefined));
      this.told(`${name} ${id} of`, those(whole), figure.denominator);
    }
    const isIn = ({ kind }: RequestUnknown, ...kinds: string[]): boolean => kinds.includes(kind);
    const judged: Record<string, (one: RequestUnknown) => boolean> = {
      'due-met': (one) => isIn(one, 'issued') && one.age > 2 && one.end <= 2,
      'due-missed': (one) => isIn(one, 'issued', 'open', 'planned') && one.age > 2 && !(one.kind === 'issued' && one.end <= 2),
      closed: (one) => isIn(one, 'refused', 'closed', 'gone') && one.age > 2,
      'not-due': (one) => one.age <= 2,
    };
    for (const [pile, holds] of Object.entries(judged)) this.rule(this.over(dates, [`${pile}:${year}`], group), '=', those(holds));
    if (dates.to === asOf) {
      // What was sent to requests of the period was sent in it.
      const sent = (steps: readonly string[]): Sum => this.over(dates, [...plans(steps, EXCEPTED), 'disputed'], group);
      this.rule(
        those((one) => one.kind === 'issued' && one.end <= 2),
        '<=',
        sent(['sooner', 'on140']),
      );
      this.rule(
        those((one) => one.kind === 'issued' && one.end > 2),
        '<=',
        sent(['by52', 'over52']),
      );
    }
    this.medianOfRequests(figures, those);
    this.betweenWeeks(figures, name, those, small);
  }

  /** Where everybody has been followed for as long, half are left on the day of the median. */
  private medianOfRequests(figures: Record<string, Figure>, those: (holds: (one: RequestUnknown) => boolean) => Sum): void {
    const { value = null } = figures['cohort-curve-median-weeks'] ?? {};
    const week = WEEKS.findIndex((weeks) => value !== null && weeks >= value);
    if (value === null || week <= 0 || figures[`cohort-not-yet-at-week-${WEEKS[week]}`]?.value !== 0) return;
    const all = those(({ kind }) => kind === 'issued' || kind === 'open');
    const twice = (last: number): Sum => new Map([...those(({ kind, end }) => kind === 'issued' && end <= last)].map(([unknown]) => [unknown, 2]));
    this.rule(twice(week - 1), '<=', all);
    this.rule(twice(week), '>=', all);
  }

  /** Whoever ended between two weeks that are told is a count too; and of those who are not old enough for the later, who had ended by the earlier, or had not. */
  private betweenWeeks(figures: Record<string, Figure>, name: string, those: (holds: (one: RequestUnknown) => boolean) => Sum, small: number): void {
    const told = WEEKS.flatMap((weeks, week) => (figures[`cohort-open-at-week-${weeks}`] === undefined ? [] : [week]));
    const secret = (what: string, holds: (one: RequestUnknown) => boolean): void =>
      void this.secrets.push({ name: `${name}: ${what}`, sum: those(holds), small });
    for (const later of told) {
      for (const earlier of told.filter((week) => week < later)) {
        const words = `week ${WEEKS[earlier]} to ${WEEKS[later]}`;
        const isBetween = ({ age, end }: RequestUnknown): boolean => age > later && end > earlier && end <= later;
        const isYoung = ({ age }: RequestUnknown): boolean => age > earlier && age <= later;
        secret(`ended, ${words}`, isBetween);
        secret(`open at the first and not old enough, ${words}`, (one) => isYoung(one) && (one.kind === 'open' || one.end > earlier));
        for (const kind of ['issued', 'refused', 'closed']) {
          secret(`${kind}, ${words}`, (one) => one.kind === kind && isBetween(one));
          secret(`${kind} by the first and not old enough, ${words}`, (one) => one.kind === kind && isYoung(one) && one.end <= earlier);
        }
      }
    }
  }

  /** read = counted + out of scope + set aside; what was counted and had been received is in one of each. */
  private readRows(report: Report, ofPeriods: boolean): void {
    const { sources, figures, series = {} } = report;
    for (const { role, read, counted, outOfScope, setAside, reasons, notYetReceived } of sources) {
      const row = (name: string): string => `rows ${role} ${name}`;
      const faults = Object.keys(reasons).map(row);
      this.told(row('read'), sumOf(row('counted'), row('out of scope'), ...faults), read);
      this.told(row('counted'), sumOf(row('counted')), counted);
      this.told(row('out of scope'), sumOf(row('out of scope')), outOfScope);
      for (const [reason, count] of Object.entries(reasons)) this.told(row(reason), sumOf(row(reason)), count);
      this.told(row('set aside'), sumOf(...faults), setAside);
      this.readFaults(row, report);
      if (role !== 'cases' || notYetReceived === undefined) continue;
      this.told(row('not yet received'), sumOf(row('not yet received')), notYetReceived);
      const there: Sum = new Map([
        [row('counted'), 1],
        [row('not yet received'), -1],
      ]);
      if (figures['open-opening'] !== undefined) {
        this.rule(sumOf(...ZONES.map((zone) => `closing ${zone}`)), '<=', there);
        this.rule(sumOf('received', 'never entered', ...ZONES.map((zone) => `opening ${zone}`)), '<=', there);
      }
      this.rule(this.waiting, '<=', there);
      const days = new Set(Object.values(series).flatMap(({ points }) => points.flatMap(({ to, lastYear }) => [to, lastYear.to])));
      for (const day of days) this.rule(sumOf(...['closed without date', ...BANDS.flatMap(openIn)].map((unknown) => `${day} ${unknown}`)), '<=', there);
      const always = { from: '0000', to: '9999' };
      if (figures.open !== undefined && days.size === 0 && ofPeriods) {
        // Who is not open was closed, on some day or nobody knows when; what was refused is closed or open again.
        this.rule(sumOf('closed', 'closed without date', ...BANDS.flatMap(openIn)), '=', there);
        this.rule(this.over(always, PLAN_UNKNOWNS), '<=', sumOf('closed'));
        const again = sumOf('closed', 'closed without date', ...BANDS.flatMap(openIn).filter((unknown) => unknown.endsWith('reopened')));
        this.rule(this.over(always, ['decision in-time no', 'decision late no']), '<=', again);
        this.rule(this.over(always, ['refusal in-time', 'refusal late']), '<=', again);
      } else if (figures.open !== undefined && days.size === 0) this.rule(sumOf('closed without date', ...BANDS.flatMap(openIn)), '<=', there);
      if (!ofPeriods) continue;
      this.rule(this.over(always, PLAN_UNKNOWNS), '<=', there);
      this.rule(this.over(always, ['decision in-time yes', 'decision in-time no', 'decision late yes', 'decision late no']), '<=', there);
      this.rule(this.over(always, ['refusal in-time', 'refusal late']), '<=', there);
    }
  }

  /** What is wrong with rows, as the foot of a report and a check have it. */
  private readFaults(row: (name: string) => string, { sources, figures }: Report): void {
    for (const { warnings } of sources) for (const [code, count] of Object.entries(warnings)) this.told(row(code), sumOf(row(code)), count);
    if (figures.errors === undefined) return;
    const codes = Object.keys(figures).filter((id) => !['errors', 'warnings', 'notes'].includes(id));
    const said = (id: string): number | null => (figures[id] as Figure).value;
    for (const id of codes) this.told(row(id), sumOf(row(id)), said(id));
    const errors = codes.filter((id) => sources.some(({ reasons }) => reasons[id] !== undefined));
    for (const [total, of] of [
      ['errors', errors],
      ['warnings', codes.filter((id) => !errors.includes(id))],
    ] as const)
      this.told(row(total), sumOf(...of.map(row)), said(total));
  }
}

/** How far a case has come, as far as what is due tells it. */
const WAITING = ['await', 'assess', 'later'];

/** The least and the most days of each step. */
const LENGTHS = [
  [0, 139],
  [140, 140],
  [141, 364],
  [365, 5000],
  [0, 5000],
] as const;

const sumOf = (...unknowns: string[]): Sum => new Map(unknowns.map((unknown) => [unknown, 1]));

const plans = (steps: readonly string[], excepted: readonly string[]): string[] => steps.flatMap((step) => excepted.map((one) => `plan ${one} ${step}`));

const requestsSeen = (seen: string): string[] => ['due-met', 'due-missed', 'closed', 'not-due'].map((what) => `${what}:${seen}`);

const WEEKS = [6, 16, 20, 26, 39, 52];

/** A request: for how many of the weeks it is old enough, what ended it, and how many were past when it ended; -1 where nobody can say, or it is open. */
interface RequestUnknown {
  kind: string;
  age: number;
  end: number;
}

const REQUESTS: readonly RequestUnknown[] = [0, 1, 2, 3, 4, 5, 6].flatMap((age) => [
  ...['issued', 'refused', 'closed'].flatMap((kind) => [0, 1, 2, 3, 4, 5, 6].filter((end) => end <= age).map((end) => ({ kind, age, end }))),
  ...['open', 'planned', 'gone'].map((kind) => ({ kind, age, end: -1 })),
]);

/** A year, a group of it, and the day from which it is seen. */
interface OfCohort {
  year: string;
  group: string | null;
  asOf: string | null;
}

const requestAt = ({ kind, age, end }: RequestUnknown, year: string, group: string | null): string =>
  `request ${year} ${kind} ${age} ${end}${group === null ? '' : `#${group}`}`;

const OUTCOMES_OF: Readonly<Record<string, readonly string[]>> = {
  refused: ['refused-to-assess', 'refused-to-issue'],
  closed: ['withdrawn', 'moved', 'other'],
};

type Which = (one: RequestUnknown) => boolean;

/** The requests that a figure counts, or the name of those, and of which; null for any other figure. */
function countedBy(id: string): { value: Which | string; whole: Which } | null {
  const [, what = '', weeks] = /^cohort-(.*?)(?:-(?:by|at)-week-(\d+))?$/.exec(id) ?? [];
  if (weeks !== undefined) return countedAtWeek(what, WEEKS.indexOf(Number(weeks)));
  const of =
    (...kinds: string[]): Which =>
    ({ kind }) =>
      kinds.includes(kind);
  const all = (): boolean => true;
  if (Object.values(OUTCOMES_OF).flat().includes(what)) return { value: what, whole: all };
  const found: Record<string, Which> = { requests: all, issued: of('issued'), open: of('open'), 'not-known': of('planned', 'gone') };
  if (found[what] !== undefined) return { value: found[what], whole: all };
  return what === 'curve-requests' ? { value: of('issued', 'open'), whole: of('issued', 'open') } : null;
}

function countedAtWeek(what: string, week: number): { value: Which; whole: Which } | null {
  const isPast: Which = ({ age }) => age > week;
  const found: Record<string, Which> = {
    'not-known': ({ kind }) => kind === 'planned' || kind === 'gone',
    open: ({ kind, end }) => kind === 'open' || end > week,
    ...Object.fromEntries(['issued', 'refused', 'closed'].map((kind): [string, Which] => [kind, (one) => one.kind === kind && one.end <= week])),
  };
  if (what === 'not-yet') return { value: ({ age }) => age <= week, whole: () => true };
  const holds = found[what];
  return holds === undefined ? null : { value: (one) => isPast(one) && holds(one), whole: isPast };
}

const PLAN_UNKNOWNS = [...plans(STEP, EXCEPTED), 'disputed'];

/** Open cases of a band; one that awaits its first decision was never refused. */
const openIn = (band: string): string[] => STAGES.flatMap((stage, at) => [`open ${band} ${stage}`, ...(at === 0 ? [] : [`open ${band} ${stage} reopened`])]);

const WITHOUT_EXCEPTION = 'open over 20 weeks, no exception';

const ZONES = ['within 20', '20 to 52', 'over 52'] as const;
const CAUSES = ['final-plan', 'refused-to-assess', 'refused-to-issue', 'withdrawn', 'moved', 'other'] as const;
const LINES = ['crosses 1', 'crosses 2', 'reopened on line 1', 'reopened on line 2'];

const MOVEMENT_UNKNOWNS = [
  ...['received', 'never entered', ...LINES],
  ...ZONES.flatMap((zone) => ['opening', 'reopened', 'closing', ...CAUSES].map((what) => `${what} ${zone}`)),
];

const prefixed = <T>(prefix: string, counts: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(counts).map(([key, count]) => [prefix + key, count]));

/** The unknowns that a figure of a movement counts; null for any other figure. What comes in over a line comes from below it, or is reopened on it. */
function movementParts(id: string): string[] | null {
  if (id === 'requests') return ['received', 'never entered'];
  if (id === 'open-not-entered') return ['never entered'];
  const match = /^(open|over-20-weeks|over-52-weeks)-(opening|closing|in|out)(?:-(.+))?$/.exec(id);
  if (match === null) return null;
  const [, population = '', side = '', cause] = match;
  const from = ['open', 'over-20-weeks', 'over-52-weeks'].indexOf(population);
  const zones = ZONES.slice(from);
  if (side === 'opening' || side === 'closing') return zones.map((zone) => `${side} ${zone}`);
  if (side === 'out') return zones.flatMap((zone) => (cause === undefined ? CAUSES : [cause]).map((one) => `${one} ${zone}`));
  const reopened = [...zones.map((zone) => `reopened ${zone}`), ...LINES.slice(2 + from)];
  const came: Record<string, string[]> = {
    received: from === 0 ? ['received'] : [],
    crossed: from === 0 ? [] : [`crosses ${from}`, `reopened on line ${from}`],
    reopened,
  };
  return cause === undefined ? Object.values(came).flat() : (came[cause] ?? null);
}

/** Why a figure may leave cases out. */
function mayBeLeftOut(id: string, { unit }: Figure): string[] {
  if (id.startsWith('cohort')) return ['closed-without-plan', 'not-yet-due'];
  if (id.startsWith('decision') || id.startsWith('refusal') || id === 'requests-refused') return [];
  const plain = id.endsWith('-all') ? [] : ['week-20-exception'];
  return ['mediation-or-tribunal', ...plain, ...(unit === 'weeks' ? ['duration-not-known'] : [])];
}
