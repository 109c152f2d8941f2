// A mail server made of npm smtp-server. It keeps nothing.
// Arguments: port, "plain" or "starttls", key file, certificate file, account, password, recipient that it refuses, recipient that it defers so many times ("ADDRESS=TIMES"); "-" for none.
// Standard output: one JSON line when it listens, and one for each message that it has taken.
import { readFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';

const [port, security, keyFile, certificateFile, user, password, refused, deferred] = process.argv.slice(2);
const [grey] = deferred.split('=');
let greyTimes = Number(deferred.split('=')[1] ?? 0);
const isTls = security === 'starttls';
const server = new SMTPServer({
  authOptional: user === '-',
  disabledCommands: isTls ? [] : ['STARTTLS'],
  ...(isTls ? { key: readFileSync(keyFile), cert: readFileSync(certificateFile) } : {}),
  onAuth: (auth, _, done) => (auth.username === user && auth.password === password ? done(null, { user }) : done(new Error(`not ${auth.password}`))),
  onRcptTo: (address, _, done) => {
    if (address.address === refused) return done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }));
    if (address.address === grey && greyTimes-- > 0) return done(Object.assign(new Error('greylisted'), { responseCode: 450 }));
    return done();
  },
  onData: (stream, session, done) => {
    const parts = [];
    stream.on('data', (part) => parts.push(part));
    stream.on('end', () => {
      console.log(JSON.stringify({
        from: session.envelope.mailFrom.address, to: session.envelope.rcptTo.map((it) => it.address), secure: session.secure, user: session.user ?? null, data: Buffer.concat(parts).toString('base64'),
      }));
      done();
    });
  },
});
server.on('error', (error) => console.error(String(error)));
server.listen(Number(port), '127.0.0.1', () => console.log(JSON.stringify({ listens: Number(port) })));
