import { expect, it } from 'vitest';
import { mailAddress } from './mail-address';

it('keeps what is written apart from the address around it', () => {
  expect(mailAddress('help+portal@example.org', { subject: 'Sun & sea?', body: 'https://example.org/?a=1&b=2' })).toBe(
    'mailto:help%2Bportal@example.org?subject=Sun%20%26%20sea%3F&body=https%3A%2F%2Fexample.org%2F%3Fa%3D1%26b%3D2'
  );
});
