// `npm run attack -- downgrade`: locks that are taken away from an encrypted history.
import { rm } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { LAUNCH } from '../../e2e/global-setup.ts';
import { startServer } from '../../e2e/static-server.ts';
import { buildSdkPage } from '../browser-kills.ts';
import { DOWNGRADES, type Downgrade, downgrade } from '../downgrade.ts';

export async function downgrades(): Promise<boolean> {
  const folder = await buildSdkPage();
  const server = await startServer(folder);
  const browser = await chromium.launch(LAUNCH);
  let isRight = true;
  try {
    console.log('| what is done | the page says | the passphrase | a tap |');
    console.log('| --- | --- | --- | --- |');
    for (const attack of DOWNGRADES) isRight = (await run(attack)) && isRight;
  } finally {
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
  return isRight;

  async function run(attack: Downgrade): Promise<boolean> {
    const context = await browser.newContext();
    const { says, unlock, isTapKept, isPlain } = await downgrade(await context.newPage(), server.url, attack);
    await context.close();
    const tap = isPlain ? 'is kept in plain' : isTapKept ? 'is kept' : 'is refused';
    const because = attack.because ? ` (${attack.because})` : '';
    console.log(`| ${attack.name} | ${says}${because} | ${unlock} | ${tap} |`);
    return says === attack.expected && isPlain === (attack.expected === 'off');
  }
}
