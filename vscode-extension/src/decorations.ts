/**
 * From results to what stands at the ends of lines. Free of VS Code, so that it is tested without.
 */
import type { Result, ResultState } from './protocol';

/** Text after the end of a line (0-based), and the Markdown that hovering over it shows. */
export interface Decoration {
  line: number;
  state: ResultState;
  text: string;
  hover: string;
}

/** When several forms end on one line, the line has the colour of the most pressing one. */
const URGENCY: readonly ResultState[] = ['error', 'pending', 'cancelled', 'stale', 'ok'];

/** What is drawn for `results` in a document of `lineCount` lines. */
export function decorations(results: readonly Result[], lineCount: number, maxWidth: number): Decoration[] {
  const lines = new Map<number, Result[]>();
  for (const result of results) {
    if (result.text.trim() === '') continue;
    const line = Math.min((result.anchor ?? result.range).end.line, lineCount - 1);
    lines.set(line, [...(lines.get(line) ?? []), result]);
  }
  return [...lines.entries()]
    .sort(([a], [b]) => a - b)
    .map(([line, here]) => ({
      line,
      state: URGENCY.find((state) => here.some((result) => result.state === state)) ?? 'ok',
      text: cut(here.map(words).join('   '), maxWidth),
      hover: here.map(hover).join('\n\n---\n\n'),
    }));
}

/** A value is announced as in an expectation; errors, output (») and judged expectations (✓, ✗) speak for themselves. */
function words({ state, text }: Result): string {
  const line = text.trim().replace(/\s*\n\s*/g, ' ⏎ ');
  return (state === 'ok' || state === 'stale') && !/^[✓✗»]/.test(line) ? `=> ${line}` : line;
}

/** At most `width` characters, counted as a reader does, not as UTF-16. */
function cut(text: string, width: number): string {
  const characters = Array.from(text);
  return characters.length <= width ? text : characters.slice(0, width - 1).join('') + '…';
}

function hover(result: Result): string {
  if (result.hover?.kind === 'markdown') return result.hover.value;
  const text = result.hover?.value ?? result.text;
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}oxur\n${text}\n${fence}`;
}
