// What the page itself is about: `<meta name="privet:view" content="SKU-1">`.

/** @returns the item's id; undefined where the page says none */
export function viewedItem(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[name="privet:view"]')?.content.trim() || undefined;
}
