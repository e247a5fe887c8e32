import {listFields} from '../../actions/edit/list-fields.ts';
import {type PatchTexts, readPatch} from '../../actions/edit/read-patch.ts';
import {scalarFields} from '../../actions/edit/scalar-fields.ts';
import type {ServicePatch} from '../../actions/edit/service-patch.ts';
import type {CommandLineOption} from './option.ts';
import {UsageFault} from './usage-fault.ts';

/** The options of `medianest update` beside the image, named as the docker CLI names them. */
export const editOptions: readonly CommandLineOption[] = [
  ...listFields.flatMap(({name, words, purpose}): readonly CommandLineOption[] => [
    {name: `${name}-add`, value: words[0], multiple: true, scope: 'edit', purpose: purpose[0]},
    {name: `${name}-rm`, value: words[1], multiple: true, scope: 'edit', purpose: purpose[1]},
  ]),
  ...scalarFields
    .filter(({name}) => name !== 'image')
    .map(
      ({name, type, purpose}): CommandLineOption => ({
        name,
        value: type.word,
        ...(type.choices === undefined ? {} : {choices: type.choices}),
        scope: 'edit',
        purpose,
      }),
    ),
  {name: 'no-healthcheck', scope: 'edit', purpose: 'Turn the health check off, that of the image too.'},
];

/** Reads these options and the image; `texts` gives all values of one. */
export function readEdits(
  flags: Readonly<Record<string, unknown>>,
  texts: (name: string) => readonly string[],
): ServicePatch {
  const names = ['image', ...editOptions.filter(({value}) => value !== undefined).map(({name}) => name)];
  const given: PatchTexts = Object.fromEntries(
    names.map(name => [name, texts(name)] as const).filter(([, values]) => values.length > 0),
  );
  const {healthcheck} = flags;
  const reading = readPatch(given, healthcheck === false);
  if (reading.kind === 'fault') throw new UsageFault(`--${reading.option}: ${reading.message}`);
  return reading.patch;
}
