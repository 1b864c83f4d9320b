import { describe, expect, it } from 'vitest';
import { hostileAddresses } from '../../../e2e/support/hostile-texts';
import { dialled, isMailbox, webAddress } from './untrusted-address';

describe('an address that others wrote', () => {
  it.each(hostileAddresses)('%j leads nowhere', (address) => {
    expect(webAddress(address)).toBeNull();
    expect(isMailbox(address)).toBe(false);
    expect(dialled(address)).toBe('');
  });

  it('leads to web pages, mailboxes and telephones', () => {
    expect(webAddress('HTTPS://Example.org/a b?c#d')?.href).toBe('https://example.org/a%20b?c#d');
    expect(isMailbox('first.last+portal@example.org')).toBe(true);
    expect(isMailbox('o\u2019neil@example.org')).toBe(false);
    expect(dialled('+40 (21) 555-0100')).toBe('+40215550100');
  });
});
