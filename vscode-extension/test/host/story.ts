/** The product's story in the extension host of a real VS Code, with the real server. */
import assert from 'node:assert/strict';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Shown } from '../../src/extension';

const greeting = ['(defn greet [name]', '  (str "Hello, " name "!"))', '', '(greet "Treebeard")', '', '(+ 1 2)'];

/** `greeting` with another function body and more forms at the end. */
function program(word: string, ...more: string[]): string[] {
  const lines = [...greeting];
  lines[1] = `  (str "${word}, " name "!"))`;
  return [...lines, '', ...more];
}

/** Waits for what must come; the limit is reached only when it does not. */
async function until(what: string, condition: () => unknown, state: () => unknown = () => ''): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 25))) {
    if (await condition()) return;
  }
  assert.fail(`did not happen: ${what}; instead: ${JSON.stringify(state())}`);
}

export function story(): void {
  suite('Oxur in VS Code', () => {
    let document: vscode.TextDocument;
    let shown: Shown;

    const folder = () => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? assert.fail('no folder is open');
    const all = () => shown.beside(document);
    const beside = (line: number) => all().find((decoration) => decoration.line === line);
    const shows = (line: number, text: string, state = 'ok') =>
      until(
        `line ${line} shows ${text}, ${state}`,
        () => beside(line)?.text.includes(text) === true && beside(line)?.state === state,
        all,
      );
    const save = async (lines: string[]) => {
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), lines.join('\n') + '\n');
      // Either is refused while the workbench is still busy with the document itself.
      await until('the edit is taken', () => vscode.workspace.applyEdit(edit));
      await until('the file is saved', async () => (await document.save()) || !document.isDirty);
    };
    const cursor = (line: number, character: number, endLine = line, endCharacter = character) => {
      const editor = vscode.window.activeTextEditor ?? assert.fail('no editor is open');
      editor.selection = new vscode.Selection(line, character, endLine, endCharacter);
    };
    const run = (command: string) => vscode.commands.executeCommand(command);
    const lenses = async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
        100,
      );
      return found.map((lens) => lens.command?.title ?? '');
    };

    suiteSetup(async () => {
      document = await vscode.workspace.openTextDocument(path.join(folder(), 'hello.oxr'));
      await vscode.window.showTextDocument(document);
      const extension = vscode.extensions.getExtension<Shown>('oxur.oxur') ?? assert.fail('the extension is not there');
      shown = await extension.activate();
      await until('the server is ready', () => shown.status() === '$(check) Oxur', shown.status);
    });

    test('an .oxr file is Oxur', () => {
      assert.equal(document.languageId, 'oxur');
    });

    test('saving shows the values beside the code', async () => {
      await save(greeting);
      await shows(3, '"Hello, Treebeard!"');
      await shows(5, '3');
      await until(
        'the lens shows version 1',
        async () => (await lenses()).some((title) => title.includes('v1')),
        lenses,
      );
    });

    test('a changed function is replaced in the running session', async () => {
      await save(program('Welcome'));
      const said = '✓ Hot-loaded: greet (v1 → v2)';
      await until(
        'the hot load is said',
        () => shown.messages.includes(said),
        () => shown.messages,
      );
      await shows(3, '"Welcome, Treebeard!"');
      await until(
        'the lens shows version 2',
        async () => (await lenses()).some((title) => title.includes('v2')),
        lenses,
      );
    });

    test('an edited form keeps its value, dimmed, until it is saved', async () => {
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(5, 0, 5, 7), '(+ 1 20)');
      await vscode.workspace.applyEdit(edit);
      await shows(5, '3', 'stale');
      await document.save();
      await shows(5, '21');
    });

    test('an error has a place', async () => {
      await save(program('Welcome', '(+ 1 (/ 10 0))'));
      await shows(7, 'zero', 'error');
      const at = new vscode.Range(7, 5, 7, 13);
      const found = () => vscode.languages.getDiagnostics(document.uri);
      await until('a diagnostic at the very call', () => found().some(({ range }) => range.isEqual(at)), found);
      await save(program('Welcome', '(+ 1 (/ 10 5))'));
      await shows(7, '3');
      await until('no diagnostic', () => found().length === 0, found);
    });

    test('an endless loop is cancelled, and evaluation goes on', async () => {
      await save(program('Welcome', '(loop [] (recur))'));
      await until('the loop is seen to run', () => shown.status().includes('evaluating'), shown.status);
      await run('oxur.cancelEvaluation');
      await shows(7, 'cancelled', 'cancelled');
      await save(program('Welcome', '(+ 40 2)'));
      await shows(7, '42');
      await until('nothing runs any more', () => shown.status() === '$(check) Oxur', shown.status);
    });

    const step = (more: string, body = '(+ n 1)') => save([`(defn step [n] (if (> n 0) ${body} 0))`, '', more]);
    const lens = (words: string) =>
      until(`the lens shows ${words}`, async () => (await lenses()).some((title) => title.includes(words)), lenses);

    test('a hot function moves up, and compiling is seen', async () => {
      await step('(step 1)');
      await lens('interpreted');
      await shown.request('oxur/compile/control', { action: 'pause' });
      await step('(for [i (range 0 200)] (step i))');
      await until('the status bar says so', () => shown.status().includes('compiling 1'), shown.status);
      await lens('jit queued');
      await shown.request('oxur/compile/control', { action: 'resume' });
      await lens('· jit ·');
      await step('(for [i (range 0 20000)] (step i))');
      await lens('· native ·');
      await until('nothing is compiled any more', () => shown.status() === '$(check) Oxur', shown.status);
    });

    test('what a function became can be read, and follows it', async () => {
      cursor(0, 3);
      await vscode.commands.executeCommand('oxur.showArtifact', 'rust');
      const rust = () => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'oxur-artifact');
      await until('the Rust of it is shown', () => rust()?.getText().includes('fn ') === true, rust);
      assert.equal(rust()?.languageId, 'rust');
      await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
      await step('(step 40)', '(+ n 2)');
      await until(
        'it follows a redefinition',
        () => rust()?.getText().includes('not there') === true,
        () => rust()?.getText(),
      );
      cursor(0, 3);
      await run('oxur.compileFunction');
      await lens('· native ·');
      await until(
        'and what was compiled then',
        () => rust()?.getText().includes('fn ') === true,
        () => rust()?.getText(),
      );
    });

    test('what is printed is in the output channel', async () => {
      await save(program('Welcome', '(println "Hoom, hom")'));
      await until('the line is printed', () => shown.output().includes('Hoom, hom\n'), shown.output);
    });

    test('verbs evaluate what they name, and no more', async () => {
      await save(program('Welcome', '(+ 3 4)', '', '(+ 5 6)'));
      await shows(9, '11');
      const clear = async () => {
        await run('oxur.clear');
        await until('results are cleared', () => all().length === 0, all);
      };
      await clear();
      cursor(7, 3);
      await run('oxur.evaluateTopLevel');
      await shows(7, '7');
      assert.equal(all().length, 1);
      await clear();
      cursor(9, 0);
      await run('oxur.evaluateForm');
      await shows(9, '11');
      await clear();
      cursor(7, 0, 7, 7);
      await run('oxur.evaluateSelection');
      await shows(7, '7');
      assert.equal(all().length, 1);
      await clear();
      cursor(7, 7);
      await run('oxur.evaluateToCursor');
      await shows(7, '7');
      await shows(3, '"Welcome, Treebeard!"');
      assert.equal(beside(9), undefined);
      await run('oxur.evaluateFile');
      await shows(9, '11');
    });

    test('hovering over a form shows its value', async () => {
      const at = new vscode.Position(9, 2);
      const text = async () => {
        const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
          'vscode.executeHoverProvider',
          document.uri,
          at,
        );
        return hovers.flatMap(({ contents }) => contents.map((part) => (part as vscode.MarkdownString).value));
      };
      await until('the hover has the value', async () => (await text()).join().includes('11'), text);
    });

    test('the node is restarted, and evaluates the definitions of open files', async () => {
      await run('oxur.restartEvaluator');
      cursor(3, 1);
      await run('oxur.evaluateTopLevel');
      await shows(3, '"Welcome, Treebeard!"');
      await save(program('Fangorn greets', '(+ 20 3)'));
      await shows(3, '"Fangorn greets, Treebeard!"');
      await shows(7, '23');
    });
  });
}
