import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';

const typeOf = (address: string): 'ipv4' | 'ipv6' => (isIPv4(address) ? 'ipv4' : 'ipv6');
/** A socket that takes both kinds writes an IPv4 address as IPv6. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/iu, '');

/**
 * Reads addresses and networks, such as `10.0.0.0/8, fd00::1`, separated by commas.
 * @returns undefined where one of them is neither
 */
export function readNetworks(text: string): BlockList | undefined {
  const list = new BlockList();
  for (const each of text.split(',').map(part => part.trim())) {
    const [address = '', bits] = each.split('/');
    const most = isIPv4(address) ? 32 : 128;
    if (isIP(address) === 0 || (bits !== undefined && !(/^\d{1,3}$/u.test(bits) && Number(bits) <= most)))
      return undefined;
    list.addSubnet(address, bits === undefined ? most : Number(bits), typeOf(address));
  }
  return list;
}

/**
 * Finds whose request it is: the address of the connection, or behind a trusted proxy the last one of
 * `x-forwarded-for` that is no trusted proxy. What stands before that anybody could have written. An IPv6 address
 * counts as its network of 64 bits, since one caller has all of it.
 */
export function callerAddress({ socket, headers }: IncomingMessage, trusted: BlockList): string {
  const named = String(headers['x-forwarded-for'] ?? '').split(',');
  let address = plain(socket.remoteAddress ?? '');
  while (isIP(address) !== 0 && trusted.check(address, typeOf(address))) {
    const next = plain(named.pop()?.trim() ?? '');
    if (isIP(next) === 0) break;
    address = next;
  }
  return isIPv6(address) ? networkOf(address) : address;
}

/** The first four groups, written out. */
function networkOf(address: string): string {
  const [before = '', after] = address.split('%', 1)[0]!.split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const groups = [
    ...head,
    ...Array.from({ length: after === undefined ? 0 : 8 - head.length - tail.length }, () => '0'),
    ...tail,
  ];
  return `${groups
    .slice(0, 4)
    .map(group => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
