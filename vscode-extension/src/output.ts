/** What evaluations print, in an output channel. */
import * as vscode from 'vscode';
import type { EvalEvents } from './protocol';

/** Characters of output remembered beside the channel, which cannot be read back. */
const REMEMBERED = 65536;

export class Output implements vscode.Disposable {
  private readonly channel = vscode.window.createOutputChannel('Oxur');
  private remembered = '';

  receive({ dropped, events }: EvalEvents): void {
    if (dropped !== undefined && dropped > 0) this.append(`\n… ${dropped} bytes of output left out\n`);
    for (const event of events) {
      if (event.kind === 'stdout' || event.kind === 'stderr' || event.kind === 'orphanOutput') this.append(event.text);
      else if (event.kind === 'log') this.append(`${event.text}\n`);
    }
  }

  /** The end of what was printed. */
  get text(): string {
    return this.remembered;
  }

  show(): void {
    this.channel.show(true);
  }

  dispose(): void {
    this.channel.dispose();
  }

  private append(text: string): void {
    this.channel.append(text);
    this.remembered = (this.remembered + text).slice(-REMEMBERED);
  }
}
