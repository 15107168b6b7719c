/** What VS Code calls inside its extension host: runs Mocha and writes its results to a file. */
import { writeFileSync } from 'node:fs';
import mochaModule = require('mocha');
import { story } from './story';

// Mocha is an ES module: required from a bundle it is a namespace, which its types do not know.
const Mocha = (mochaModule as unknown as { default: typeof mochaModule }).default;

export function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 60_000, bail: false });
  mocha.suite.emit('pre-require', globalThis, 'story', mocha);
  story();
  const lines: string[] = [];
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failures) => {
      writeFileSync(process.env['OXUR_TEST_RESULTS'] ?? '', lines.join('\n') + '\n');
      if (failures > 0) reject(new Error(`${failures} failed`));
      else resolve();
    });
    runner.on('pass', (test) => lines.push(`ok   ${test.title}`));
    runner.on('fail', (test, error) =>
      lines.push(`FAIL ${test.title}\n     | ${String(error).replaceAll('\n', '\n     | ')}`),
    );
  });
}
