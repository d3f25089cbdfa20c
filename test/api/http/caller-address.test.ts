import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { callerAddress, readNetworks } from '../../../api/http/caller-address.ts';

const trusted = readNetworks('10.1.0.0/16, fd00::1')!;
const request = (remoteAddress: string, forwarded?: string): IncomingMessage =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

it.each([
  ['the connection, where nobody forwards', '192.0.2.7', undefined, '192.0.2.7'],
  ['the connection, where its address is no trusted proxy', '192.0.2.7', '198.51.100.1', '192.0.2.7'],
  ['whom a trusted proxy names', '10.1.4.4', '198.51.100.1', '198.51.100.1'],
  [
    'the last that is no trusted proxy, whatever a caller wrote before',
    '10.1.4.4',
    '8.8.8.8, 198.51.100.1, 10.1.0.9',
    '198.51.100.1',
  ],
  ['a trusted proxy that names nobody', '10.1.4.4', undefined, '10.1.4.4'],
  ['a trusted proxy that names what is no address', '10.1.4.4', 'unknown', '10.1.4.4'],
  ['an IPv4 address that the socket writes as IPv6', '::ffff:10.1.4.4', '::ffff:198.51.100.1', '198.51.100.1'],
  ['the network of an IPv6 address', '2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2::/64'],
  ['the network of a short IPv6 address', '2001:db8::6', undefined, '2001:db8:0:0::/64'],
  ['the network of the machine itself', '::1', undefined, '0:0:0:0::/64'],
  ['whom a trusted proxy of IPv6 names', 'fd00::1', '2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
])('a request is of %s', (_what, remote, forwarded, expected) => {
  expect(callerAddress(request(remote, forwarded), trusted)).toBe(expected);
});

it.each(['', 'proxy', '10.0.0.0/33', '10.0.0.0/x', '10.0.0.1;10.0.0.2', '10.0.0.0/8, '])(
  'proxies named as "%s" are refused',
  text => {
    expect(readNetworks(text)).toBeUndefined();
  },
);
