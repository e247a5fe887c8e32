import type {ConsoleModel} from '../console-model.ts';

/** The key, or `:incident [start NAME OBJECT…|stop|status]`: begins and stops the record of an incident. */
export const handleIncident = async (model: ConsoleModel, argument: string): Promise<void> => {
  const [word = '', ...rest] = argument.split(/\s+/).filter(each => each !== '');
  const {incidents} = model;
  if (incidents === null) return model.tell('incidents cannot be recorded here', 'warning');
  switch (word) {
    case 'start':
      return begin(model, rest[0] ?? 'incident', rest.slice(1));
    case 'stop':
      return stop(model);
    case 'status':
      return tellStatus(model);
    case '':
      return incidents.present() === null ? askToBegin(model) : askToStop(model);
    default:
      return model.tell(`"${word}" is none of start, stop, status`, 'warning');
  }
};

const begin = async (model: ConsoleModel, name: string, named: readonly string[]): Promise<void> => {
  const begun = model.incidents?.begin(name, named);
  if (begun === undefined) return;
  if (begun.kind === 'problem') return model.tell(`${begun.message} ${begun.hint}`, 'critical');
  model.tell(`incident "${begun.mark.name}" is recorded from now on; :incident stop writes its report`);
};

const askToBegin = async (model: ConsoleModel): Promise<void> => {
  const answers = await model.ask({
    title: 'Begin to record an incident',
    fields: [
      {id: 'name', label: 'Name', value: 'incident'},
      {id: 'objects', label: 'Also log', hint: 'services, stacks, nodes beside those with findings'},
    ],
    submit: 'Begin',
  });
  if (answers === null) return;
  const named = (answers['objects'] ?? '').split(/[\s,]+/).filter(each => each !== '');
  await begin(model, answers['name']?.trim() || 'incident', named);
};

const askToStop = async (model: ConsoleModel): Promise<void> => {
  const name = model.incidents?.present()?.name ?? '';
  const answers = await model.ask({
    title: `Stop the incident "${name}" and write its report?`,
    fields: [{id: 'sure', label: 'Stop', choices: ['yes', 'no']}],
    submit: 'Go on',
  });
  if (answers?.['sure'] === 'yes') await stop(model);
};

const stop = async (model: ConsoleModel): Promise<void> => {
  model.tell('gathering logs, specs and the timeline …');
  const stopped = (await model.incidents?.stop()) ?? null;
  if (stopped === null) return model.tell('no incident is open', 'warning');
  if (stopped.kind === 'problem')
    return model.tell(`${stopped.message}; the incident stays open`, 'critical');
  const left = stopped.missing.length;
  model.tell(
    `the report is in ${stopped.path}${left === 0 ? '' : `; ${left} thing${left === 1 ? '' : 's'} could not be gathered, it says which`}`,
  );
};

const tellStatus = (model: ConsoleModel): void => {
  const mark = model.incidents?.present() ?? null;
  if (mark === null) return model.tell('no incident is open');
  model.tell(
    `incident "${mark.name}" is open since ${new Date(mark.startedMs).toISOString()}, by ${mark.startedBy}`,
  );
};
