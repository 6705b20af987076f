import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe, { type AxeResults } from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { html } from '../../src/render/html/index.ts';
import type { Report } from '../../src/report/report.ts';
import { DEMONSTRATION, ehcp, PROJECT } from '../support/program.ts';
import { letters, saidBy } from '../support/said.ts';
import { allSetAside, awkwardNames, everyFault, full, long, look, noneOpen, trend } from './papers.ts';
import { everySection, HOSTILE } from './sections.ts';

// Checks in a real browser: `npm run test:documents`.

const PROGRAM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const WIDTHS = [1280, 320] as const;
const SCHEMES = ['light', 'dark'] as const;

const folder = mkdtempSync(join(tmpdir(), 'ehcp-pages-'));
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  if (!existsSync(PROGRAM))
    throw new Error(`The pages cannot be checked, as there is no browser at ${PROGRAM}. Run apt-get install chromium, or name one in the variable CHROMIUM.`);
  browser = await chromium.launch({ executablePath: PROGRAM, args: ['--no-sandbox'] });
  // The page's own policy would keep requests from being seen, and axe from being run.
  context = await browser.newContext({ bypassCSP: true });
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

interface Opened {
  page: Page;
  /** What it asked for besides itself. */
  requests: string[];
}

let opened = 0;

async function open(content: string, within: BrowserContext = context): Promise<Opened> {
  const file = join(folder, `${opened++}.html`);
  writeFileSync(file, content);
  const page = await within.newPage();
  const requests: string[] = [];
  const own = pathToFileURL(file).href;
  page.on('request', (request) => {
    if (request.url() !== own) requests.push(request.url());
  });
  await page.goto(own);
  return { page, requests };
}

/** What axe finds wrong, as `rule: element`; rules that are off of themselves are on. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const rules = Object.fromEntries(['td-has-header', 'table-fake-caption', 'p-as-heading', 'target-size'].map((rule) => [rule, { enabled: true }]));
  const found = await page.evaluate<AxeResults, object>((options) => (globalThis as unknown as { axe: typeof axe }).axe.run(options), {
    rules,
    resultTypes: ['violations'],
  });
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html: element }) => `${id}: ${element.slice(0, 200)}`));
}

const widthOf = (page: Page): Promise<number> => page.evaluate('document.documentElement.scrollWidth');

/** What a reader sees: without the way to the content and what is read out only. */
async function textOf(page: Page, leftOut = ''): Promise<string> {
  return page.evaluate((more) => {
    const { document } = globalThis as unknown as {
      document: { body: { cloneNode(deep: boolean): { querySelectorAll(of: string): { remove(): void }[]; textContent: string } } };
    };
    const body = document.body.cloneNode(true);
    for (const element of body.querySelectorAll(`.skip, .contents, .hidden, footer${more}`)) element.remove();
    return body.textContent;
  }, leftOut);
}

const MADE: [name: string, make: () => Report][] = [
  ['a full snapshot', full],
  ['a snapshot of a file in which every row is set aside', allSetAside],
  ['a snapshot of a file with every fault', everyFault],
  ['a snapshot with no case open', noneOpen],
  ['a snapshot with awkward names', awkwardNames],
  ['a trend', trend],
  ['a report of many pages', long],
  ['a report with every kind of section', everySection],
  ['a report of hostile words', () => everySection(HOSTILE.join(' '))],
];

/** Every kind of report, as the program makes it; what it lists is checked row by row. */
const KINDS: [name: string, args: string[]][] = [
  ['snapshot', ['snapshot', '--as-of', '2022-07-31']],
  ['kpi', ['kpi', '--all', '--period', '2021/22-Q1', '--as-of', '2022-07-31']],
  ['timeliness', ['timeliness', '--period', '2022', '--as-of', '2022-07-31', '--by', 'area']],
  ['trend', ['trend', '--from', '2021-01', '--as-of', '2022-07-15', '--measure', 'BPB225e,finals,open-over-52-weeks']],
  ['trend of what there is without asking', ['trend', '--from', '2021-01', '--to', '2022-12']],
  ['cohort', ['cohort', '--period', '2021', '--as-of', '2022-07-31', '--by', 'area']],
  ['due', ['due', '--as-of', '2022-07-31']],
  ['caseload', ['caseload', '--as-of', '2022-07-31']],
  ['movement', ['movement', '--from', '2022-07-31', '--to', '2022-09-26', '--by', 'team']],
  ['advice', ['advice', '--as-of', '2022-07-31']],
  ['appeals', ['appeals', '--period', '2022', '--as-of', '2022-12-31']],
  ['benchmark', ['benchmark', '--dfe', join(PROJECT, 'fixtures', 'dfe', 'timeliness_20_week.csv'), '--neighbours', '851,Leeds']],
  ['foi', ['foi', '--period', '2022', '--as-of', '2022-12-31']],
  ['forecast', ['forecast', '--as-of', '2022-07-31', '--look-back', '--requests', '+10%']],
  ['cases', ['cases', '--measure', 'within-20-weeks', '--period', '2022-Q2', '--as-of', '2022-07-31']],
  ['clocks', ['clocks']],
  ['one case', ['clocks', '--case', 'EHC-2021-0668', '--as-of', '2022-07-31']],
  ['explain', ['explain', '--all']],
  ['check', ['check', join(PROJECT, 'fixtures', 'golden', 'cases.csv')]],
  ['compare', ['compare', join(folder, 'old.json'), join(folder, 'new.json'), '--old-list', 'cases.csv', '--new-list', join(folder, 'now.csv')]],
  ['compare of two published days', ['compare', join(folder, 'earlier.json'), join(folder, 'later.json'), '--publish']],
];

/** Two reports that differ, and the list of the second, for `compare`. */
function prepareComparison(): void {
  const snapshot = (...more: string[]) => ehcp(['snapshot', '--as-of', '2022-07-31', '--format', 'json', '--quiet', ...more], { cwd: DEMONSTRATION }).stdout;
  writeFileSync(join(folder, 'old.json'), snapshot());
  writeFileSync(join(folder, 'earlier.json'), snapshot('--as-of', '2022-06-30', '--publish'));
  writeFileSync(join(folder, 'later.json'), snapshot('--publish'));
  const rows = execFileSync('cat', [join(DEMONSTRATION, 'cases.csv')], { encoding: 'utf8' }).split('\n');
  writeFileSync(join(folder, 'now.csv'), [...rows.slice(0, 2000), ...rows.slice(2040)].join('\n'));
  writeFileSync(join(folder, 'new.json'), snapshot(join(folder, 'now.csv')));
}

function checked(pageOf: () => string): void {
  let here: Opened;
  beforeAll(async () => {
    here = await open(pageOf());
  });
  afterAll(async () => here?.page.close());

  it.each(SCHEMES.flatMap((scheme) => WIDTHS.map((width) => ({ scheme, width }))))(
    'has no fault that axe can find, $scheme, at $width pixels',
    async ({ scheme, width }) => {
      await here.page.emulateMedia({ colorScheme: scheme });
      await here.page.setViewportSize({ width, height: 800 });
      expect(await faults(here.page)).toEqual([]);
      expect(await widthOf(here.page)).toBe(width);
    },
  );

  it('asks for nothing but itself', () => {
    expect(here.requests).toEqual([]);
  });

  it('is printed on A4, every sheet with the name of the document and its number', async () => {
    const file = join(folder, 'printed.pdf');
    await here.page.pdf({ path: file, preferCSSPageSize: true });
    const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
    expect(info).toMatch(/Page size: +59[45]\.\d+ x 84[12]\.\d+ pts \(A4\)/);
    const sheets = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8', maxBuffer: 2 ** 28 })
      .split('\f')
      .slice(0, -1);
    for (const [at, sheet] of sheets.entries()) expect(sheet).toContain(`Page ${at + 1} of ${sheets.length}`);
  });
}

describe.each(MADE)('the page of %s', (_, make) => {
  checked(() => html.render(make(), look) as string);

  it('says what the report says, in its order, and nothing else', async () => {
    const { page } = await open(html.render(make(), look) as string);
    expect(letters(await textOf(page, ', title, style, svg'))).toBe(letters(saidBy(make())));
    await page.close();
  });
});

describe.each(KINDS)('the page of %s', (name, args) => {
  const made = (format: string): string => ehcp([...args, '--format', format, '--quiet'], { cwd: DEMONSTRATION }).stdout;
  if (name.startsWith('compare')) beforeAll(prepareComparison);
  checked(() => made('html'));

  it('says what the report says, in its order, and lists what it lists', async () => {
    const { page } = await open(made('html'));
    const report = JSON.parse(made('json'));
    const listings = report.sections.filter(({ kind }: { kind: string }) => kind === 'listing');
    const rows: Record<string, string | number | null>[] = listings.flatMap(({ id }: { id: string }) => report[id]);
    const lists: string[][] = await page.evaluate(
      `[...document.querySelectorAll('table:not(:has(caption), figure *) tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent))`,
    );
    expect(lists).toHaveLength(rows.length);
    for (const [at, cells] of lists.entries()) {
      const shown = Object.values(rows[at] ?? {}).filter((value) => cells.includes(String(value)));
      expect(shown.length).toBeGreaterThan(1);
    }
    const sections = report.sections.map((section: { kind: string }) => (section.kind === 'listing' ? { ...section, kind: 'list', items: [] } : section));
    expect(letters(await textOf(page, ', svg, table:not(:has(caption), figure *)'))).toBe(letters(saidBy({ ...report, sections })));
    await page.close();
  });
});

describe('a page', () => {
  const whole = () => html.render(everySection(), look) as string;

  it('runs nothing and asks for nothing, even where a tag got into it', async () => {
    let asked = 0;
    const server = createServer((_, answer) => {
      asked++;
      answer.end();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const picture = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x.png`;
    const broken = whole().replace('</main>', `<script>document.title="run"</script><img src="${picture}" alt="" onerror="document.title='run'"></main>`);
    const own = await browser.newContext();
    expect(await (await open(broken, own)).page.title()).toBe('Every section it, Anyshire Council it');
    expect(asked).toBe(0);
    // Without the policy it would.
    expect(await (await open(broken.replace('Content-Security-Policy', 'x'), own)).page.title()).toBe('run');
    expect(asked).toBeGreaterThan(0);
    await own.close();
    server.close();
  });

  it('lets keys reach its content, and what is wider than the screen', async () => {
    const { page } = await open(whole());
    await page.setViewportSize({ width: 320, height: 800 });
    const focused = (): Promise<string> => page.evaluate('document.activeElement.className || document.activeElement.id || document.activeElement.tagName');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('skip');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('report');
    const reached: string[] = [];
    for (let step = 0; step < 30; step++) {
      await page.keyboard.press('Tab');
      reached.push(await focused());
    }
    expect(reached).toContain('scroll');
    await page.focus('.scroll');
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction('document.activeElement.scrollLeft > 0');
    await page.close();
  });

  it.each([1280, 1920])('shows every column of a snapshot at %d pixels', async (width) => {
    const { page } = await open(html.render(full(), look) as string);
    await page.setViewportSize({ width, height: 800 });
    const frames: [number, number][] = await page.evaluate(`[...document.querySelectorAll('.scroll')].map((frame) => [frame.scrollWidth, frame.clientWidth])`);
    expect(frames.length).toBeGreaterThan(1);
    for (const [content, frame] of frames) expect(content).toBeLessThanOrEqual(frame);
    await page.close();
  });

  it('breaks no word of a movement at 320 pixels', async () => {
    const { page } = await open(ehcp(['movement', '--from', '2022-07-31', '--to', '2022-09-26', '--format', 'html'], { cwd: DEMONSTRATION }).stdout);
    await page.setViewportSize({ width: 320, height: 800 });
    const broken: string[] = await page.evaluate(`[...document.querySelectorAll('tbody th')].flatMap((th) => {
      const text = th.lastChild;
      return [...text.data.matchAll(/[A-Za-z]+/g)].flatMap((word) => {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1 ? [word[0]] : [];
      });
    })`);
    expect(broken).toEqual([]);
    await page.close();
  });

  it.each(SCHEMES)('shows at the edge of a frame that there is more, until there is no more: %s', async (colorScheme) => {
    const { page } = await open(whole());
    await page.setViewportSize({ width: 320, height: 800 });
    await page.emulateMedia({ colorScheme });
    await page.evaluate(`document.querySelector('.scroll').innerHTML = '<div style="width:60rem;height:5rem"></div>'`);
    await page.locator('.scroll').first().scrollIntoViewIfNeeded();
    const edges = async (): Promise<boolean[]> => {
      const box = await page.locator('.scroll').first().boundingBox();
      if (box === null) throw new Error('there is no frame');
      const [middle, left, right] = await Promise.all(
        [box.width / 2, 1, box.width - 4].map((at) => page.screenshot({ clip: { x: Math.round(box.x + at), y: Math.round(box.y + 20), width: 3, height: 9 } })),
      );
      return [left, right].map((one) => one?.equals(middle ?? Buffer.of()) === false);
    };
    expect(await edges()).toEqual([false, true]);
    await page.evaluate(`document.querySelector('.scroll').scrollLeft = 300`);
    expect(await edges()).toEqual([true, true]);
    await page.evaluate(`document.querySelector('.scroll').scrollLeft = 9999`);
    expect(await edges()).toEqual([true, false]);
    await page.close();
  });

  it('keeps a short table on one sheet with its heading when it is printed', async () => {
    const { page } = await open(html.render(full(), look) as string);
    const file = join(folder, 'sheets.pdf');
    await page.pdf({ path: file, preferCSSPageSize: true });
    const sheets = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).split('\f');
    const tables = full().sections.flatMap((section) => (section.kind === 'table' && section.rows.length <= 15 ? [section] : []));
    expect(tables.map(({ id }) => id)).toEqual(['open', 'bands', 'stages']);
    for (const { heading, rows } of tables) {
      const sheet = sheets.find((text) => text.includes(`${heading}\n`)) ?? '';
      for (const { header } of rows) expect(sheet).toContain(header);
    }
    await page.close();
  });

  it('is read out with suppressed for c, and no figure for a dash', async () => {
    const { page } = await open(whole());
    const read = await page.locator('main').ariaSnapshot();
    expect(read).toMatch(/cell "suppressed"/);
    expect(read).toMatch(/cell "no figure \(0 of 0\)"/);
    expect(read).toMatch(/rowheader "it, below it"/);
    await page.close();
  });
});

describe('the checks see a page that is broken:', () => {
  const WAYS: [what: string, breaking: (page: string) => string, fault: string][] = [
    ['without a language', (page) => page.replace(' lang="en-GB"', ''), 'html-has-lang'],
    ['without a title', (page) => page.replace(/<title>.*?<\/title>/, ''), 'document-title'],
    ['in colours too faint', (page) => page.replace('--quiet:#484e53', '--quiet:#a0a0a0'), 'color-contrast'],
    ['with a picture that says nothing', (page) => page.replace('</main>', '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></main>'), 'image-alt'],
    ['with a heading level left out', (page) => page.replace(/<(\/?)h2/g, '<$1h3'), 'heading-order'],
    ['without its first heading', (page) => page.replace(/<(\/?)h1/g, '<$1p'), 'page-has-heading-one'],
    ['with a table without header cells', (page) => page.replace(/<th( [^>]*)?>/g, '<td>').replaceAll('</th>', '</td>'), 'td-has-header'],
    ['with a scope that is none', (page) => page.replaceAll('scope="row"', 'scope="rows"'), 'scope-attr-valid'],
    ['with a link that says nothing', (page) => page.replace('>the plan it<', '><'), 'link-name'],
    ['with words outside its parts', (page) => page.replace('<main', '<p>Lost</p><main'), 'region'],
    ['with a frame that keys do not reach', (page) => page.replaceAll(' tabindex="0"', ''), 'scrollable-region-focusable'],
    ['with a list that is none', (page) => page.replaceAll('<ul>', '<div>').replaceAll('</ul>', '</div>'), 'listitem'],
    ['with a reference to nothing', (page) => page.replaceAll('role="group"', 'role="grupp"'), 'aria-roles'],
  ];

  it.each(WAYS)('%s', async (_, breaking, fault) => {
    const whole = html.render(everySection(), look) as string;
    expect(breaking(whole)).not.toBe(whole);
    const { page } = await open(breaking(whole));
    await page.setViewportSize({ width: 320, height: 800 });
    expect((await faults(page)).map((found) => found.split(':')[0])).toContain(fault);
    await page.close();
  });

  it('wider than the screen', async () => {
    const { page } = await open((html.render(full(), look) as string).replaceAll(' class="scroll"', ''));
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await widthOf(page)).toBeGreaterThan(320);
    await page.close();
  });

  it('asking for something', async () => {
    const { page, requests } = await open((html.render(full(), look) as string).replace('</main>', '<img alt="" src="http://127.0.0.1:9/x.png"></main>'));
    expect(requests).toEqual(['http://127.0.0.1:9/x.png']);
    await page.close();
  });

  it('with a word too few', async () => {
    const { page } = await open((html.render(full(), look) as string).replace('Requests received', 'Requests'));
    expect(letters(await textOf(page))).not.toBe(letters(saidBy(full())));
    await page.close();
  });
});
