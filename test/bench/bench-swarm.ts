import type {Lab} from '../lab/lab.ts';
import {type ServiceOptions, serviceSpec} from '../lab/service-spec.ts';
import {until} from '../until.ts';

/** What is measured on: so many quiet containers, none of them on the node that is drained. */
export const quietTasks = 20;
export const quietServices = ['shop_web', 'shop_api', 'shop_db', 'mail_in', 'mail_out'];
export const drainedNode = 'worker-2';
/** Where containers are killed: the console is not connected to it. */
export const farNode = 'worker-1';
/** The manager that the console is connected to. */
export const connected = 'manager-1';

/** The swarm under the console, and what the bench does to it. */
export interface BenchSwarm {
  readonly lab: Lab;
  readonly socket: string;
  readonly host: string;
  create(options: ServiceOptions): Promise<void>;
  remove(name: string): Promise<void>;
  /** Changes a service's spec as it is now. */
  update(name: string, change: (spec: ServiceBody) => object): Promise<void>;
  setAvailability(node: string, availability: 'active' | 'drain'): Promise<void>;
  untilRunning(name: string, count: number): Promise<void>;
}

interface ServiceBody {
  readonly Labels: Readonly<Record<string, string>>;
}

interface WireTask {
  readonly DesiredState: string;
  readonly Status: {readonly State: string};
}

export async function prepareSwarm(lab: Lab): Promise<BenchSwarm> {
  const swarm = swarmOn(lab);
  const elsewhere = [`node.hostname!=${drainedNode}`];
  const known = (await lab.api(connected, '/services')) as readonly {
    readonly Spec: {readonly Name: string};
  }[];
  const missing = quietServices.filter(name => !known.some(({Spec}) => Spec.Name === name));
  await Promise.all(
    missing.map(async name => {
      const labels = {'com.docker.stack.namespace': name.replace(/_.*/, ''), bench: 'off'};
      const replicas = quietTasks / quietServices.length;
      await swarm.create({name, image: 'pause:1', replicas, constraints: elsewhere, labels});
      await swarm.untilRunning(name, replicas);
    }),
  );
  return swarm;
}

function swarmOn(lab: Lab): BenchSwarm {
  const api = (path: string, body?: object, method: 'GET' | 'POST' | 'DELETE' = 'GET') =>
    lab.api(connected, path, {method, timeoutMs: 30_000, ...(body !== undefined && {body})});
  const post = (path: string, body: object) => api(path, body, 'POST');
  return {
    lab,
    socket: lab.socket(connected),
    host: lab.dockerHost(connected),
    async create(options) {
      await post('/services/create', serviceSpec({...options, image: lab.image(options.image)}));
    },
    async remove(name) {
      await api(`/services/${name}`, undefined, 'DELETE');
    },
    async update(name, change) {
      const {Spec, Version} = (await api(`/services/${name}`)) as {
        Spec: ServiceBody;
        Version: {Index: number};
      };
      await post(`/services/${name}/update?version=${Version.Index}`, {...Spec, ...change(Spec)});
    },
    async setAvailability(node, availability) {
      const {Spec, Version} = (await api(`/nodes/${await nodeId(lab, node)}`)) as {
        Spec: object;
        Version: {Index: number};
      };
      const id = await nodeId(lab, node);
      await post(`/nodes/${id}/update?version=${Version.Index}`, {...Spec, Availability: availability});
    },
    async untilRunning(name, count) {
      const filters = encodeURIComponent(JSON.stringify({service: [name], 'desired-state': ['running']}));
      const isThere = async () => {
        const tasks = (await api(`/tasks?filters=${filters}`)) as WireTask[];
        return tasks.filter(task => task.Status.State === 'running').length === count;
      };
      await until(`${count} tasks of ${name} run`, isThere, {timeoutMs: 60_000});
    },
  };
}

async function nodeId(lab: Lab, hostname: string): Promise<string> {
  const node = (await lab.listNodes()).find(each => each.hostname === hostname);
  if (node === undefined) throw new Error(`no node ${hostname}`);
  return node.id;
}
