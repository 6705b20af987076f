import { CHART_COLOURS } from '../chart.ts';

/** What a page is coloured with, by day and by night. Words on the background have a contrast of 4.5 to 1 or more, shapes of 3 to 1. */
export interface Palette {
  background: string;
  /** Behind words that stand out, such as a caution. */
  band: string;
  text: string;
  quiet: string;
  accent: string;
  link: string;
  /** Between rows: it says nothing, and may be faint. */
  rule: string;
}

export const PALETTES: Record<'light' | 'dark', Palette> = {
  light: { background: '#ffffff', band: '#f3f2f1', text: '#0b0c0c', quiet: '#484e53', accent: '#12436d', link: '#1a65a6', rule: '#b4b9be' },
  dark: { background: '#14181b', band: '#22282d', text: '#f2f4f5', quiet: '#c1c8cd', accent: '#9cc9f5', link: '#8fc1f0', rule: '#4f5960' },
};

/** What has the focus is seen in both: dark letters on this, and a dark line below. */
export const FOCUS = { background: '#ffdd00', text: '#0b0c0c' } as const;

const variables = (scheme: 'light' | 'dark'): string =>
  [
    ...Object.entries(PALETTES[scheme]).map(([name, colour]) => `--${name}:${colour}`),
    ...Object.entries(CHART_COLOURS).map(([role, colours]) => `--chart-${role}:${colours[scheme]}`),
  ].join(';');

/** Words as a text of CSS, in which nothing can end the text or the sheet. */
const cssText = (text: string): string => `"${text.replace(/[^\p{L}\p{N} ,]/gu, (character) => `\\${character.codePointAt(0)?.toString(16)} `)}"`;

/** A shade at the edge of a frame where there is more: what is at the end of the content moves with it, and covers the shade. */
const edge = (colours: string, to: string, from: string, rest: string): string => `linear-gradient(to ${to},${colours},transparent) ${from} 0/${rest}`;
const EDGES = [
  edge('var(--background) 40%', 'right', '0', '2rem 100% no-repeat local'),
  edge('var(--background) 40%', 'left', '100%', '2rem 100% no-repeat local'),
  edge('var(--quiet)', 'right', '0', '.7rem 100% no-repeat scroll'),
  edge('var(--quiet)', 'left', '100%', '.7rem 100% no-repeat scroll'),
].join(',');

/** A printed table of no more rows stays on one sheet. */
const MOST_ON_ONE_SHEET = 15;

/** The sheet of a page; printed, every sheet of paper says which document it is of. */
export const styleOf = (name: string): string => `
:root{color-scheme:light dark;${variables('light')};--edges:${EDGES}}
@media screen and (prefers-color-scheme:dark){:root{${variables('dark')}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--background);color:var(--text);font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
header,main,footer{max-width:74rem;margin:0 auto;padding:0 1rem}
body>.bar{height:.6rem;background:var(--accent);border-bottom:1px solid var(--accent)}
header{padding-top:1rem;color:var(--accent);font-weight:600}
h1,h2{line-height:1.2;text-wrap:balance;margin:0}
h1{font-size:clamp(1.6rem,1.2rem + 2vw,2.4rem);margin-top:.75rem}
h2{font-size:1.4rem;margin:2.75rem 0 .75rem}
p,ul,ol,dl{margin:.75rem 0;max-width:46rem}
li{margin:.35rem 0}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:.15em}
a:hover{text-decoration-thickness:3px}
:focus-visible{outline:3px solid ${FOCUS.text};outline-offset:0;background:${FOCUS.background};color:${FOCUS.text};box-shadow:0 0 0 6px ${FOCUS.background}}
.scroll:focus-visible{outline:3px solid var(--text);outline-offset:2px;background:var(--edges);color:inherit;box-shadow:none}
main:focus{outline:none}
.skip{position:absolute;left:-999rem}
.skip:focus{position:static;display:block;padding:.6rem 1rem;text-align:center}
figure svg{display:block;width:100%;max-width:46rem;min-width:30rem;height:auto;margin:.75rem 0;font-family:inherit}
.facts,.mark,.note,caption,figcaption{color:var(--quiet)}
.facts{margin-top:.5rem;max-width:none}
.facts span{display:inline-block;max-width:100%}
.lead{font-size:1.3rem;line-height:1.35;margin-top:1.5rem}
.caution{border:2px solid var(--text);border-left-width:.6rem;background:var(--band);padding:.6rem .9rem;margin:1.25rem 0}
.contents{margin:2rem 0 0;padding-top:.5rem;border-top:1px solid var(--rule)}
.contents h2{font-size:1.0625rem;margin:.5rem 0}
.contents ul{list-style:none;padding:0;margin:0}
.contents li{padding-left:1.5rem;text-indent:-1.5rem}
.contents li::before{content:"\\2014\\a0";display:inline-block;width:1.5rem;text-indent:0;color:var(--quiet)}
.contents a{text-indent:0}
.commentary>:not(h2){border-left:.3rem solid var(--accent);margin:0;padding:.4rem 0 .4rem 1rem}
.commentary>ul,.commentary>ol{padding-left:2.6rem}
.mark,.note{font-size:.9375rem}
figure{margin:0}
figure svg{max-width:100%;height:auto}
figcaption{max-width:46rem}
.scroll{overflow-x:auto;margin:.25rem -.25rem;padding:.25rem;background:var(--edges)}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;margin:.5rem 0}
.scroll table{margin:0}
caption{text-align:left;padding-bottom:.5rem}
caption span{position:sticky;left:0;display:inline-block;max-width:min(46rem,100vw - 3rem)}
th,td{position:relative;text-align:left;vertical-align:top;font-weight:400;padding:.4rem 1rem .4rem 0;border-bottom:1px solid var(--rule)}
th:last-child,td:last-child{padding-right:0}
td,th[scope=row]{overflow-wrap:anywhere;min-width:5em}
.n,.d{overflow-wrap:break-word;min-width:0}
thead th{vertical-align:bottom;font-weight:600;border-bottom:2px solid var(--text)}
thead span{display:block;font-weight:400;color:var(--quiet);font-size:.9375rem}
.n{text-align:right;white-space:nowrap}
.n b{font-weight:600}
.wide .n b,.wide .n i{white-space:nowrap}
.n b+i{margin-left:.4em}
.n i{display:inline-block;font-style:normal;color:var(--quiet)}
.d{white-space:nowrap}
.narrow{max-width:46rem}
.wide th[scope=row]{min-width:9em}
.wide .w{min-width:16em}
.under th[scope=row]{padding-left:1.25rem}
.under,.under b,.under i{color:var(--quiet);font-weight:400}
tbody tr:has(+.under)>*{border-bottom-color:transparent;padding-bottom:0}
.under>*{padding-top:.1rem}
abbr{text-decoration:none}
dt{font-weight:600;border-top:1px solid var(--rule);padding-top:.6rem}
dd{margin:.2rem 0 .8rem}
footer{margin-top:3rem;padding-top:1rem;padding-bottom:2rem;border-top:1px solid var(--rule);color:var(--quiet);font-size:.9375rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;user-select:none}
@media (min-width:48rem){
header,main,footer{padding-left:2rem;padding-right:2rem}
dl{display:grid;grid-template-columns:minmax(10rem,16rem) 1fr;max-width:none}
dd{margin:0;border-top:1px solid var(--rule);padding:.6rem 0}
dt{padding:.6rem 2rem .6rem 0}
}
@media (max-width:75rem){.wide .n{white-space:normal}}
@media (max-width:30rem){.narrow .n{white-space:normal}.narrow td,.narrow th[scope=row]{min-width:4em}.narrow .n{min-width:0}.narrow:not(:has(td:not(.n))) th[scope=row]{overflow-wrap:break-word}th,td{padding-right:.6rem}.under th[scope=row]{padding-left:.75rem}table{font-size:1rem}}
@media print{
@page{size:A4;margin:17mm 16mm 24mm;
@bottom-left{content:${cssText(name)};font:8pt sans-serif;color:#484e53;text-align:left;width:75%}
@bottom-right{content:"Page " counter(page) " of " counter(pages);font:8pt sans-serif;color:#484e53}}
body{font-size:9.5pt;line-height:1.35}
body>.bar,.caution,.commentary>*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
header,main,footer{max-width:none;padding:0}
header{padding-top:3mm}
.skip,.contents,footer{display:none}
h1{font-size:20pt}
h2{font-size:12pt;margin:6mm 0 2mm;break-after:avoid}
.lead{font-size:12pt}
p,ul,ol,dl{max-width:none;margin:1.5mm 0}
li{margin:.5mm 0}
.behind{break-before:page}
.scroll{overflow:visible;margin:0;padding:0;background:none}
table{margin:1mm 0}
th,td{padding:.7mm 3mm .7mm 0}
thead{display:table-header-group}
caption,thead,figcaption,dt{break-after:avoid}
tbody tr:first-child,.under,.note{break-before:avoid}
tr,.caution,dd,figure,table:not(:has(tr:nth-child(${MOST_ON_ONE_SHEET + 1}))){break-inside:avoid}
dl{display:block}
dd{border:0;padding:0 0 1.5mm}
.wide{font-size:7.5pt}
caption span{max-width:none}
.narrow{max-width:none}
.wide th,.wide td{padding-right:1.5mm;min-width:0!important}
.wide .n{padding-right:3mm}
.wide .n i{display:block;margin-left:0}
thead span,.mark,.note{font-size:1em}
a{color:inherit}
}
`;
