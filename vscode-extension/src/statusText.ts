/** What the status bar says. Free of VS Code. */
import type { ServerStatus } from './protocol';

export interface StatusInput {
  trusted: boolean;
  /** Whether the server can be spoken to. */
  connected: boolean;
  /** Evaluations under way. */
  running: number;
  /** Compilations that wait or run. */
  compiling: number;
  server?: ServerStatus;
}

export interface StatusText {
  text: string;
  tooltip: string;
  command: string;
  /** Drawn on the background of warnings or errors. */
  emphasis?: 'warning' | 'error';
}

export function statusText({ trusted, connected, running, compiling, server }: StatusInput): StatusText {
  if (!connected) {
    return {
      text: '$(error) Oxur',
      tooltip: 'The Oxur language server is not running. Click for its log.',
      command: 'oxur.showServerLog',
      emphasis: 'error',
    };
  }
  if (!trusted) {
    return {
      text: '$(shield) Oxur: not trusted',
      tooltip: 'Nothing is evaluated until the workspace is trusted. Click to manage trust.',
      command: 'oxur.manageTrust',
    };
  }
  if (server && server.health !== 'ok') {
    return {
      text: '$(warning) Oxur',
      tooltip: `${server.message ?? server.health}\nClick to restart the node.`,
      command: 'oxur.restartEvaluator',
      emphasis: server.health,
    };
  }
  if (running > 0) {
    return {
      text: '$(loading~spin) Oxur: evaluating',
      tooltip: 'Click to cancel.',
      command: 'oxur.cancelEvaluation',
    };
  }
  if (compiling > 0) {
    return {
      text: `$(gear~spin) Oxur: compiling ${compiling}`,
      tooltip: 'Functions are compiled in the background. Click to take that back.',
      command: 'oxur.cancelCompiling',
    };
  }
  return { text: '$(check) Oxur', tooltip: 'Ready. Click for what evaluations printed.', command: 'oxur.showOutput' };
}
