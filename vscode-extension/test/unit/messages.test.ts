import assert from 'node:assert/strict';
import test from 'node:test';
import { hotLoadMessage } from '../../src/hotLoad';
import { serverLocation } from '../../src/serverLocation';
import { statusText } from '../../src/statusText';

test('replaced functions are named with their versions', () => {
  const message = hotLoadMessage({
    outcome: 'applied',
    defs: [
      { def: 'hello::greet', change: 'body', from: { seq: 1 }, to: { seq: 2 } },
      { def: 'hello::area', change: 'signature', from: { seq: 3 }, to: { seq: 4 } },
      { def: 'hello::fresh', change: 'added', to: { seq: 1 } },
    ],
  });
  assert.deepEqual(message, { level: 'info', text: '✓ Hot-loaded: greet (v1 → v2), area (v3 → v4)' });
});

test('definitions that are new or the same are not worth a message', () => {
  const message = hotLoadMessage({
    outcome: 'applied',
    defs: [
      { def: 'a', change: 'added', to: { seq: 1 } },
      { def: 'b', change: 'same', from: { seq: 1 }, to: { seq: 1 } },
    ],
  });
  assert.equal(message, undefined);
});

test('a rejected load says why', () => {
  const message = hotLoadMessage({ outcome: 'rejected', defs: [], reasons: [{ message: 'greet takes 2 parameters' }] });
  assert.deepEqual(message, { level: 'warning', text: '✗ Not loaded: greet takes 2 parameters' });
});

const idle = { trusted: true, connected: true, running: 0, compiling: 0 };

test('the status bar offers what can be done', () => {
  assert.equal(statusText(idle).command, 'oxur.showOutput');
  assert.equal(statusText({ ...idle, running: 1 }).command, 'oxur.cancelEvaluation');
  assert.equal(statusText({ ...idle, compiling: 3 }).text, '$(gear~spin) Oxur: compiling 3');
  assert.equal(statusText({ ...idle, compiling: 3 }).command, 'oxur.cancelCompiling');
  assert.equal(statusText({ ...idle, running: 1, compiling: 3 }).command, 'oxur.cancelEvaluation');
  assert.equal(statusText({ ...idle, trusted: false, running: 1 }).command, 'oxur.manageTrust');
  assert.equal(statusText({ ...idle, connected: false }).emphasis, 'error');
});

test('a node in trouble is said, with the way out', () => {
  const text = statusText({ ...idle, server: { health: 'error', quiescent: true, message: 'node lost' } });
  assert.equal(text.tooltip, 'node lost\nClick to restart the node.');
  assert.equal(text.command, 'oxur.restartEvaluator');
  assert.equal(text.emphasis, 'error');
});

const places = { configured: '', extensionPath: '/ext', searchPath: '/bin:/opt/bin', isExecutable: () => true };

test('the server is the setting, else the bundled one, else the one on PATH', () => {
  assert.deepEqual(serverLocation({ ...places, configured: '/my/oxur' }), { launcher: '/my/oxur' });
  assert.deepEqual(serverLocation(places), { launcher: '/ext/server/oxur' });
  const onPath = { ...places, isExecutable: (file: string) => file === '/opt/bin/oxur' };
  assert.deepEqual(serverLocation(onPath), { launcher: '/opt/bin/oxur' });
});

test('a missing server is explained', () => {
  const nowhere = { ...places, isExecutable: () => false };
  assert.match(JSON.stringify(serverLocation(nowhere)), /no `oxur` on PATH/);
  assert.match(JSON.stringify(serverLocation({ ...nowhere, configured: '/my/oxur' })), /\/my\/oxur/);
});
