/** The words of a hot load. Free of VS Code. */
import type { RedefinitionReport } from './protocol';

export interface Message {
  level: 'info' | 'warning';
  text: string;
}

/** What to say about a report; undefined: nothing worth saying. */
export function hotLoadMessage(report: RedefinitionReport): Message | undefined {
  if (report.outcome === 'rejected') {
    const reasons = (report.reasons ?? []).map((reason) => reason.message).join('; ');
    return { level: 'warning', text: `✗ Not loaded: ${reasons}` };
  }
  const replaced = report.defs
    .filter(({ change }) => change !== 'added' && change !== 'same' && change !== 'removed')
    .flatMap(({ def, from, to }) => (from && to ? [`${short(def)} (v${from.seq} → v${to.seq})`] : []));
  if (replaced.length > 0) return { level: 'info', text: `✓ Hot-loaded: ${replaced.join(', ')}` };
  const removed = report.defs.filter(({ change }) => change === 'removed').map(({ def }) => short(def));
  return removed.length > 0 ? { level: 'info', text: `✓ Removed: ${removed.join(', ')}` } : undefined;
}

/** `geometry::area` is `area` to its reader. */
function short(def: string): string {
  return def.split('::').at(-1) ?? def;
}
