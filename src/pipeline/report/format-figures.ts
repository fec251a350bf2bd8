// Figures as a report writes them. One way for all tables and charts, so that they can be compared by eye.

export function decimals(value: number, places: number): string {
  if (Number.isNaN(value)) return '–';
  const digits = Math.abs(value).toFixed(places);
  return value < 0 && Number(digits) > 0 ? `−${digits}` : digits;
}

/** With its sign, unless it is written as 0. */
export function signed(value: number, places: number): string {
  const text = decimals(value, places);
  return value > 0 && Number(text) > 0 ? `+${text}` : text;
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
