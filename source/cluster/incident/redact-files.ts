import type {Redactor} from '../../domain/masking/redactor.ts';
import type {IncidentFiles} from './incident-files.ts';

/** Hides in every file what is known to be secret by now. Null: all of it; else why not. */
export function redactFiles(files: IncidentFiles, redactor: Redactor): string | null {
  for (const name of files.names()) {
    const before = files.read(name);
    if (before === null) return `${name} cannot be read`;
    const after = redactedFile(name, before, redactor);
    if (after === before) continue;
    const fault = files.write(name, after);
    if (fault !== null) return fault;
  }
  return null;
}

/** In JSON a value stands escaped, so that it has to be looked for in the texts, not in the file. */
function redactedFile(name: string, text: string, redactor: Redactor): string {
  if (name.endsWith('.jsonl'))
    return text
      .split('\n')
      .map(line => redactedJson(line, redactor, 0))
      .join('\n');
  return name.endsWith('.json') ? `${redactedJson(text, redactor, 2)}\n` : redactor.text(text);
}

/** What is no JSON, such as a line that a crash cut off, is taken as a text. */
function redactedJson(text: string, redactor: Redactor, indent: number): string {
  if (text.trim() === '') return text;
  try {
    return JSON.stringify(redactor.json(JSON.parse(text)), null, indent);
  } catch {
    return redactor.text(text);
  }
}
