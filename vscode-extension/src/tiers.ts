/** What executes a function, and what it became. The documents themselves come by `workspace/textDocumentContent`. */
import * as vscode from 'vscode';
import type { FormAt, TierInfo } from './protocol';
import type { Requests } from './requests';

interface Place {
  textDocument: { uri: string };
  def: string;
}

export class Tiers {
  constructor(private readonly requests: Requests) {}

  /** Makes native code of the function at the cursor; its lens says what comes of it. */
  async compile(): Promise<void> {
    const place = await this.definitionAtCursor();
    if (!place) return;
    const answer = await this.requests.send<{ accepted: boolean }>('oxur/tier/set', {
      ...place,
      action: 'promote',
      tier: 'native',
    });
    if (answer && !answer.accepted) notLoaded(place.def);
  }

  async cancelCompiling(): Promise<void> {
    const answer = await this.requests.send<{ changed: number }>('oxur/compile/control', { action: 'cancel' });
    if (!answer) return;
    const jobs = answer.changed === 1 ? '1 compilation' : `${answer.changed} compilations`;
    vscode.window.setStatusBarMessage(`Oxur: ${jobs} taken back`, 3000);
  }

  /** Shows what the function at the cursor became, in a document that follows it. @param kind asked for if missing */
  async showArtifact(kind?: string): Promise<void> {
    const place = await this.definitionAtCursor();
    if (!place) return;
    const { textDocument, def } = place;
    const answer = await this.requests.send<{ tiers: TierInfo[] }>('oxur/tier/status', { textDocument, defs: [def] });
    if (!answer) return;
    const addresses = new Map(answer.tiers[0]?.artifacts.map((address) => [address.split('/').at(-1) ?? '', address]));
    if (addresses.size === 0) {
      notLoaded(def);
      return;
    }
    const chosen = kind ?? (await vscode.window.showQuickPick([...addresses.keys()], { title: `What ${def} became` }));
    if (chosen === undefined) return;
    const address = addresses.get(chosen);
    if (address === undefined) {
      const has = [...addresses.keys()].join(', ');
      void vscode.window.showWarningMessage(`Oxur: ${def} has no ${chosen} now; it has ${has}`);
      return;
    }
    await this.open(address);
  }

  private async open(address: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(address));
    const text = await this.requests.send<{ languageId: string }>('oxur/artifact', { uri: address });
    const known = await vscode.languages.getLanguages();
    // `oxur` would have the language server asked about a document that it does not know.
    if (text && text.languageId !== 'oxur' && known.includes(text.languageId)) {
      await vscode.languages.setTextDocumentLanguage(document, text.languageId);
    }
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }

  private async definitionAtCursor(): Promise<Place | undefined> {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.languageId !== 'oxur') return undefined;
    const textDocument = { uri: this.requests.uri(editor.document) };
    const position = this.requests.position(editor.selection.active);
    const form = await this.requests.send<FormAt | null>('oxur/forms/at', { textDocument, position, unit: 'topLevel' });
    if (form?.def !== undefined) return { textDocument, def: form.def };
    if (form !== undefined) void vscode.window.showWarningMessage('Oxur: no definition at the cursor');
    return undefined;
  }
}

function notLoaded(def: string): void {
  void vscode.window.showWarningMessage(`Oxur: ${def} is no function that is loaded; saving loads it`);
}
