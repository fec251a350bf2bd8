// Styles of fields for a passphrase and what stands around them.
import { css } from 'lit';
import { line, stack, strong } from '../design/parts.ts';
import { field } from '../design/view-styles.ts';

export const passphraseStyles = css`
  form {
    ${stack(3)}
    margin-top: var(--space-4);
  }
  label {
    ${stack(1)} ${strong}
  }
  label.check {
    ${line(3)}
    align-items: flex-start;
    min-height: var(--tap-target);
    font-weight: 400;
  }
  input[type='password'],
  input[type='text'] {
    width: 100%;
    ${field}
  }
  input[type='checkbox'] {
    margin: 0.1rem 0 0;
  }
`;
