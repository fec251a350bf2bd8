// The addresses of scripts that this code starts, for pages that enforce Trusted Types: no other text becomes a script.

interface Policy {
  createScriptURL(url: string): string;
}

let policy: Policy | undefined;
/** Only what is being started passes. */
let vouchedFor = '';

/** @returns the address, as a type that `Worker` and `register` take */
export function trustedScriptUrl(url: string): string {
  policy ??= makePolicy();
  vouchedFor = url;
  try {
    return policy.createScriptURL(url);
  } finally {
    vouchedFor = '';
  }
}

function makePolicy(): Policy {
  const { trustedTypes } = globalThis as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } };
  const createScriptURL = (url: string) => {
    if (url !== vouchedFor) throw new TypeError('privet: expected the address of a script of its own');
    return url;
  };
  // A page whose policy does not name ours gets plain text, which it refuses where it enforces Trusted Types.
  try {
    return trustedTypes?.createPolicy('privet', { createScriptURL }) ?? { createScriptURL };
  } catch {
    return { createScriptURL };
  }
}
