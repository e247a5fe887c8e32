import {format} from 'node:util';

const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;

/** Sends `console.*` to the log, because a line written to the terminal would tear the screen. Returns how to undo it. */
export function captureConsole(target: Console, write: (text: string) => void): () => void {
  const originals = methods.map(method => [method, target[method]] as const);
  for (const method of methods) {
    target[method] = (...values: unknown[]) => write(`console.${method}: ${format(...values)}`);
  }
  return () => {
    for (const [method, original] of originals) target[method] = original;
  };
}
