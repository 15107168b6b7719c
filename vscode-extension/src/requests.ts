/** Requests to the language server whose failure the user is told. */
import * as vscode from 'vscode';
import { ResponseError, type LanguageClient } from 'vscode-languageclient/node';
import { NOT_TRUSTED } from './protocol';

export class Requests {
  constructor(private readonly client: LanguageClient) {}

  /** Undefined if it failed. A missing trust is offered. */
  async send<T>(method: string, params: unknown): Promise<T | undefined> {
    try {
      return await this.client.sendRequest<T>(method, params);
    } catch (error) {
      if (error instanceof ResponseError && error.code === NOT_TRUSTED) void offerTrust();
      else void vscode.window.showErrorMessage(`Oxur: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  uri(document: vscode.TextDocument): string {
    return this.client.code2ProtocolConverter.asUri(document.uri);
  }

  position(position: vscode.Position): { line: number; character: number } {
    return this.client.code2ProtocolConverter.asPosition(position);
  }
}

async function offerTrust(): Promise<void> {
  const manage = 'Manage Trust';
  const choice = await vscode.window.showInformationMessage(
    'Oxur evaluates nothing in a workspace that is not trusted.',
    manage,
  );
  if (choice === manage) await vscode.commands.executeCommand('workbench.trust.manage');
}
