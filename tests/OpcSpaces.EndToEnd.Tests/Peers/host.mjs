// A host application made of npm mqtt and sparkplug-payload. Arguments: broker URL, host id.
// Standard input: "publish <topic> <JSON payload>" sends a command, "stop" says STATE offline and leaves.
// Standard output: one JSON line per message that arrives, decoded; 64-bit numbers as strings.
import { createInterface } from 'node:readline';
import mqtt from 'mqtt';
import sparkplugPayload from 'sparkplug-payload';
import proto from 'sparkplug-payload/lib/sparkplugPayloadProto.js';

const [serverUrl, hostId] = process.argv.slice(2);
const sparkplug = sparkplugPayload.get('spBv1.0');
const stateTopic = `spBv1.0/STATE/${hostId}`;
const timestamp = Date.now();
const state = online => JSON.stringify({ online, timestamp });

const plain = (key, value) => {
  if (typeof value === 'bigint') return value.toString();
  if (value && typeof value === 'object' && typeof value.toUnsigned === 'function') return value.toString();
  return value;
};
const say = event => console.log(JSON.stringify(event, plain));

// The library finds no value in a metric without datatype, as data have it: its own protobuf classes do. Names come from the births.
const names = new Map();
const decode = (node, bytes) => {
  const payload = sparkplug.decodePayload(bytes);
  const raw = proto.org.eclipse.tahu.protobuf.Payload.decode(bytes);
  payload.metrics.forEach((metric, i) => {
    const field = raw.metrics[i];
    if (metric.value === null && !field.isNull && field.value) metric.value = field[field.value];
    const key = `${node} ${metric.alias}`;
    if (metric.name && metric.alias !== undefined) names.set(key, metric.name);
    else if (!metric.name) metric.name = names.get(key);
  });
  return payload;
};

const client = mqtt.connect(serverUrl, {
  protocolVersion: 5, clean: true, clientId: `host-${hostId}`,
  will: { topic: stateTopic, payload: Buffer.from(state(false)), qos: 1, retain: true },
});

client.on('connect', async () => {
  await client.subscribeAsync([stateTopic, 'spBv1.0/#'], { qos: 1 });
  await client.publishAsync(stateTopic, state(true), { qos: 1, retain: true });
  say({ event: 'online' });
});

client.on('message', (topic, bytes, packet) => {
  if (topic.startsWith('spBv1.0/STATE/')) return;
  say({ topic, qos: packet.qos, retain: packet.retain, payload: decode(topic.split('/')[3], bytes) });
});

client.on('error', error => say({ event: 'error', message: error.message }));

createInterface({ input: process.stdin }).on('line', async line => {
  const [verb, topic] = line.split(' ', 2);
  if (verb === 'publish') {
    const payload = JSON.parse(line.slice(verb.length + topic.length + 2));
    await client.publishAsync(topic, Buffer.from(sparkplug.encodePayload(payload)), { qos: 0 });
  } else if (verb === 'stop') {
    await client.publishAsync(stateTopic, JSON.stringify({ online: false, timestamp: Date.now() }), { qos: 1, retain: true });
    await client.endAsync();
    process.exit(0);
  }
});
