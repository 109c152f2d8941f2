// An edge node made of npm sparkplug-client, as its manual shows it: one device with one Boolean and one Double.
// Arguments: broker URL, group, edge node. Standard input: "value <number>" publishes data, "stop" ends with an NDEATH.
// Standard output: one JSON line per event.
import { createInterface } from 'node:readline';
import sparkplug from 'sparkplug-client';

const [serverUrl, groupId, edgeNode] = process.argv.slice(2);
const say = event => console.log(JSON.stringify(event));
const device = 'lamp';
let value = 1.5;

const client = sparkplug.newClient({
  serverUrl, groupId, edgeNode, username: '', password: '', clientId: `${groupId}-${edgeNode}`, publishDeath: true, keepalive: 5,
});

client.on('birth', () => {
  client.publishNodeBirth({
    timestamp: Date.now(),
    metrics: [{ name: 'Node Control/Rebirth', type: 'Boolean', value: false }],
  });
  client.publishDeviceBirth(device, {
    timestamp: Date.now(),
    metrics: [
      { name: 'on', type: 'Boolean', value: true },
      { name: 'power', type: 'Double', value },
    ],
  });
  say({ event: 'birth' });
});

client.on('ncmd', payload => {
  say({ event: 'ncmd', metrics: payload.metrics.map(metric => metric.name) });
  if (payload.metrics.some(metric => metric.name === 'Node Control/Rebirth' && metric.value)) client.emit('birth');
});

client.on('error', error => say({ event: 'error', message: error.message }));

createInterface({ input: process.stdin }).on('line', line => {
  if (line === 'stop') {
    client.stop();
    return;
  }

  value = Number(line.split(' ')[1]);
  client.publishDeviceData(device, { timestamp: Date.now(), metrics: [{ name: 'power', type: 'Double', value }] });
});
