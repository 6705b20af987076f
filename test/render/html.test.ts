import { describe, expect, it } from 'vitest';
import { html } from '../../src/render/html/index.ts';
import { FOCUS, PALETTES } from '../../src/render/html/style.ts';
import type { Report } from '../../src/report/report.ts';
import { full, look } from '../documents/papers.ts';
import { everySection, HOSTILE } from '../documents/sections.ts';
import { contrast } from '../support/contrast.ts';

const htmlOf = (report: Report): string => html.render(report, look) as string;

describe.each(Object.entries(PALETTES))('the %s colours', (_, palette) => {
  it.each(['text', 'quiet', 'accent', 'link'] as const)('have words (%s) of 4.5 to 1 on both backgrounds, and so shapes of 3 to 1', (name) => {
    for (const background of [palette.background, palette.band]) expect(contrast(palette[name], background)).toBeGreaterThanOrEqual(4.5);
  });

  it('show what has the focus', () => {
    expect(contrast(FOCUS.text, FOCUS.background)).toBeGreaterThanOrEqual(4.5);
    expect(Math.max(contrast(FOCUS.background, palette.background), contrast(FOCUS.text, palette.background))).toBeGreaterThanOrEqual(3);
  });
});

/** The elements and attributes of a picture, each once: how many lines its words take is another matter. */
const drawn = (picture: string): string =>
  [...new Set(picture.match(/<\/?[a-z]+|\s[a-z:-]+="/g) ?? [])]
    .sort()
    .map((name) => `<${name.trim()}>`)
    .join('');

/** The tags of a page with their attributes, but for what is named after a heading; long words have more room, in a frame. */
const tagsOf = (page: string): string[] =>
  (
    page
      .replace(/<style>.*?<\/style>/s, '<style></style>')
      .replace(/<div class="scroll".*?>\n(.*?)<\/div>\n/gs, '$1')
      .replace(/<svg .*?<\/svg>/gs, drawn)
      .match(/<[^>]*>/g) ?? []
  ).map((tag) => tag.replace(/(href="#|id="|labelledby=")[a-z0-9-]*/g, '$1').replace(/ class="(w|wide|narrow)"/, ''));

describe('a page', () => {
  const tags = tagsOf(htmlOf(everySection('it')));

  it.each(HOSTILE)('takes nothing in the data for a tag or an attribute: %j', (said) => {
    const page = htmlOf(everySection(said));
    expect(tagsOf(page)).toEqual(tags);
    expect(page).not.toMatch(/[^\P{C}\n]/u);
    // Nothing ends the sheet, or brings another.
    expect(page.match(/<\/style/g)).toHaveLength(1);
    const sheet = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? '';
    expect(sheet).not.toMatch(/@import|url\(|</);
    expect(sheet.replace(/@bottom-left\{content:"[^"\n]*"/, '')).toBe(
      /<style>(.*?)<\/style>/s.exec(htmlOf(everySection('it')))?.[1]?.replace(/@bottom-left\{content:"[^"\n]*"/, ''),
    );
  });

  it('has no script, and asks for nothing from outside', () => {
    const page = htmlOf(everySection('it'));
    expect(page).not.toMatch(/<script|<link|<iframe|<img|\ssrc=|\son\w+=/);
    expect(page).toContain(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:;`);
    expect([...page.matchAll(/ href="([^#"][^"]*)"/g)].map(([, to]) => to)).toEqual(['https://a.example/b?c=d&amp;e=f', 'mailto:send@a.example']);
  });

  it('leads nowhere but to the web and to mailboxes', () => {
    for (const link of [
      'javascript:alert(1)',
      ' javascript:alert(1)',
      'JaVaScRiPt:x',
      'data:text/html,x',
      'file:///etc/passwd',
      '//a.example',
      'https://a b',
      'vbscript:x',
    ])
      expect(
        htmlOf({
          ...full(),
          sections: [{ kind: 'text', id: 'a', heading: 'A', place: 'page', blocks: [{ kind: 'paragraph', runs: [{ text: 'here', link }] }] }],
        }),
      ).not.toMatch(/href="[^#]/);
  });

  it('shows a suppressed cell as c, and has it read out as suppressed', () => {
    expect(htmlOf(everySection())).toContain(
      '<th scope="row">open</th><td class="n"><b><abbr title="suppressed" aria-hidden="true">c</abbr><span class="hidden">suppressed</span></b></td>',
    );
  });

  it('has a row that belongs to another read out with its name', () => {
    expect(htmlOf(full())).toContain('<tr class="under"><th scope="row"><span class="hidden">Over 52 weeks, </span>with a draft plan sent</th>');
  });

  it('names every part once, and leads to each', () => {
    const page = htmlOf(everySection());
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const referred = [...page.matchAll(/(?:href="#|labelledby=")([^"]*)"/g)].flatMap(([, id]) => id?.split(' '));
    expect(referred.length).toBeGreaterThan(8);
    expect(referred.filter((id) => !ids.includes(id))).toEqual([]);
  });
});
