/** The status bar item, and who changes it. */
import * as vscode from 'vscode';
import type { CompileProgress, ServerStatus } from './protocol';
import { statusText } from './statusText';

const MESSAGE_MS = 5000;

export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('oxur.status', vscode.StatusBarAlignment.Left, 10);
  private connected = true;
  private server: ServerStatus | undefined;
  /** Requests for evaluation that have no answer yet. */
  private waiting = 0;
  private compiling = 0;

  /** @param pending how many forms are shown as being evaluated */
  constructor(private readonly pending: () => number) {
    this.item.name = 'Oxur';
    this.refresh();
    this.item.show();
  }

  refresh(): void {
    const { text, tooltip, command, emphasis } = statusText({
      trusted: vscode.workspace.isTrusted,
      connected: this.connected,
      running: this.waiting + this.pending(),
      compiling: this.compiling,
      server: this.server,
    });
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.command = command;
    this.item.backgroundColor = emphasis && new vscode.ThemeColor(`statusBarItem.${emphasis}Background`);
  }

  /** A node lost or back is worth a message, everything else the item. */
  setServer(server: ServerStatus): void {
    const { health, message } = server;
    if (message !== undefined && message !== this.server?.message) {
      if (health === 'ok') vscode.window.setStatusBarMessage(`Oxur: ${message}`, MESSAGE_MS);
      else if (health === 'warning') void vscode.window.showWarningMessage(`Oxur: ${message}`);
      else void vscode.window.showErrorMessage(`Oxur: ${message}`);
    }
    this.server = server;
    this.refresh();
  }

  setConnected(connected: boolean): void {
    this.connected = connected;
    if (!connected) this.compiling = 0;
    this.refresh();
  }

  setCompiling({ totals }: CompileProgress): void {
    this.compiling = totals.queued + totals.running;
    this.refresh();
  }

  /** Counts an evaluation while `answer` is awaited. */
  async during<T>(answer: Promise<T>): Promise<T> {
    this.waiting++;
    this.refresh();
    try {
      return await answer;
    } finally {
      this.waiting--;
      this.refresh();
    }
  }

  /** What it says at the moment. */
  get text(): string {
    return this.item.text;
  }

  dispose(): void {
    this.item.dispose();
  }
}
