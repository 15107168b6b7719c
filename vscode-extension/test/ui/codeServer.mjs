// Starts a VS Code server of its own on a free local port, and opens it in a headless browser.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

/** Waits this long for what must come; reached only when it does not. */
export const LIMIT_MS = 60_000;

/** User settings: no questions, nothing that would look for a network. */
const quiet = {
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'typescript.disableAutomaticTypeAcquisition': true,
  'files.watcherExclude': { '**': true },
};

async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * @param {{ files: Record<string, string>, vsix?: string, settings?: object, env?: object, trusted?: boolean }} options
 *   `files` are those of the workspace; `vsix` is installed first; without `trusted` the workspace is not trusted.
 */
export async function startVsCode({ files, vsix, settings = {}, env = {}, trusted = true }) {
  const main = path.join(process.env.CODE_SERVER, 'package/lib/vscode/out/server-main.js');
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'oxur-vscode-'));
  const [data, extensions, workspace] = ['data', 'extensions', 'workspace'].map((name) => path.join(root, name));
  fs.mkdirSync(path.join(data, 'data/User'), { recursive: true });
  fs.mkdirSync(workspace);
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(workspace, name), text);
  // Settings that decide about trust are only taken from the user's, not from the machine's.
  const trust = trusted
    ? { 'security.workspace.trust.enabled': false }
    : { 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'never' };
  fs.writeFileSync(path.join(data, 'data/User/settings.json'), JSON.stringify({ ...quiet, ...trust, ...settings }));

  const common = [main, '--server-data-dir', data, '--extensions-dir', extensions];
  common.push('--accept-server-license-terms', '--telemetry-level', 'off');
  const environment = { ...process.env, EXTENSIONS_GALLERY: '{}', ...env };
  if (vsix) {
    execFileSync(process.execPath, [...common, '--install-extension', vsix, '--force'], {
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  }
  const port = await freePort();
  const log = path.join(root, 'server.log');
  const output = fs.openSync(log, 'w');
  const local = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'];
  const server = spawn(process.execPath, [...common, ...local, '--enable-smoke-test-driver'], {
    env: environment,
    stdio: ['ignore', output, output],
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));

  const args = ['--no-first-run', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'];
  let browser;
  const stop = async () => {
    await browser?.close();
    server.kill('SIGTERM');
    const late = setTimeout(() => server.kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(late);
    // The extension host outlives the server by a moment and may still write.
    fs.rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  };
  try {
    await reachable(port, server, log);
    browser = await chromium.launchPersistentContext(path.join(root, 'browser'), {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      headless: true,
      chromiumSandbox: false,
      viewport: { width: 1180, height: 760 },
      deviceScaleFactor: 2,
      args,
    });
    // Whatever is not this machine is refused, so that nothing waits for it.
    await browser.route(
      (url) => !['127.0.0.1', 'localhost'].includes(url.hostname) && !/^(data|blob):/.test(url.protocol),
      (route) => route.abort(),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  const page = browser.pages()[0] ?? (await browser.newPage());
  const remote = (file) => `vscode-remote://127.0.0.1:${port}${file}`;
  const open = (payload) => {
    const query = `folder=${workspace}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
    // 'commit': loading all of it may take longer than a navigation is given on a busy machine.
    return page.goto(`http://127.0.0.1:${port}/?${query}`, { waitUntil: 'commit', timeout: LIMIT_MS });
  };
  return { page, workspace, remote, open, stop, log };
}

async function reachable(port, server, log) {
  for (const end = Date.now() + LIMIT_MS; Date.now() < end;) {
    const answered = await fetch(`http://127.0.0.1:${port}/version`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    if (server.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`VS Code did not start:\n${fs.readFileSync(log, 'utf8')}`);
}
