/** The verbs. The server decides which form stands at a place; these name the place and the unit. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { CancelResult, EvalResult, FormAt, Unit } from './protocol';
import type { Requests } from './requests';
import type { Status } from './status';

const FLASH_MS = 150;

export class Verbs implements vscode.Disposable {
  private readonly flashType = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.rangeHighlightBackground'),
  });

  constructor(
    private readonly client: LanguageClient,
    private readonly requests: Requests,
    private readonly status: Status,
  ) {}

  async evaluate(unit: Unit): Promise<void> {
    const editor = oxurEditor();
    if (!editor) return;
    const { document, selection } = editor;
    const convert = this.client.code2ProtocolConverter;
    const at =
      unit === 'file'
        ? undefined
        : unit === 'selection'
          ? convert.asRange(selection)
          : convert.asPosition(selection.active);
    const textDocument = { uri: convert.asUri(document.uri), version: document.version };
    const answer = this.requests.send<EvalResult>('oxur/eval', { textDocument, at, unit, mode: 'run' });
    void this.flashForm(editor, unit);
    const result = await this.status.during(answer);
    if (result?.status === 'refused') {
      void vscode.window.showWarningMessage('Oxur: not evaluated, the text has changed meanwhile.');
    }
  }

  /** Cancels everything that runs; offers to end the node if something does not stop. */
  async cancel(mode: 'soft' | 'kill' = 'soft'): Promise<void> {
    const result = await this.requests.send<CancelResult>('oxur/eval/cancel', { all: true, mode });
    if (!result) return;
    const has = (outcome: string) => result.outcomes.some((entry) => entry.outcome === outcome);
    if (has('failed')) {
      const end = 'End the Node';
      const choice = await vscode.window.showWarningMessage('Oxur: an evaluation does not end.', end);
      if (choice === end) await this.cancel('kill');
    } else {
      const stopped = has('cancelled') || has('escalated');
      vscode.window.setStatusBarMessage(stopped ? 'Oxur: cancelled' : 'Oxur: nothing is running', 3000);
    }
  }

  /** Starts the node anew: its state goes, the definitions of open files are loaded again. */
  async restartNode(): Promise<void> {
    const answer = this.requests.send('workspace/executeCommand', { command: 'oxur.restartNode', arguments: [] });
    if ((await this.status.during(answer)) !== undefined) {
      vscode.window.setStatusBarMessage('Oxur: node restarted', 3000);
    }
  }

  async clearResults(): Promise<void> {
    const document = oxurEditor()?.document;
    if (document)
      await this.requests.send('oxur/clearResults', { uri: this.client.code2ProtocolConverter.asUri(document.uri) });
  }

  dispose(): void {
    this.flashType.dispose();
  }

  /** Lights up for a moment what is being evaluated. */
  private async flashForm(editor: vscode.TextEditor, unit: Unit): Promise<void> {
    if (unit !== 'form' && unit !== 'topLevel') return;
    const convert = this.client.code2ProtocolConverter;
    const textDocument = { uri: convert.asUri(editor.document.uri) };
    const place = { textDocument, position: convert.asPosition(editor.selection.active), unit };
    const form = await this.client.sendRequest<FormAt | null>('oxur/forms/at', place).catch(() => null);
    if (!form) return;
    editor.setDecorations(this.flashType, [this.client.protocol2CodeConverter.asRange(form.range)]);
    setTimeout(() => {
      editor.setDecorations(this.flashType, []);
    }, FLASH_MS);
  }
}

function oxurEditor(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.languageId === 'oxur' ? editor : undefined;
}
