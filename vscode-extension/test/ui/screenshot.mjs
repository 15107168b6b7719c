// screenshot.mjs PNG — installs the packaged extension in a real VS Code, uses it as a user does (keys, mouse), checks what is on
// the screen and leaves a picture of it in PNG. Exit code 0: all passed.
import fs from 'node:fs';
import path from 'node:path';
import { LIMIT_MS, startVsCode } from './codeServer.mjs';

const picture = path.resolve(process.argv[2]);
const vsix = path.resolve(import.meta.dirname, '../../dist/oxur.vsix');
const program = fs.readFileSync(path.join(import.meta.dirname, 'tour.oxr'), 'utf8');
let failed = 0;

async function check(name, body) {
  try {
    await body();
    console.log(`ok   ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}\n     | ${String(error).split('\n').slice(0, 4).join('\n     | ')}`);
  }
}

/** Texts that decorations put behind the code: they are not in the document, only drawn. */
const besideTheCode = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.view-line span')]
      .map((element) => getComputedStyle(element, '::after').content)
      .filter((content) => content && content !== 'none'),
  );

/** Where on the page a decoration stands. */
const boxBeside = (page, text) =>
  page.evaluate((wanted) => {
    const content = (element) => getComputedStyle(element, '::after').content;
    const element = [...document.querySelectorAll('.view-line span')].findLast((span) =>
      content(span).includes(wanted),
    );
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x, y, width, height };
  }, text);

async function until(condition, state) {
  for (const end = Date.now() + LIMIT_MS; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (await condition()) return;
  }
  throw new Error(`not seen in time; instead: ${JSON.stringify(await state())}`);
}

async function using(options, body) {
  const vscode = await startVsCode({ vsix, ...options });
  try {
    await vscode.open([['openFile', vscode.remote(path.join(vscode.workspace, 'tour.oxr'))]]);
    await vscode.page.locator('.view-lines').first().waitFor({ timeout: LIMIT_MS });
    await body(vscode.page, vscode);
  } finally {
    await vscode.stop();
  }
}

const settings = {
  'editor.fontFamily': 'DejaVu Sans Mono',
  'editor.fontSize': 14,
  'workbench.colorTheme': 'Default Dark Modern',
  'editor.minimap.enabled': false,
  'workbench.activityBar.location': 'hidden',
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
};

await using({ files: { 'tour.oxr': program }, settings }, async (page) => {
  const seen = (text) =>
    until(
      async () => (await besideTheCode(page)).some((content) => content.includes(text)),
      () => besideTheCode(page),
    );
  const lens = (text) => page.locator('.codelens-decoration', { hasText: text }).first().waitFor({ timeout: LIMIT_MS });
  await page.keyboard.press('Control+b');
  await page.locator('.statusbar-item', { hasText: 'Oxur' }).first().waitFor({ timeout: LIMIT_MS });
  await page.locator('.view-line').first().click();

  await check('the installed extension starts its server', () => lens('not loaded').catch(() => lens('v1')));
  await check('saving shows values beside the code', async () => {
    await page.keyboard.press('Control+s');
    await seen('6765');
  });
  await check('lenses show versions', () => lens('v1'));
  await check('an error is underlined where it is', async () => {
    await page.locator('.squiggly-error').first().waitFor({ timeout: LIMIT_MS });
    await seen('zero');
  });
  await check('a function changed and saved is hot-loaded', async () => {
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Control+f');
    await page.keyboard.type('Hello');
    await page.keyboard.press('Escape');
    await page.keyboard.type('Welcome');
    await page.keyboard.press('Control+s');
    await page.locator('.statusbar-item', { hasText: 'Hot-loaded: greet (v1 → v2)' }).waitFor({ timeout: LIMIT_MS });
    await seen('Welcome, Treebeard!');
    await lens('v2');
  });
  await page.screenshot({ path: picture });
  await check('hovering over a value shows all of it', async () => {
    const box = await boxBeside(page, 'Welcome, Treebeard!');
    await page.mouse.move(box.x + box.width - 20, box.y + box.height / 2, { steps: 5 });
    const hover = page.locator('.monaco-hover:visible', { hasText: 'Welcome, Treebeard!' });
    await hover.first().waitFor({ timeout: LIMIT_MS });
    const times = (await hover.first().innerText()).split('Welcome, Treebeard!').length - 1;
    if (times !== 1) throw new Error(`shown ${times} times`);
  });
  if (process.env.SCREENSHOT_HOVER) await page.screenshot({ path: process.env.SCREENSHOT_HOVER });
});

await using({ files: { 'tour.oxr': program }, settings, trusted: false }, async (page) => {
  await check('a workspace that is not trusted evaluates nothing', async () => {
    await page.locator('.statusbar-item', { hasText: 'Oxur: not trusted' }).first().waitFor({ timeout: LIMIT_MS });
    await page.locator('.view-line').first().click();
    await page.keyboard.press('Control+s');
    await page.keyboard.press('Control+Alt+Enter');
    await page
      .getByText('Oxur evaluates nothing in a workspace that is not trusted')
      .first()
      .waitFor({ timeout: LIMIT_MS });
    const drawn = await besideTheCode(page);
    if (drawn.length > 0) throw new Error(`drawn beside the code: ${JSON.stringify(drawn)}`);
  });
  await check('trust can be given there and then', async () => {
    await page.getByRole('button', { name: 'Manage Trust' }).first().click();
    await page.getByRole('button', { name: 'Trust', exact: true }).first().click();
    await page.getByRole('tab', { name: /tour.oxr/ }).click();
    await page.locator('.statusbar-item', { hasText: 'Oxur: not trusted' }).waitFor({ state: 'detached' });
    await page.locator('.view-line').first().click();
    await page.keyboard.press('Control+s');
    await until(
      async () => (await besideTheCode(page)).some((content) => content.includes('Hello, Treebeard!')),
      () => besideTheCode(page),
    );
  });
});

process.exit(failed === 0 ? 0 : 1);
