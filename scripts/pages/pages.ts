import {architecturePage} from './architecture-page.ts';
import {commandsPage} from './commands-page.ts';
import {configurationPage} from './configuration-page.ts';
import {keysPage} from './keys-page.ts';

/** The pages that are made from the tables in the source. */
export const pages: readonly {readonly file: string; readonly make: () => string}[] = [
  {file: 'docs/architecture.md', make: architecturePage},
  {file: 'docs/commands.md', make: commandsPage},
  {file: 'docs/configuration.md', make: configurationPage},
  {file: 'docs/keys.md', make: keysPage},
];
