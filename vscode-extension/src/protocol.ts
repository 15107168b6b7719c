/**
 * The part of the Oxur protocol, version 1, that this extension speaks. `docs/protocol.md` defines it.
 */
import type { MarkupContent, Range } from 'vscode-languageclient';

export const features = { results: true, evalEvents: true, redefined: true, status: true, compile: true };

/** Error code of requests that would run code of a workspace nobody trusts. */
export const NOT_TRUSTED = -33003;

export type Unit = 'form' | 'topLevel' | 'selection' | 'file' | 'toCursor';

export type ResultState = 'pending' | 'ok' | 'error' | 'stale' | 'cancelled';

export interface Result {
  id: string;
  evalId: string;
  range: Range;
  anchor?: Range;
  state: ResultState;
  text: string;
  hover?: MarkupContent;
}

/** `oxur/publishResults`: replaces all results of its document. */
export interface PublishResults {
  uri: string;
  version?: number;
  results: Result[];
}

export type EvalEvent =
  | { kind: 'stdout' | 'stderr' | 'orphanOutput' | 'log'; text: string }
  | { kind: 'started' | 'value' | 'tap' | 'progress' | 'needInput' | 'paused' | 'tier' };

/** `oxur/eval/event`; `dropped` counts bytes of output left out since the last one. */
export interface EvalEvents {
  evalId: string;
  seq: number;
  dropped?: number;
  events: EvalEvent[];
}

export interface EvalResult {
  evalId: string;
  status: 'ok' | 'error' | 'cancelled' | 'timeout' | 'limit' | 'refused';
}

export interface CancelResult {
  outcomes: { evalId: string; outcome: 'cancelled' | 'alreadyDone' | 'notFound' | 'escalated' | 'failed' }[];
}

export interface FormAt {
  range: Range;
  kind: string;
  /** The definition that the form is, or is part of. */
  def?: string;
  inComment: boolean;
}

/** `oxur/compile/progress`, and the answer to `oxur/compile/subscribe`. */
export interface CompileProgress {
  totals: { queued: number; running: number };
}

/** A part of `TierInfo`. */
export interface TierInfo {
  def: string;
  /** Addresses of documents; the last part is the kind. */
  artifacts: string[];
}

interface DefVersion {
  seq: number;
}

/** `oxur/redefined`: what an evaluation changed in the running session. */
export interface RedefinitionReport {
  outcome: 'applied' | 'partial' | 'rejected' | 'wouldApply' | 'wouldReject';
  defs: {
    def: string;
    change: 'added' | 'body' | 'signature' | 'layout' | 'removed' | 'same';
    from?: DefVersion;
    to?: DefVersion;
  }[];
  reasons?: { message: string }[];
}

/** `oxur/status`. */
export interface ServerStatus {
  health: 'ok' | 'warning' | 'error';
  quiescent: boolean;
  message?: string;
}
