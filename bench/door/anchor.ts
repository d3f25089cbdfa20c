/** What stands for the API where its own part in a figure is to be told: reads each body and answers at once. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const answer = JSON.stringify({ data: { me: { role: 'APPLICANT' }, number: 'SX2027-000000' } });

const server = createServer((request, response) => {
  request.resume();
  request.once('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(answer));
  request.once('error', () => response.destroy());
}).listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
