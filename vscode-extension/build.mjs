// Bundles the extension into dist/extension.js, and with `--tests` the tests that run inside and outside VS Code.
import { build } from 'esbuild';
import { readdirSync } from 'node:fs';

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: true,
  logLevel: 'warning',
};
const production = !process.argv.includes('--tests');

await build({
  ...common,
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  external: ['vscode'],
  minify: production,
  sourcemap: !production,
});

if (!production) {
  await build({
    ...common,
    entryPoints: readdirSync('test/unit').map((file) => `test/unit/${file}`),
    outdir: 'dist/unit',
  });
  await build({
    ...common,
    entryPoints: ['test/host/index.ts'],
    outfile: 'dist/host.js',
    external: ['vscode', 'mocha'],
  });
}
