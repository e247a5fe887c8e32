import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const begin = '<!-- graph:begin -->';
const end = '<!-- graph:end -->';

/** Who imports whom, a folder a box, as the layer checker sees it. */
const graph = (): string =>
  execFileSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      ...['--config', 'dependency-cruiser.config.mjs', '--include-only', '^(source|cli)'],
      ...['--output-type', 'mermaid', '--collapse', '^source/[^/]+', 'cli.tsx', 'source'],
    ],
    {cwd: root, encoding: 'utf8'},
  ).trim();

/** docs/architecture.md as it is, with the graph between its markers made anew. */
export const architecturePage = (): string => {
  const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  const [before = '', rest = ''] = text.split(begin);
  const [, after = ''] = rest.split(end);
  return `${before}${begin}\n\n## Who imports whom\n\n\`\`\`mermaid\n${graph()}\n\`\`\`\n\n${end}${after}`;
};
