/** The recipes of `.github/CONTRIBUTING.md`, followed in a copy of the sources: each works, and touches as many files as it says. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMONSTRATION, PROJECT } from './support/program.ts';

const RECIPES = readFileSync(join(PROJECT, '.github', 'CONTRIBUTING.md'), 'utf8');
const textOf = (path: string): string => readFileSync(join(PROJECT, path), 'utf8');

/** Text with a part of it replaced, which must be there. */
function replaced(text: string, part: string, by: string): string {
  expect(text).toContain(part);
  return text.replace(part, () => by);
}

const afterImports = (text: string, line: string): string => replaced(text, 'import { requests }', `${line}\nimport { requests }`);

/** For each recipe the files that it writes or changes. */
const FOLLOWED: Record<string, () => Record<string, string>> = {
  'A measure': () => {
    const model = textOf('src/core/measures/requests.ts');
    const list = afterImports(textOf('src/core/measures/index.ts'), "import { requestsAgain } from './requests-again.ts';");
    return {
      'src/core/measures/requests-again.ts': replaced(
        replaced(replaced(model, 'const requests:', 'const requestsAgain:'), "id: 'requests'", "id: 'requests-again'"),
        'Requests received',
        'Requests received again',
      ),
      'src/core/measures/index.ts': replaced(list, '  requests,\n', '  requests,\n  requestsAgain,\n'),
    };
  },
  'A clock': () => {
    const model = textOf('src/core/clocks/request.ts');
    const entry = /export const week16: RequestClock = \{[\s\S]*?\n\};\n/.exec(model)?.[0] ?? '';
    const added = replaced(replaced(entry, 'const week16', 'const week18'), "id: 'week-16'", "id: 'week-18'");
    const withEntry = replaced(model, entry, `${entry}\n${added}`);
    return { 'src/core/clocks/request.ts': replaced(withEntry, '[week6, week16, week20]', '[week6, week16, week18, week20]') };
  },
  'A layout': () => {
    const model = textOf('src/input/layouts/ehcp.ts').replaceAll('plain(column)', "plain(['our', column].join(' '))");
    const own = replaced(
      replaced(model, 'COLUMNS.map(plain)', "COLUMNS.map((column) => plain(['our', column].join(' ')))"),
      'export const ehcp:',
      'export const oldSystem:',
    );
    const list = replaced(textOf('src/input/layouts/lists.ts'), 'import { flat }', "import { oldSystem } from './old-system.ts';\nimport { flat }");
    return {
      'src/input/layouts/old-system.ts': replaced(replaced(own, "id: 'ehcp'", "id: 'old-system'"), "layout: 'ehcp'", "layout: 'old-system'"),
      'src/input/layouts/lists.ts': replaced(list, '[ehcp, flat]', '[ehcp, oldSystem, flat]'),
    };
  },
  'A format': () => {
    const list = textOf('src/render/index.ts');
    const line = "  { format: 'md', extension: '.md', load: async () => (await import('./md.ts')).md },\n";
    return {
      'src/render/wiki.ts': replaced(replaced(textOf('src/render/md.ts'), 'export const md:', 'export const wiki:'), '`# $', '`h1. $'),
      'src/render/index.ts': replaced(list, line, `${line}  { format: 'wiki', extension: '.wiki', load: async () => (await import('./wiki.ts')).wiki },\n`),
    };
  },
  'An error': () => {
    const model = textOf('src/core/inspection.ts');
    const entry = /\n {2}'plan-on-day-0': .*\n/.exec(model)?.[0] ?? '';
    const rule = /const onDay0: Rule = [\s\S]*?: \[\];\n/.exec(model)?.[0] ?? '';
    const again = replaced(replaced(rule, 'onDay0', 'onDay0Again'), "'plan-on-day-0'", "'plan-on-day-0-again'");
    const coded = replaced(replaced(model, entry, `${entry}${entry.replace("'plan-on-day-0'", "'plan-on-day-0-again'").slice(1)}`), rule, `${rule}\n${again}`);
    return {
      'src/core/inspection.ts': replaced(coded, '  onDay0,', '  onDay0,\n  onDay0Again,'),
      'fixtures/errors/plan-on-day-0-again.csv': 'case_id,received_date,final_plan_date\nA-001,2022-03-10,2022-03-10\n',
    };
  },
};

let copy = '';
const ehcp = (...args: string[]): string => {
  try {
    return execFileSync(process.execPath, [join(copy, 'bin', 'ehcp.js'), ...args], { cwd: copy, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    return String((error as { stdout: string }).stdout);
  }
};

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'ehcp-recipes-'));
  for (const name of ['src', 'bin', 'package.json', 'fixtures/errors']) cpSync(join(PROJECT, name), join(copy, name), { recursive: true });
  symlinkSync(join(PROJECT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  for (const follow of Object.values(FOLLOWED)) for (const [path, text] of Object.entries(follow())) writeFileSync(join(copy, path), text);
  execFileSync(process.execPath, [join('src', 'build', 'parts.mjs')], { cwd: copy });
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('a recipe', () => {
  it('stands for each thing that is added often, and names files that are there', () => {
    expect([...RECIPES.matchAll(/^## (.+)$/gm)].map(([, name]) => name)).toEqual(Object.keys(FOLLOWED));
    const named = [...RECIPES.matchAll(/`((?:src|test|docs|fixtures)\/[^`<]*)`/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((path) => !existsSync(join(PROJECT, path)))).toEqual([]);
  });

  it.each(Object.keys(FOLLOWED))('%s touches as many files as it has steps', (name) => {
    const text = RECIPES.split(/^## /m).find((part) => part.startsWith(`${name}\n`)) ?? '';
    expect(Object.keys(FOLLOWED[name]?.() ?? {})).toHaveLength((text.match(/^\d\. /gm) ?? []).length);
  });
});

describe('what was added by them', () => {
  const cases = ['--config', join(DEMONSTRATION, 'ehcp.config.json'), '--as-of', '2022-07-31'];

  it('the measure is an indicator, and is explained', () => {
    const { figures } = JSON.parse(ehcp('kpi', 'requests-again', 'requests', '--period', '2022-Q2', ...cases, '--format', 'json'));
    expect(figures['requests-again'].value).toBe(figures.requests.value);
    expect(ehcp('explain', 'requests-again')).toContain('Requests received again');
  });

  it('the clock is listed', () => {
    expect(ehcp('clocks')).toContain('(week-18)');
  });

  it('the layout is read', () => {
    const text = readFileSync(join(PROJECT, 'fixtures', 'one-caseload', 'cases.csv'), 'utf8');
    const [headings = '', ...rows] = text.split('\n');
    writeFileSync(
      join(copy, 'old.csv'),
      [
        headings
          .split(',')
          .map((heading) => `our ${heading}`)
          .join(','),
        ...rows,
      ].join('\n'),
    );
    writeFileSync(join(copy, 'new.csv'), text);
    const of = (name: string) => JSON.parse(ehcp('snapshot', name, '--as-of', '2025-01-16', '--format', 'json'));
    expect(of('old.csv').sources[0].layout).toBe('old-system');
    expect(of('old.csv').figures).toEqual(of('new.csv').figures);
  });

  it('the format is written, by its name', () => {
    expect(ehcp('snapshot', ...cases, '--format', 'wiki')).toMatch(/^h1\. /);
  });

  it('the error is found by ehcp check', () => {
    expect(ehcp('check', join('fixtures', 'errors', 'plan-on-day-0-again.csv'))).toContain('plan-on-day-0-again');
  });
});
