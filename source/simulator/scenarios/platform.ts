import {agentRole, agentServiceName, roleLabel} from '../../domain/agent-service.ts';
import type {NodeOptions} from '../swarm/join-node.ts';
import {type Beat, daysAgo} from './scenario.ts';
import type {Stage} from './stage.ts';

const worker = (number: number, cpus: number, gibibytes: number): NodeOptions => ({
  hostname: `worker-${number}`,
  role: 'worker',
  cpus,
  memoryBytes: gibibytes * 1024 ** 3,
  labels: number === 3 ? {disk: 'ssd'} : {disk: 'hdd'},
});

/** Three managers and four workers of a home that runs more than it has to. */
export const platformNodes: readonly NodeOptions[] = [
  ...[1, 2, 3].map(number => ({
    hostname: `manager-${number}`,
    role: 'manager' as const,
    cpus: 4,
    memoryBytes: 8 * 1024 ** 3,
    labels: {disk: 'hdd'},
  })),
  worker(1, 8, 16),
  worker(2, 8, 16),
  worker(3, 8, 32),
  worker(4, 4, 8),
];

const rolling = {parallelism: 1, monitorSeconds: 10, onFailure: 'rollback'} as const;

const edge = (stage: Stage) => {
  stage.network('edge_public');
  stage.config('edge_haproxy.cfg', 'defaults\n  mode http\n  timeout connect 5s\n');
  stage.deploy({
    name: 'edge_traefik',
    image: 'traefik:3.5.3',
    replicas: 2,
    constraints: ['node.role==manager'],
    ports: [
      [80, 80],
      [443, 443],
    ],
    networks: ['edge_public'],
    healthPath: ':8080/ping',
    limitMegabytes: 256,
    update: rolling,
  });
  stage.deploy({
    name: 'edge_haproxy',
    image: 'haproxy:3.2.5',
    replicas: 2,
    ports: [[8404, 8404]],
    networks: ['edge_public'],
    configs: ['edge_haproxy.cfg'],
    limitMegabytes: 128,
    update: rolling,
  });
  stage.deploy({
    name: 'edge_consul',
    image: 'hashicorp/consul:1.21.4',
    replicas: 3,
    constraints: ['node.role==manager'],
    networks: ['edge_public'],
    volumes: [['consul', '/consul/data']],
    limitMegabytes: 256,
  });
};

const monitoring = (stage: Stage) => {
  stage.network('monitoring_default');
  stage.secret('monitoring_grafana-password');
  stage.config('monitoring_prometheus.yml', 'global:\n  scrape_interval: 15s\n');
  const networks = ['monitoring_default'];
  stage.deploy({
    name: 'monitoring_prometheus',
    image: 'prom/prometheus:v3.6.0',
    constraints: ['node.labels.disk==ssd'],
    networks,
    configs: ['monitoring_prometheus.yml'],
    volumes: [['prometheus', '/prometheus']],
    reserve: {cpus: 1, megabytes: 2_048},
    healthPath: ':9090/-/healthy',
  });
  stage.deploy({
    name: 'monitoring_grafana',
    image: 'grafana/grafana:12.2.0',
    networks: [...networks, 'edge_public'],
    ports: [[3000, 3000]],
    secrets: ['monitoring_grafana-password'],
    healthPath: ':3000/api/health',
    limitMegabytes: 512,
  });
  stage.deploy({name: 'monitoring_alertmanager', image: 'prom/alertmanager:v0.28.1', networks});
  stage.deploy({
    name: 'monitoring_node-exporter',
    image: 'prom/node-exporter:v1.9.1',
    replicas: 'global',
    networks,
    limitMegabytes: 64,
  });
};

const media = (stage: Stage) => {
  stage.network('media_default');
  const networks = ['media_default', 'edge_public'];
  stage.deploy({
    name: 'media_jellyfin',
    image: 'jellyfin/jellyfin:10.10.7',
    networks,
    volumes: [['library', '/media']],
    reserve: {cpus: 2, megabytes: 2_048},
    healthPath: ':8096/health',
  });
  stage.deploy({name: 'media_photos', image: 'photoprism/photoprism:250707', replicas: 2, networks});
  stage.deploy({
    name: 'media_transcoder',
    image: 'registry.home/media/transcoder:2.4.0',
    replicas: 2,
    networks: ['media_default'],
    limitMegabytes: 512,
    reserve: {cpus: 1, megabytes: 512},
  });
};

const shop = (stage: Stage) => {
  stage.network('shop_default');
  stage.secret('shop_db-password');
  const networks = ['shop_default'];
  stage.deploy({
    name: 'shop_db',
    image: 'postgres:17.6',
    constraints: ['node.labels.disk==ssd'],
    networks,
    secrets: ['shop_db-password'],
    volumes: [['db', '/var/lib/postgresql/data']],
    reserve: {cpus: 2, megabytes: 4_096},
    healthPath: ':5432/',
  });
  stage.deploy({name: 'shop_cache', image: 'valkey/valkey:8.1.3', networks, limitMegabytes: 256});
  stage.deploy({
    name: 'shop_web',
    image: 'registry.home/shop/web:4.11.2',
    replicas: 4,
    networks: [...networks, 'edge_public'],
    healthPath: ':8080/healthz',
    limitMegabytes: 256,
    update: rolling,
  });
  stage.deploy({
    name: 'shop_api',
    image: 'registry.home/shop/api:1.8.0',
    replicas: 3,
    networks: [...networks, 'edge_public'],
    secrets: ['shop_db-password'],
    healthPath: ':8080/healthz',
    limitMegabytes: 256,
    update: rolling,
  });
  stage.deploy({name: 'shop_worker', image: 'registry.home/shop/worker:1.8.0', replicas: 2, networks});
};

/** Ours: it tells what the containers use. */
const agent = (stage: Stage) =>
  stage.deploy({
    name: agentServiceName,
    image: 'registry.home/ops/medianest:0.1.0',
    replicas: 'global',
    labels: {[roleLabel]: agentRole},
    limitMegabytes: 128,
  });

/** The platform's past: founded months ago, grown stack by stack, now and then updated. */
export const platformPast: readonly Beat[] = [
  daysAgo(92, edge),
  daysAgo(91, monitoring),
  daysAgo(63, media),
  daysAgo(40, shop),
  daysAgo(30, agent),
  daysAgo(12, stage => stage.update('shop_web', {image: 'registry.home/shop/web:4.12.0'})),
  daysAgo(5, stage => stage.update('edge_traefik', {image: 'traefik:3.5.4'})),
];
