import assert from 'node:assert/strict';
import test from 'node:test';
import { decorations } from '../../src/decorations';
import type { Result, ResultState } from '../../src/protocol';

function result(line: number, state: ResultState, text: string, hover?: Result['hover']): Result {
  const range = { start: { line, character: 0 }, end: { line, character: 3 } };
  return { id: text, evalId: 'e', range, state, text, hover };
}

test('a result stands at the end of the last line of its anchor', () => {
  const anchor = { start: { line: 2, character: 0 }, end: { line: 4, character: 1 } };
  const [only] = decorations([{ ...result(0, 'ok', '42'), anchor }], 10, 80);
  assert.deepEqual(only, { line: 4, state: 'ok', text: '=> 42', hover: '```oxur\n42\n```' });
});

test('results of one line stand side by side, in the colour of the most pressing', () => {
  const [only, ...others] = decorations(
    [result(1, 'ok', '1'), result(1, 'error', 'no'), result(1, 'stale', '2')],
    5,
    80,
  );
  assert.equal(only?.text, '=> 1   no   => 2');
  assert.equal(only.state, 'error');
  assert.deepEqual(others, []);
});

test('lines come in order, whatever the order of the results', () => {
  const lines = decorations([result(3, 'ok', 'c'), result(0, 'ok', 'a')], 5, 80).map(({ line }) => line);
  assert.deepEqual(lines, [0, 3]);
});

test('a result beyond the end of a shortened document stands on its last line', () => {
  assert.equal(decorations([result(9, 'ok', '1')], 3, 80)[0]?.line, 2);
});

test('a long value is cut between characters, and whole in the hover', () => {
  const [only] = decorations([result(0, 'ok', '😀'.repeat(100))], 1, 10);
  assert.equal(only?.text, '=> ' + '😀'.repeat(6) + '…');
  assert.ok(only.hover.includes('😀'.repeat(100)));
});

test('a value of several lines is one line beside the code', () => {
  assert.equal(decorations([result(0, 'ok', '[1\n   2]')], 1, 80)[0]?.text, '=> [1 ⏎ 2]');
});

test('Markdown of the server is shown as it is, plain text as code', () => {
  const markdown = decorations([result(0, 'ok', '1', { kind: 'markdown', value: '**1**' })], 1, 80);
  assert.equal(markdown[0]?.hover, '**1**');
  const plain = decorations([result(0, 'ok', '1', { kind: 'plaintext', value: 'a ```` b' })], 1, 80);
  assert.equal(plain[0]?.hover, '`````oxur\na ```` b\n`````');
});

test('errors, output and judged expectations are not announced', () => {
  const texts = ['✓ 6765', '✗ expected 1, got 2', '» printed'].map(
    (text) => decorations([result(0, 'ok', text)], 1, 80)[0]?.text,
  );
  assert.deepEqual(texts, ['✓ 6765', '✗ expected 1, got 2', '» printed']);
  assert.equal(decorations([result(0, 'error', 'panic: no')], 1, 80)[0]?.text, 'panic: no');
});

test('a result without text is not drawn', () => {
  assert.deepEqual(decorations([result(0, 'ok', '')], 1, 80), []);
});
