// Figures as a report writes them. One way for all tables and charts, so that they can be compared by eye.

export function decimals(value: number, places: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(places).replace('-', '−');
}

export function signed(value: number, places: number): string {
  return value > 0 ? `+${decimals(value, places)}` : decimals(value, places);
}

export function range({ low, high }: { low: number; high: number }, places: number): string {
  return `${decimals(low, places)} to ${decimals(high, places)}`;
}

export function signedRange({ low, high }: { low: number; high: number }, places: number): string {
  return `${signed(low, places)} to ${signed(high, places)}`;
}

/** A share as people say it: 0.1111 -> 11.1 %. */
export function percent(share: number, places = 1): string {
  return Number.isNaN(share) ? '–' : `${decimals(100 * share, places)} %`;
}

/** 1234567 -> 1,234,567. */
export function count(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
}
