import type { Chart, Report, Section, TextRun } from '../../src/report/report.ts';
import { full } from './papers.ts';

/** Texts that would be marks of HTML, Markdown, CSS or a terminal, or move what stands beside them. */
export const HOSTILE = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '</title></style></main><h1>"\'>x',
  '" onmouseover="alert(1)" x="\' onload=\'y',
  '*/}</style><style>body{display:none}@import "http://a.example/x.css";',
  '&lt;b&gt; &amp;amp; &copy; &#60;',
  '[a](http://a.example) ![b](http://b.example/c.png) [c]: http://c.example "d"',
  'http://a.example/ https://b.example www.c.example a.b@c.example mailto:a@b.example',
  '<http://a.example> <a@b.example> <!-- c --> <?d?>',
  '# a #',
  '- b',
  '1. c',
  '12) d',
  '+ e',
  '> f',
  '=== g',
  '--- h',
  '*i* **j** _k_ __l__ ~~m~~ `n` ``o`` $p$ q^r^ [^s] {#t .u}',
  '| v | w \\| x \\',
  '\\*y\\* \\\\',
  '\u202ez\u202c \u2066aa\u2069 \u200fbb',
  'cc\u0000dd\u001b[31mee\u0007ff\u0085gg\u2028hh\nii\r\njj\tkk',
  'll\u200bmm\u00adnn\ufeffoo\ud83dpp\ue000',
  '=1+1',
  '**',
  '[',
] as const;

const text = (one: string): TextRun => ({ text: one });

const chart = (said: string): Chart => ({
  kind: 'chart',
  id: 'timely',
  heading: `Plans within 20 weeks ${said}`,
  place: 'page',
  finding: `More plans came within 20 weeks than a year before. ${said}`,
  form: 'lines',
  axis: 'Month',
  labels: ['May 2022', `June 2022 ${said}`, 'July 2022'],
  series: [
    {
      name: `This year ${said}`,
      cells: [
        { kind: 'percent', value: 50, numerator: 5, denominator: 10 },
        { kind: 'percent', value: null, numerator: 0, denominator: 0 },
        { kind: 'suppressed' },
      ],
    },
    { name: 'Last year', cells: [{ kind: 'percent', value: 25, numerator: 2, denominator: 8 }, { kind: 'suppressed' }] },
  ],
  levels: [{ name: `The law ${said}`, value: 100 }],
});

const words = (said: string): Section => ({
  kind: 'text',
  id: 'commentary',
  heading: `What officers say ${said}`,
  place: 'page',
  blocks: [
    {
      kind: 'paragraph',
      runs: [
        text(`Three co-ordinators began in May ${said}, `),
        { text: `and six more ${said}`, bold: true },
        text(': see '),
        { text: `the plan ${said}`, link: 'https://a.example/b?c=d&e=f' },
        text('.'),
      ],
    },
    { kind: 'list', ordered: false, items: [[text(`First ${said}`)], [{ text: 'write to us', link: 'mailto:send@a.example' }]] },
    { kind: 'list', ordered: true, items: [[{ text: `Then ${said}`, bold: true }], [text(said)]] },
    { kind: 'paragraph', runs: [text(said)] },
  ],
});

/** A report with a section of every kind, in all of whose texts something is said. */
export const everySection = (said = 'it'): Report => ({
  ...full(),
  title: `Every section ${said}`,
  authority: `Anyshire Council ${said}`,
  cautions: [`Some rows could not be read ${said}.`, said],
  summary: [`A sentence of ${said}.`, said],
  commission: { name: `Commission ${said}` },
  sections: [
    words(said),
    chart(said),
    {
      kind: 'table',
      id: said,
      heading: `A table of ${said}`,
      place: 'page',
      lead: [`What it answers: ${said}`],
      caption: `What is in it: ${said}`,
      rowHeading: `Name ${said}`,
      columns: ['Cases', 'Share', 'Weeks', said, ''].map((name) => ({ lines: [name, `1 July ${said}`], align: 'right' })),
      rows: [
        {
          header: said,
          cells: [
            { kind: 'count', value: 1001 },
            { kind: 'percent', value: 12.5, numerator: 1, denominator: 8 },
            { kind: 'weeks', value: 20 },
            { kind: 'text', text: said },
          ],
        },
        {
          header: `below ${said}`,
          under: true,
          cells: [{ kind: 'suppressed' }, { kind: 'percent', value: null, numerator: 0, denominator: 0 }, { kind: 'weeks', value: null }],
        },
        { header: '', cells: [] },
      ],
      notes: [`A note of ${said}`, said],
    },
    {
      kind: 'table',
      id: 'narrow',
      heading: 'Short',
      place: 'page',
      caption: 'Two columns',
      rowHeading: '',
      columns: [{ lines: ['Cases'], align: 'right' }],
      rows: [{ header: 'open', cells: [{ kind: 'suppressed' }] }],
      notes: [],
    },
    { kind: 'terms', id: 'terms', heading: `Terms ${said}`, place: 'notes', terms: [{ term: said, meaning: said }] },
    { kind: 'list', id: 'terms', heading: said, place: 'page', items: [`An item of ${said}`, said] },
    { kind: 'listing', id: 'cases', heading: `Rows ${said}`, place: 'page' },
  ],
  listings: [
    {
      name: 'cases',
      columns: [
        { key: 'caseId', heading: 'Case', kind: 'text' },
        { key: 'line', heading: 'Line', kind: 'number' },
        { key: 'received', heading: 'Received', kind: 'date' },
        { key: 'code', heading: 'Code', kind: 'text', unseen: true },
        { key: 'why', heading: `Why ${said}`, kind: 'text' },
        { key: 'more', heading: 'More', kind: 'text' },
      ],
      rows: [
        { caseId: said, line: 2, received: '2022-03-27', code: 'unseen', why: `because of ${said}, which takes more room than a short word does`, more: said },
        { caseId: '', line: 3, received: null, code: 'unseen', why: null, more: '' },
      ],
    },
  ],
});
