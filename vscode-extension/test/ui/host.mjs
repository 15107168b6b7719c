// Runs test/host inside the extension host of a real VS Code. Prints its results; exit code 0: all passed.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startVsCode } from './codeServer.mjs';

const extension = path.resolve(import.meta.dirname, '../..');
const results = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'oxur-results-')), 'results.txt');
const vscode = await startVsCode({
  files: { 'hello.oxr': '' },
  settings: { 'oxur.serverPath': process.env.OXUR },
  env: { OXUR_TEST_RESULTS: results },
});
let code = 1;
try {
  // The workbench calls these two when the tests of an extension say something or end.
  await vscode.page.exposeFunction('codeAutomationLog', () => undefined);
  const ended = new Promise((resolve) => vscode.page.exposeFunction('codeAutomationExit', resolve));
  await vscode.open([
    ['extensionDevelopmentPath', vscode.remote(extension)],
    ['extensionTestsPath', vscode.remote(path.join(extension, 'dist/host.js'))],
    ['skipWelcome', 'true'],
  ]);
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, 240_000, 'no answer in time')));
  const exit = await Promise.race([ended, late]);
  clearTimeout(timer);
  if (fs.existsSync(results)) {
    process.stdout.write(fs.readFileSync(results, 'utf8'));
    code = exit === 0 ? 0 : 1;
  } else {
    console.log(`FAIL the tests ran in the extension host\n     | ${exit}`);
  }
} finally {
  await vscode.stop();
  fs.rmSync(path.dirname(results), { recursive: true, force: true });
}
process.exit(code);
