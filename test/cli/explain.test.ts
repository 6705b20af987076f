import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import reportSchema from '../../src/report/report.schema.json';
import { DEMONSTRATION, ehcp } from '../support/program.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Terms {
  id: string;
  kind: string;
  heading: string;
  terms: { term: string; meaning: string }[];
}

const put = (text: string, name = 'ehcp.config.json') => writeFileSync(join(folder, name), text);
const run = (...args: string[]) => ehcp(['explain', ...args], { cwd: folder });
const sections = (...args: string[]): Terms[] => JSON.parse(run(...args, '--format', 'json').stdout).sections;
const said = (...args: string[]): string => run(...args).stdout.replace(/\s+/g, ' ');
const meanings = ({ terms }: Terms, name: string): string[] => terms.filter(({ term }) => term === name).map(({ meaning }) => meaning);

it('opens with what it is for', () => {
  const summary = (...args: string[]): string[] => JSON.parse(run(...args, '--format', 'json').stdout).summary;
  expect(summary('open')).toEqual([
    'Here is what the figure open counts, in plain words.',
    'The law or method behind it is named where there is one, with the time limit in force.',
    'The examples are invented, and worked out as any case is.',
  ]);
  expect(summary('open', 'finals')[0]).toBe('Here is what 2 figures count, in plain words.');
  expect(summary()[0]).toMatch(/^\d+ figures have a name that commands and files know them by\.$/);
});

/** Every figure of section 6 and every measure of section 4 that the case list can answer. */
const FIGURES = [
  ...['open', 'open-within-20-weeks', 'open-over-20-weeks', 'open-band-0-20', 'open-band-21-30', 'open-band-31-40', 'open-band-41-52'],
  ...['open-band-over-52', 'open-over-52-weeks', 'open-over-52-weeks-allocated', 'open-over-52-weeks-with-draft'],
  ...['open-over-20-weeks-mean-weeks', 'open-over-20-weeks-median-weeks', 'open-longest-weeks', 'open-reopened', 'closed-date-not-known'],
  ...['open-awaiting-decision-to-assess', 'open-being-assessed', 'open-plan-being-drafted', 'open-draft-sent'],
];
const MEASURES = [
  ...['requests', 'finals', 'within-20-weeks-all', 'within-20-weeks', 'mean-weeks-to-issue-all', 'mean-weeks-to-issue', 'median-weeks-to-issue-all'],
  ...['median-weeks-to-issue', 'decision-within-6-weeks', 'refusal-within-16-weeks', 'requests-refused', 'cohort-within-20-weeks'],
];
const ISSUED = ['issued', 'issued-within-20-weeks', 'issued-20-to-52-weeks', 'issued-over-52-weeks', 'issued-not-known'].flatMap((id) => [id, `${id}-all`]);

const MOVED = ['open', 'over-20-weeks', 'over-52-weeks'].flatMap((population) =>
  [
    ...['opening', 'in', population === 'open' ? 'in-received' : 'in-crossed', 'in-reopened', 'out', 'out-final-plan', 'out-refused-to-assess'],
    ...['out-refused-to-issue', 'out-withdrawn', 'out-moved', 'out-other', 'closing'],
  ].map((part) => `${population}-${part}`),
);

const DUE = [6, 16, 20, 52].flatMap((weeks) => [`due-week-${weeks}`, `due-week-${weeks}-in-week-1`]);
const DUE_OVER = ['open-over-6-weeks-awaiting-decision-to-assess', 'open-over-16-weeks-being-assessed', 'open-over-20-weeks', 'open-over-52-weeks'];
const AHEAD = [...DUE, ...DUE_OVER.map((id) => `${id}-if-nothing-happens`)];

describe('with --all', () => {
  const one = (id: string) => (section: Terms) => section.id === id;

  it('every figure of the texts is explained: what it counts, when, an example, and how to list its rows', () => {
    const all = sections('--all');
    for (const id of [...FIGURES, ...MEASURES, ...ISSUED, ...MOVED, 'open-not-entered', ...AHEAD, ...DUE_OVER]) {
      const section = all.find(one(id));
      expect(section, id).toBeDefined();
      if (section === undefined) continue;
      for (const term of ['Counts', 'When', 'Example']) expect(meanings(section, term).length, `${id} ${term}`).toBeGreaterThan(0);
      expect(meanings(section, 'Counts')[0]).toMatch(/^[A-Z].*\.$/);
      expect(meanings(section, 'Its rows')[0]).toContain(` ${id} `);
    }
  });

  it('every figure of what moves is shown with a case that it counts, and named in a list of its own', () => {
    const all = sections('--all');
    for (const id of MOVED) {
      const section = all.find(one(id));
      expect(section === undefined ? '' : meanings(section, 'Example').join(), id).toMatch(/\bmet \(/);
      expect(section === undefined ? [] : meanings(section, 'Its rows')).toEqual([`ehcp cases --figure ${id} --from 2021-12-31 --to 2022-12-31`]);
    }
    expect(
      sections()
        .find(one('between-days'))
        ?.terms.map(({ term }) => term),
    ).toEqual([...MOVED, 'open-not-entered']);
  });

  it('every figure of what is due is shown with a case that it counts, and has a list of its own', () => {
    const all = sections('--all');
    for (const id of [...AHEAD, ...DUE_OVER]) {
      const section = all.find(one(id));
      expect(section === undefined ? '' : meanings(section, 'Example').join(), id).toMatch(/\bmet \(/);
    }
    const listed =
      sections()
        .find(one('ahead'))
        ?.terms.map(({ term }) => term) ?? [];
    expect([...listed].sort()).toEqual([...AHEAD].sort());
    expect(meanings(sections('due-week-16-in-week-9')[0] as Terms, 'Its rows')).toEqual([
      'ehcp cases --figure due-week-16-in-week-9 --as-of 2022-12-31 --within 9w',
    ]);
  });

  it('every figure of a forecast is explained, by the name and the words it has there', () => {
    const args = ['forecast', '--as-of', '2022-07-31', '--horizon', '27w', '--by-date', '2023-03-31', '--requests', '+10%', '--look-back', '--format', 'json'];
    const { figures } = JSON.parse(ehcp(args, { cwd: DEMONSTRATION }).stdout);
    const ids = Object.keys(figures);
    const explained = sections(...ids);
    for (const id of ids) {
      const section = explained.find(one(id));
      if (section === undefined) throw new Error(`${id} is not explained`);
      expect(section.heading).toBe(`${id}: ${figures[id].label.replace('within 27 weeks', 'within the horizon')}`);
      for (const term of ['Counts', 'When', 'Its rows']) expect(meanings(section, term), `${id} ${term}`).toHaveLength(1);
    }
    const listed =
      sections()
        .find(one('forecast'))
        ?.terms.map(({ term }) => term) ?? [];
    const own = ids.filter((id) => !FIGURES.includes(id)).map((id) => id.replace(/-week-\d+$/, '-week-13'));
    expect([...listed].sort()).toEqual([...new Set(own)].sort());
    const all = sections('--all').map(({ id }) => id);
    expect(all).toEqual(expect.arrayContaining(listed));
  });

  it('a rule of thumb is shown with numbers', () => {
    expect(said('relief-capacity-per-week')).toContain('20 cases came in a week, 600 are open and 26 weeks are left: 39.2 completions a week.');
    expect(said('load', 'pressure')).toContain('20 cases came in a week and 16 were completed: 1.25.');
  });

  it('of a projection no example is made up', () => {
    expect(JSON.parse(run('projected-open-week-26', '--format', 'json').stdout).summary).toHaveLength(2);
    expect(said('projected-open-week-26')).not.toContain('Example');
  });

  it('an indicator of the configuration stands there too, with its target and its lag', () => {
    put('{"kpis":[{"code":"BPB225e","title":"Plans in time","measure":"within-20-weeks","target":50,"lagQuarters":1}]}');
    const section = sections('--all').find(one('BPB225e'));
    expect(section?.heading).toContain('Plans in time');
    expect(section === undefined ? [] : meanings(section, 'Indicator')).toEqual([
      'The target is 50; more is better. Its measure is within-20-weeks. It reports what happened 1 quarter before the period named.',
    ]);
  });

  it('is what the published schema describes, fits 80 columns, is the same twice and can be a PDF', () => {
    const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema);
    valid(JSON.parse(run('--all', '--format', 'json').stdout));
    expect(valid.errors).toBeNull();
    const { stdout } = run('--all');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(run('--all').stdout).toBe(stdout);
    expect(run('--all', '--out', 'figures.pdf')).toMatchObject({ code: 0, stderr: 'Wrote figures.pdf.\n' });
  });
});

describe('the law', () => {
  it.each([
    ['within-20-weeks', 20, 'Regulation 13(2)', 'day 140', '100%'],
    ['within-20-weeks-all', 20, 'Regulation 13(2)', 'day 140', 'SI 2014/1530'],
    ['decision-within-6-weeks', 6, 'Regulation 5(1)', 'day 42', '100%'],
    ['refusal-within-16-weeks', 16, 'Regulation 10(1)', 'day 112', '100%'],
    ['BPB225e', 20, 'Regulation 13(2)', 'day 140', 'The target is 50'],
  ])('of %s is %i weeks, by %s', (id, weeks, regulation, day, more) => {
    put('{"kpis":[{"code":"BPB225e","measure":"within-20-weeks","target":50}]}');
    const text = said(id);
    for (const words of [`${weeks} weeks from the day the request was received`, regulation, day, more])
      expect(text.toLowerCase()).toContain(words.toLowerCase());
  });

  it('of a plain count is none, and none is made up', () => {
    expect(said('open', 'requests')).not.toMatch(/Time limit|Duty/);
  });
});

describe('the conventions', () => {
  it('change what is said, and what the example comes to', () => {
    const byDay0 = said('within-20-weeks');
    expect(byDay0).toContain('sent by day 140');
    expect(byDay0).toContain('final plan sent 19 Jul 2022: day 140, met (by day 140)');
    put('{"conventions":{"dayOfReceipt":1,"cohort":"every-plan"}}');
    const byDay1 = said('within-20-weeks');
    expect(byDay1).toContain('sent by day 139');
    expect(byDay1).toContain('final plan sent 19 Jul 2022: day 140, missed (after day 139)');
    expect(byDay1).not.toContain('none after mediation');
    for (const id of ['mean-weeks-to-issue', 'median-weeks-to-issue-all']) expect(said(id)).toContain('those after mediation or tribunal too');
    expect(said('open-over-52-weeks')).toContain('more than 363 days');
    expect(JSON.parse(run('open', '--format', 'json').stdout).conventions).toEqual({ dayOfReceipt: 1, cohort: 'every-plan' });
  });
});

describe('an example', () => {
  const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  /** What an example says in words, as columns of the case list. */
  const SAID: [RegExp, string, string?][] = [
    [/Received (D)/, 'received_date'],
    [/to be assessed (D)/, 'assess_decision_date', 'assess_decision=Y'],
    [/refused an assessment (D)/, 'assess_decision_date', 'assess_decision=N'],
    [/mediation or tribunal (about)/, 'assess_mediation', 'assess_mediation=1'],
    [/reopened (D)/, 'reopened_date'],
    [/a plan agreed (D)/, 'issue_decision_date', 'issue_decision=Y'],
    [/refused a plan (D)/, 'issue_decision_date', 'issue_decision=N'],
    [/draft plan sent (D)/, 'draft_plan_date'],
    [/final plan sent (D)/, 'final_plan_date'],
    [/(week-20 exception recorded)/, 'week20_exception', 'week20_exception=1'],
    [/(withdrawn)/, 'assess_decision', 'assess_decision=W'],
    [/(?<!dis)closed (D)/, 'closed_date'],
    [/(a co-ordinator) named/, 'coordinator', 'coordinator=CO-1'],
  ];
  const iso = (words: string): string => {
    const [day = '', month = '', year = ''] = words.split(' ');
    return `${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
  };

  function rowSaid(facts: string): Record<string, string> {
    const row: Record<string, string> = {};
    for (const [words, column, code] of SAID) {
      const found = new RegExp(words.source.replace('D', '\\d+ [A-Z][a-z]{2} \\d{4}')).exec(facts)?.[1];
      if (found === undefined) continue;
      if (/^\d/.test(found)) row[column] = iso(found);
      const [key = '', value = ''] = code?.split('=') ?? [];
      if (key !== '') row[key] = value;
    }
    return row;
  }

  const COLUMNS = [...new Set(SAID.flatMap(([, column, code]) => [column, ...(code === undefined ? [] : [code.split('=')[0] ?? ''])]))];

  it.each([...MEASURES, 'issued-within-20-weeks-all', 'issued-over-52-weeks', 'issued-not-known', ...FIGURES.filter((id) => !id.includes('band'))])(
    'of %s, written as a case list, is placed as it says',
    (id) => {
      const [section] = sections(id);
      if (section === undefined) throw new Error(`${id} is not explained`);
      const examples = meanings(section, 'Example');
      const placed = examples.slice(0, -1).map((text) => /^(.+?): (?:day (\d+), )?(met|missed|not known|excluded|out of scope) \((.+)\)\.$/.exec(text));
      expect(placed).not.toContain(null);
      expect(placed.length).toBeGreaterThan(0);
      const rows = placed.map((found, at) => {
        const row = rowSaid(found?.[1] ?? '');
        return [`A${at + 1}`, ...COLUMNS.map((column) => row[column] ?? '')].join(',');
      });
      writeFileSync(join(folder, 'cases.csv'), `case_id,${COLUMNS.join(',')}\n${rows.join('\n')}\n`);
      const named = FIGURES.includes(id) ? ['--figure', id] : ['--measure', id, '--period', '2022'];
      const listed = JSON.parse(ehcp(['cases', 'cases.csv', ...named, '--as-of', '2022-12-31', '--show', 'all', '--format', 'json'], { cwd: folder }).stdout);
      const byId = [...listed.cases].sort((a: { line: number }, b: { line: number }) => a.line - b.line);
      expect(byId.map(({ pile, days, why }: { pile: string; days: number | null; why: string }) => [pile, days, why])).toEqual(
        placed.map((found) => [found?.[3]?.replaceAll(' ', '-'), found?.[2] === undefined ? null : Number(found[2]), found?.[4]]),
      );
      const comesTo = /come to (.+)\.$/.exec(examples.at(-1) ?? '')?.[1];
      expect(listed.summary[0].endsWith(`: ${comesTo}.`)).toBe(true);
    },
  );
});

describe('what is asked for', () => {
  it('needs no list and no day, and may be several figures in any case', () => {
    const { code, stdout, stderr } = run('OPEN', 'Within-20-Weeks');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('within-20-weeks: Plans issued within 20 weeks');
    expect(sections('OPEN', 'Within-20-Weeks').map(({ id }) => id)).toEqual(['open', 'within-20-weeks', 'conventions']);
  });

  it('where nothing is named, is the names of all figures', () => {
    const { code, stdout } = ehcp(['explain'], { cwd: DEMONSTRATION });
    expect(code).toBe(0);
    for (const id of ['BPB225e', ...FIGURES, ...MEASURES, ...ISSUED]) expect(stdout).toMatch(new RegExp(`^ ${id}:`, 'm'));
  });

  it.each([
    [['within-20-week'], 'Did you mean within-20-weeks?'],
    [['BPB225'], 'Did you mean BPB225e?'],
    [['open', 'open-over-25-weeks'], 'Did you mean open-over-20-weeks?'],
    [['rainfall'], 'ehcp explain lists them all.'],
    [['--all', 'open'], '--all explains every figure.'],
    [['--al'], 'Did you mean --all?'],
    [['open', '--format', 'jsn'], 'Did you mean json?'],
    [['open', '--out', 'open.csv'], '--out open.csv'],
  ])('%j is refused, and the message says what is right: %s', (args, words) => {
    put('{"kpis":[{"code":"BPB225e","measure":"within-20-weeks"}]}');
    const { code, stdout, stderr } = run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });
});

describe('an indicator', () => {
  it.each(MEASURES)('of %s is shown with the examples of its measure', (measure) => {
    put(JSON.stringify({ kpis: [{ code: 'K1', measure, lagQuarters: 1 }] }));
    const [own] = sections('K1');
    const [its] = sections(measure);
    expect(own).toBeDefined();
    expect(meanings(own as Terms, 'Example')).toEqual(meanings(its as Terms, 'Example'));
    expect(meanings(own as Terms, 'Example').some((meaning) => /\bmet \(/.test(meaning))).toBe(true);
  });

  it('of within-20-weeks has a met example by either convention', () => {
    put('{"conventions":{"dayOfReceipt":1}}');
    expect(said('within-20-weeks')).toContain('day 139, met (by day 139)');
  });

  it('that judges no days says nothing of days that are not known', () => {
    expect(said('requests-refused')).not.toContain('Not known');
    expect(said('decision-within-6-weeks')).toContain('Not known');
  });
});
