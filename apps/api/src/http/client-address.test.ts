import { expect, test } from 'vitest';
import { areNetworks, clientAddress, trustedNetworks } from './client-address.ts';

const nobody = trustedNetworks([]);
const proxies = trustedNetworks(['10.0.0.0/8', '::1', 'fd00::/8']);

test('without a trusted proxy the address is the socket’s, whatever the header says', () => {
  expect(clientAddress('203.0.113.7', '198.51.100.1', nobody)).toBe('203.0.113.7');
  expect(clientAddress('203.0.113.7', '198.51.100.1', proxies)).toBe('203.0.113.7');
});

test('behind trusted proxies the address is the first one that no trusted proxy has', () => {
  expect(clientAddress('10.0.0.1', '198.51.100.1', proxies)).toBe('198.51.100.1');
  expect(clientAddress('10.0.0.1', '198.51.100.1, 10.9.9.9', proxies)).toBe('198.51.100.1');
  expect(clientAddress('fd00::2', '2001:db8::5', proxies)).toBe('2001:db8::5');
});

test('what a client writes into the header itself is never believed', () => {
  expect(clientAddress('10.0.0.1', '1.1.1.1, 198.51.100.1', proxies)).toBe('198.51.100.1');
  expect(clientAddress('10.0.0.1', '198.51.100.1, not an address', proxies)).toBe('10.0.0.1');
});

test('a missing header leaves the proxy’s own address', () => {
  expect(clientAddress('10.0.0.1', undefined, proxies)).toBe('10.0.0.1');
  expect(clientAddress('10.0.0.1', '', proxies)).toBe('10.0.0.1');
});

test('ports are left out, and IPv4 in IPv6 is IPv4', () => {
  expect(clientAddress('::ffff:10.0.0.1', '198.51.100.1:4711', proxies)).toBe('198.51.100.1');
  expect(clientAddress('10.0.0.1', '[2001:db8::5]:443', proxies)).toBe('2001:db8::5');
  expect(clientAddress('::1', '198.51.100.1', proxies)).toBe('198.51.100.1');
});

test('only addresses and networks are taken as proxies', () => {
  expect(areNetworks(['10.0.0.0/8', '192.0.2.1', 'fd00::/8', '::1'])).toBe(true);
  for (const wrong of ['proxy.example', '10.0.0.0/33', '10.0.0.0/x', '10.0.0.0/', '::/129', ''])
    expect(areNetworks([wrong])).toBe(false);
});
