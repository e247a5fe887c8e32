import {agentServiceName, isAgentService} from '../../../domain/agent-service.ts';
import type {Service} from '../../../domain/model/index.ts';
import type {ConsoleModel} from '../../console-model.ts';
import {actOn, wordsOf} from './targets.ts';

const everyMs = 2_000;
const socket = '/var/run/docker.sock';

/** `:agent deploy IMAGE`, `:agent remove`; `:agent` says whether agents report. */
export const actOnAgent = async (model: ConsoleModel, argument: string): Promise<void> => {
  const [what = 'status', image] = wordsOf(argument);
  const present = [...model.cluster.store.table('services').values()].find(isAgentService);
  switch (what) {
    case 'deploy':
      return deploy(model, present, image);
    case 'remove':
      if (present === undefined) return model.tell('no agent is deployed', 'warning');
      await actOn(model, [{kind: 'remove-service', service: present.id}]);
      return;
    case 'status':
      if (present === undefined) return model.tell('no agent is deployed: medianest agent deploy', 'warning');
      return tellState(model);
    default:
      return model.tell('agent: deploy IMAGE, remove, status', 'warning');
  }
};

const deploy = async (
  model: ConsoleModel,
  present: Service | undefined,
  named: string | undefined,
): Promise<void> => {
  const image = named ?? (await askImage(model, present?.image ?? ''));
  if (image === null) return;
  const service = present?.id ?? agentServiceName;
  await actOn(model, [{kind: 'deploy-agent', service, image, everyMs, socket, withRegistryAuth: false}]);
};

const askImage = async (model: ConsoleModel, value: string): Promise<string | null> => {
  const answers = await model.ask({
    title: 'Deploy the agent on every node',
    fields: [
      {
        id: 'image',
        label: 'Image',
        value,
        hint: 'npm run image -- REF --push makes one',
        problem: text => (text.trim() === '' ? 'name an image' : null),
      },
    ],
  });
  return answers === null ? null : (answers['image'] ?? '').trim();
};

const tellState = (model: ConsoleModel): void => {
  const freshness = model.cluster.store.freshness('agents');
  switch (freshness.kind) {
    case 'live':
      return model.tell('every node that can have an agent has one that reports', 'info');
    case 'loading':
      return model.tell('agents are being listened to', 'info');
    default:
      return model.tell(freshness.reason, 'warning');
  }
};
