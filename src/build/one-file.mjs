/**
 * Makes `one-file/ehcp.js`: the whole program in a file that needs nothing beside it but Node, for machines where npm may not be
 * used. Typeface, colour profile, schema and licences are inside. Beside it, `one-file/ehcp.cdx.json` lists what is in it.
 * `npm run one-file`.
 */
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { licencesOf, PLUGINS } from './bundling.mjs';
import { billOf } from './sbom.mjs';

const FONTS = join(import.meta.dirname, '..', 'render', 'pdf', 'fonts');
const PROFILE = join(dirname(fileURLToPath(import.meta.resolve('pdfkit'))), 'data', 'sRGB_IEC61966_2_1.icc');

/** What the program reads from beside it, put inside. */
const nothingBeside = {
  name: 'nothing-beside',
  setup({ onLoad }) {
    onLoad({ filter: /cli[\\/]typeface\.ts$/ }, () => ({
      contents: `import regular from './SourceSans3-Regular.ttf';
        import semibold from './SourceSans3-SemiBold.ttf';
        export const typeface = (weight) => ({ regular, semibold })[weight];`,
      resolveDir: FONTS,
    }));
    onLoad({ filter: /pdfkit[\\/]js[\\/][\w.]+$/ }, ({ path }) => {
      const asked = 'fs.readFileSync(ICC_PROFILE_PATH)';
      const parts = readFileSync(path, 'utf8').split(asked);
      if (parts.length !== 2) throw new Error(`pdfkit no longer says ${asked} once: see how it reads its colour profile now.`);
      return { contents: parts.join(`Buffer.from(${JSON.stringify(readFileSync(PROFILE).toString('base64'))}, 'base64')`), loader: 'js' };
    });
  },
};

const { metafile, outputFiles } = await build({
  entryPoints: ['src/cli/main.ts'],
  outfile: 'one-file/ehcp.js',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  loader: { '.ttf': 'binary' },
  plugins: [nothingBeside, ...PLUGINS],
  // pdfkit asks where it stands, to find what is inside now.
  define: { 'import.meta.url': '"file:///"' },
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  write: false,
});
const licences = `${readFileSync('LICENSE', 'utf8')}\n----\n\n${licencesOf(metafile)}\n----\n\nSource Sans 3\n\n${readFileSync(join(FONTS, 'OFL.txt'), 'utf8')}`;
rmSync('one-file', { recursive: true, force: true });
mkdirSync('one-file');
writeFileSync('one-file/ehcp.js', `#!/usr/bin/env node\n${outputFiles[0].text}/*\n${licences.replaceAll('*/', '* /').replace(/\r/g, '')}*/\n`);
writeFileSync('one-file/ehcp.cdx.json', billOf(metafile));
chmodSync('one-file/ehcp.js', 0o755);
