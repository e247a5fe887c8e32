import type {LogLine} from '../../source/domain/model/index.ts';
import {aLogLine} from './fake-logs.ts';
import {nowMs} from './objects.ts';

const secondMs = 1_000;
const origin = {taskId: 'pay2a', nodeId: 'n2', serviceId: 'shop_pay'};
const line = (secondsAgo: number, text: string, change: Partial<LogLine> = {}): LogLine =>
  aLogLine(text, nowMs - secondsAgo * secondMs, 'pay2a', {origin, ...change});

/** What a payment service wrote before it was killed, with all that a log can hold but colours. */
export const shopLog: readonly LogLine[] = [
  line(95, 'listening on :8080'),
  line(94, 'level=debug msg="pool opened" size=10'),
  line(90, '{"time":"12:00:00Z","level":"info","msg":"payment taken","id":1017,"amount":"12.00"}'),
  line(88, '{"time":"12:00:02Z","level":"warn","msg":"slow answer","ms":2400,"upstream":"bank"}'),
  line(
    87,
    'WARN  retrying 日本 with a long text that goes on beyond the edge of a narrow screen, as they do',
  ),
  line(80, 'java.net.ConnectException: refused', {stream: 'stderr'}),
  line(80, '\tat example.Bank.call(Bank.java:42)', {stream: 'stderr'}),
  line(80, 'Caused by: java.io.IOException: reset', {stream: 'stderr'}),
  line(70, 'Error grabbing logs: rpc error: code = Unavailable', {stream: 'fault'}),
  line(60, 'read again after 10 s, from the last line on', {stream: 'note'}),
  line(58, 'ERROR \u001b]0;no title\u0007no \u001b[2Jclearing, no bell\u0007'),
  line(50, 'lines may be missing here: the engine has none between 12:00:40.000 and 12:00:50.000', {
    stream: 'gap',
  }),
  line(49, 'FATAL out of memory'),
];
