/** Entry point: starts the server and hands each of its messages to the file that shows it. */
import * as vscode from 'vscode';
import { State, type LanguageClient } from 'vscode-languageclient/node';
import { createClient, findServer, serverSettings } from './client';
import type { Decoration } from './decorations';
import { Verbs } from './evaluate';
import { hotLoadMessage } from './hotLoad';
import { Output } from './output';
import type { CompileProgress, EvalEvents, PublishResults, RedefinitionReport, ServerStatus, Unit } from './protocol';
import { Requests } from './requests';
import { Results } from './results';
import { Status } from './status';
import { Tiers } from './tiers';

/** What the tests read; the screen cannot be read from inside. */
export interface Shown {
  beside: (document: vscode.TextDocument) => Decoration[];
  status: () => string;
  messages: readonly string[];
  output: () => string;
  /** What no command of this extension asks. */
  request: (method: string, params: unknown) => Promise<unknown>;
}

export async function activate(context: vscode.ExtensionContext): Promise<Shown | undefined> {
  const location = findServer(context.extensionPath);
  if ('missing' in location) {
    void vscode.window.showErrorMessage(`Oxur cannot start. ${location.missing}`);
    return undefined;
  }
  const results = new Results();
  const client = createClient(location.launcher, (document, line) =>
    results.shown(document).some((decoration) => decoration.line === line),
  );
  const requests = new Requests(client);
  const status = new Status(() => results.pending());
  const output = new Output();
  const messages: string[] = [];
  context.subscriptions.push(client, results, status, output);

  client.onNotification('oxur/publishResults', (params: PublishResults) => {
    results.publish(params);
    status.refresh();
  });
  client.onNotification('oxur/eval/event', (params: EvalEvents) => {
    output.receive(params);
    void client.sendNotification('oxur/eval/ack', { evalId: params.evalId, seq: params.seq });
  });
  client.onNotification('oxur/redefined', (report: RedefinitionReport) => {
    announce(report, messages);
  });
  client.onNotification('oxur/status', (params: ServerStatus) => {
    status.setServer(params);
  });
  client.onNotification('oxur/compile/progress', (params: CompileProgress) => {
    status.setCompiling(params);
  });
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Stopped) results.forgetAll();
    status.setConnected(newState !== State.Stopped);
    // Also of a server that was started again.
    if (newState === State.Running) void followCompilations(requests, status);
  });

  registerCommands(context, client, requests, status, output);
  keepSettingsCurrent(context, client, status);
  await client.start();
  return {
    beside: (document) => results.shown(document),
    status: () => status.text,
    messages,
    output: () => output.text,
    request: (method, params) => client.sendRequest(method, params),
  };
}

async function followCompilations(requests: Requests, status: Status): Promise<void> {
  const snapshot = await requests.send<CompileProgress>('oxur/compile/subscribe', { detail: 'summary' });
  if (snapshot) status.setCompiling(snapshot);
}

function announce(report: RedefinitionReport, messages: string[]): void {
  const message = hotLoadMessage(report);
  if (!message) return;
  messages.push(message.text);
  if (message.level === 'warning') void vscode.window.showWarningMessage(`Oxur: ${message.text}`);
  else if (vscode.workspace.getConfiguration('oxur').get<boolean>('hotLoadMessages', true)) {
    vscode.window.setStatusBarMessage(message.text, 8000);
  }
}

function registerCommands(
  context: vscode.ExtensionContext,
  client: LanguageClient,
  requests: Requests,
  status: Status,
  output: Output,
): void {
  const verbs = new Verbs(client, requests, status);
  const tiers = new Tiers(requests);
  // Not the names that the server offers to every editor (`oxur.evalForm` …): the client library registers those itself.
  const evaluate = (unit: Unit) => () => verbs.evaluate(unit);
  const commands: Record<string, (argument?: string) => unknown> = {
    'oxur.evaluateForm': evaluate('form'),
    'oxur.evaluateTopLevel': evaluate('topLevel'),
    'oxur.evaluateSelection': evaluate('selection'),
    'oxur.evaluateFile': evaluate('file'),
    'oxur.evaluateToCursor': evaluate('toCursor'),
    'oxur.cancelEvaluation': () => verbs.cancel(),
    'oxur.restartEvaluator': () => verbs.restartNode(),
    'oxur.clear': () => verbs.clearResults(),
    'oxur.compileFunction': () => tiers.compile(),
    'oxur.cancelCompiling': () => tiers.cancelCompiling(),
    'oxur.showArtifact': (kind?: string) => tiers.showArtifact(kind),
    'oxur.showOutput': () => {
      output.show();
    },
    'oxur.showServerLog': () => {
      client.outputChannel.show(true);
    },
    'oxur.manageTrust': () => vscode.commands.executeCommand('workbench.trust.manage'),
  };
  context.subscriptions.push(verbs);
  for (const [name, run] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(name, run));
  }
}

function keepSettingsCurrent(context: vscode.ExtensionContext, client: LanguageClient, status: Status): void {
  const send = () => {
    status.refresh();
    void client.sendNotification('workspace/didChangeConfiguration', { settings: { oxur: serverSettings() } });
  };
  context.subscriptions.push(
    vscode.workspace.onDidGrantWorkspaceTrust(send),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('oxur')) send();
    }),
  );
}
