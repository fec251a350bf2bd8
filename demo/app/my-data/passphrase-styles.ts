// Styles of fields for a passphrase and what stands around them.
import { css } from 'lit';
import { fieldLook } from '../design/field-look.ts';

export const passphraseStyles = css`
  form {
    display: grid;
    gap: var(--space-3);
    margin-top: var(--space-4);
  }
  label {
    display: grid;
    gap: var(--space-1);
    font-size: var(--text-s);
    font-weight: 600;
  }
  label.check {
    display: flex;
    align-items: flex-start;
    gap: var(--space-3);
    min-height: var(--tap-target);
    font-weight: 400;
  }
  input[type='password'],
  input[type='text'] {
    width: 100%;
    min-height: var(--tap-target);
    padding: 0 var(--space-3);
    ${fieldLook};
  }
  input[type='checkbox'] {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
    margin: 0.1rem 0 0;
    accent-color: var(--leaf);
  }
  .actions {
    margin-top: 0;
  }
  .wrong {
    color: var(--clay);
    font-size: var(--text-s);
    overflow-wrap: anywhere;
  }
  .danger-zone {
    display: grid;
    gap: var(--space-3);
    margin-top: var(--space-3);
    padding: var(--space-4);
    border-radius: var(--radius-m);
    background: var(--clay-wash);
    font-size: var(--text-s);
  }
`;
