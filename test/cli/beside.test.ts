import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Figure, Report } from '../../src/report/report.ts';
import { DEMONSTRATION, ehcp } from '../support/program.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const DAY = ['--as-of', '2022-12-31'];
const OTHERS = ['reviews', 'advice', 'appeals'] as const;

function reportOf(args: readonly string[], cwd = DEMONSTRATION): Report {
  const { code, stdout, stderr } = ehcp([...args, ...DAY, '--format', 'json', '--quiet'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

/** A folder with the demonstration's lists of these roles, and a configuration that names them. */
function listsOf(...roles: string[]): void {
  for (const role of roles) copyFileSync(join(DEMONSTRATION, `${role}.csv`), join(folder, `${role}.csv`));
  writeFileSync(join(folder, 'ehcp.config.json'), JSON.stringify({ sources: Object.fromEntries(roles.map((role) => [role, `${role}.csv`])) }));
}

const sectionsIn = ({ sections }: Report) => sections.flatMap(({ id }) => (OTHERS.some((other) => other === id) ? [id] : []));
const values = (figures: Readonly<Record<string, Figure>>, ids: readonly string[]) => ids.map((id) => figures[id]?.value);

describe('a snapshot', () => {
  it('of the demonstration has the published 77.2% of reviews, and of 120 appeals 69 completed and 49 ongoing', () => {
    const { figures } = reportOf(['snapshot']);
    expect(figures['reviews-held-12-months']).toMatchObject({ value: 77.2, numerator: 2320, denominator: 3007 });
    expect(values(figures, ['appeals-lodged', 'appeals-completed', 'appeals-ongoing', 'appeals-ended-day-not-known'])).toEqual([120, 69, 49, 2]);
  });

  it('has a section for each list that the configuration names, and each figure as that list’s own report has it', () => {
    const snapshot = reportOf(['snapshot']);
    expect(sectionsIn(snapshot)).toEqual([...OTHERS]);
    expect(snapshot.sources.map(({ role }) => role)).toEqual(['cases', 'plans', 'advice', 'appeals']);
    const alone = Object.assign({}, ...OTHERS.map((name) => reportOf([name]).figures));
    const own = reportOf(['snapshot', '--config', configOf('cases')]).figures;
    const added = Object.entries(snapshot.figures).filter(([id]) => own[id] === undefined);
    expect(added.length).toBeGreaterThan(15);
    for (const [id, figure] of added) expect([id, figure]).toEqual([id, alone[id]]);
    for (const [id, figure] of Object.entries(own)) expect([id, snapshot.figures[id]]).toEqual([id, figure]);
  });

  it.each([
    [['cases'], []],
    [['cases', 'plans'], ['reviews']],
    [
      ['cases', 'advice', 'appeals'],
      ['advice', 'appeals'],
    ],
  ])('where it names %s has %s', (roles, sections) => {
    listsOf(...roles);
    const snapshot = reportOf(['snapshot'], folder);
    expect(sectionsIn(snapshot)).toEqual(sections);
    expect(snapshot.sources.map(({ role }) => role)).toEqual(roles);
  });

  it('that is published has what each list’s own report publishes, and nothing that counts cases by their advice', () => {
    const snapshot = reportOf(['snapshot', '--publish']);
    for (const name of ['reviews', 'appeals']) {
      const { figures } = reportOf([name, '--publish']);
      const shared = Object.keys(figures).filter((id) => snapshot.figures[id] !== undefined);
      expect(shared.length).toBeGreaterThan(5);
      expect(shared.map((id) => snapshot.figures[id])).toEqual(shared.map((id) => figures[id]));
    }
    expect(snapshot.figures['advice-outstanding']?.value).toBe(470);
    expect(snapshot.figures['open-waiting-for-psychologist-only']).toEqual({
      label: 'Open, waiting for nothing but a psychologist',
      unit: 'cases',
      value: null,
      suppressed: true,
    });
  });

  it('says what is wrong with a list, and which', () => {
    listsOf('cases', 'plans');
    writeFileSync(join(folder, 'plans.csv'), 'plan_id,plan_start_date\nP1,2020-01-01\nP1,2021-01-01\n');
    const { code, stdout, stderr } = ehcp(['snapshot', ...DAY], { cwd: folder });
    expect(code).toBe(0);
    expect(stderr).toContain('plans.csv line 3, plan_id: "P1" stands in an earlier row too.');
    expect(stdout).toContain('1 row of plans.csv set aside: it is in no figure.');
    expect(ehcp(['snapshot', ...DAY, '--strict'], { cwd: folder }).code).toBe(1);
    rmSync(join(folder, 'plans.csv'));
    expect(ehcp(['snapshot', ...DAY], { cwd: folder })).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('a pack', () => {
  it.each([[[]], [['--internal']]])('has the papers of those lists %s', (more) => {
    listsOf('cases', 'plans', 'advice');
    expect(ehcp(['pack', ...DAY, '--out', 'december', '--quiet', ...more], { cwd: folder }).code).toBe(0);
    const names = readdirSync(join(folder, 'december'));
    expect(names.filter((name) => /^(reviews|advice|appeals)\./.test(name)).sort()).toEqual(
      ['advice', 'reviews'].flatMap((name) => ['html', 'json', 'pdf', 'xlsx'].map((ending) => `${name}.${ending}`)),
    );
    const saved = (name: string): Report => JSON.parse(readFileSync(join(folder, 'december', `${name}.json`), 'utf8'));
    const asked = more.length === 0 ? ['--publish'] : [];
    const [snapshot, reviews] = [saved('snapshot'), saved('reviews')];
    expect(reviews.figures).toEqual(reportOf(['reviews', ...asked], folder).figures);
    expect(snapshot.figures['reviews-held-12-months']).toEqual(reviews.figures['reviews-held-12-months']);
    const { figures, cautions } = saved('advice');
    const isWithheld = more.length === 0;
    for (const id of ['open-waiting-for-psychologist-only', 'open-over-20-weeks', 'advice-late-over-20-weeks-health'])
      expect([id, figures[id]?.value === null, figures[id]?.suppressed === true]).toEqual([id, isWithheld, isWithheld]);
    expect(cautions.some((words) => words.includes('whatever it comes to'))).toBe(isWithheld);
  });
});

/** A configuration that names the demonstration's lists of these roles. */
function configOf(...roles: string[]): string {
  const file = join(folder, 'named.json');
  const { authority, commission } = JSON.parse(readFileSync(join(DEMONSTRATION, 'ehcp.config.json'), 'utf8'));
  const sources = Object.fromEntries(roles.map((role) => [role, join(DEMONSTRATION, `${role}.csv`)]));
  writeFileSync(file, JSON.stringify({ authority, commission, sources }));
  return file;
}
