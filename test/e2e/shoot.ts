// Pictures for a person to look at, into test-results/images, where PRIVET_SCREENSHOTS is set.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const folder = fileURLToPath(new URL('../../test-results/images', import.meta.url));
const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

/** `<name>-desktop.png` and `<name>-phone.png`, light and dark. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (!process.env.PRIVET_SCREENSHOTS) return;
  await mkdir(folder, { recursive: true });
  await page.bringToFront();
  const before = page.viewportSize();
  for (const [device, size] of Object.entries(SIZES)) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(folder, `${name}-${device}-${colorScheme}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}
