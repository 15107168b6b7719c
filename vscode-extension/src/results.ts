/** Draws `oxur/publishResults`: the server owns the results, this file only shows its last list. */
import * as vscode from 'vscode';
import { decorations, type Decoration } from './decorations';
import type { PublishResults, Result, ResultState } from './protocol';

const STATES: readonly ResultState[] = ['ok', 'error', 'pending', 'stale', 'cancelled'];

export class Results implements vscode.Disposable {
  private readonly types = new Map(STATES.map((state) => [state, decorationType(state)]));
  private readonly published = new Map<string, Result[]>();
  private readonly listener = vscode.window.onDidChangeVisibleTextEditors((editors) => {
    for (const editor of editors) this.draw(editor);
  });

  publish({ uri, results }: PublishResults): void {
    const key = vscode.Uri.parse(uri).toString();
    if (results.length === 0) this.published.delete(key);
    else this.published.set(key, results);
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.uri.toString() === key) this.draw(editor);
    }
  }

  /** What stands beside the code of a document. */
  shown(document: vscode.TextDocument): Decoration[] {
    const maxWidth = vscode.workspace.getConfiguration('oxur').get('results.maxWidth', 120);
    return decorations(this.published.get(document.uri.toString()) ?? [], document.lineCount, maxWidth);
  }

  /** How many forms are being evaluated. */
  pending(): number {
    return [...this.published.values()].flat().filter(({ state }) => state === 'pending').length;
  }

  /** Takes everything away: the server that knew about it has gone. */
  forgetAll(): void {
    this.published.clear();
    for (const editor of vscode.window.visibleTextEditors) this.draw(editor);
  }

  dispose(): void {
    this.listener.dispose();
    for (const type of this.types.values()) type.dispose();
  }

  private draw(editor: vscode.TextEditor): void {
    if (editor.document.languageId !== 'oxur') return;
    const shown = this.shown(editor.document);
    for (const [state, type] of this.types) {
      editor.setDecorations(
        type,
        shown.filter((decoration) => decoration.state === state).map((d) => options(editor, d)),
      );
    }
  }
}

function decorationType(state: ResultState): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
    after: {
      color: new vscode.ThemeColor(`oxur.result.${state}`),
      margin: '0 0 0 2ch',
      fontStyle: state === 'stale' || state === 'pending' ? 'italic' : 'normal',
    },
  });
}

function options(editor: vscode.TextEditor, { line, text, hover }: Decoration): vscode.DecorationOptions {
  const end = editor.document.lineAt(line).range.end;
  return {
    range: new vscode.Range(end, end),
    hoverMessage: new vscode.MarkdownString(hover),
    renderOptions: { after: { contentText: text } },
  };
}
