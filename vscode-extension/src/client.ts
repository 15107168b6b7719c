/** The connection to the language server: how it is started and what is agreed with it. */
import { accessSync, constants, statSync } from 'node:fs';
import * as vscode from 'vscode';
import { LanguageClient, TransportKind, type StaticFeature } from 'vscode-languageclient/node';
import { features } from './protocol';
import { serverLocation, type ServerLocation } from './serverLocation';

/** Says what this client understands beyond LSP: the server sends nothing that is not named here. */
const oxurFeature: StaticFeature = {
  fillClientCapabilities(capabilities) {
    const others = (capabilities.experimental ?? {}) as Record<string, unknown>;
    capabilities.experimental = { ...others, oxur: { version: 1, features } };
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};

/** The server's settings, as it is sent them at the start and at every change. */
export function serverSettings(): {
  onSave: string;
  trusted: boolean;
  tiers: { jitAfter: number; nativeAfter: number };
} {
  const settings = vscode.workspace.getConfiguration('oxur');
  return {
    onSave: settings.get('onSave', 'changed'),
    trusted: vscode.workspace.isTrusted,
    tiers: { jitAfter: settings.get('tiers.jitAfter', 100), nativeAfter: settings.get('tiers.nativeAfter', 10000) },
  };
}

export function findServer(extensionPath: string): ServerLocation {
  return serverLocation({
    configured: vscode.workspace.getConfiguration('oxur').get('serverPath', ''),
    extensionPath,
    searchPath: process.env['PATH'] ?? '',
    isExecutable,
  });
}

/** @param showsHover whether something drawn after the end of that line has a hover of its own */
export function createClient(
  launcher: string,
  showsHover: (document: vscode.TextDocument, line: number) => boolean,
): LanguageClient {
  const client = new LanguageClient(
    'oxur',
    'Oxur Language Server',
    { command: launcher, args: ['lsp'], transport: TransportKind.stdio },
    {
      documentSelector: [{ language: 'oxur', scheme: 'file' }],
      initializationOptions: serverSettings,
      middleware: {
        // Behind the end of a line stands a result with the same words: once is enough.
        provideHover: (document, position, token, next) =>
          position.isEqual(document.lineAt(position.line).range.end) && showsHover(document, position.line)
            ? null
            : next(document, position, token),
        workspace: {
          configuration: (params) => params.items.map(({ section }) => (section === 'oxur' ? serverSettings() : null)),
        },
      },
    },
  );
  client.registerFeature(oxurFeature);
  return client;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
