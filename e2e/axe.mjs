// Lets axe look at a page as it stands. It runs in a world of its own beside the page's, past the content
// security policy. A browser context without JavaScript would stop axe too (its timers never fire); so
// `holdScripts` takes scripts from the pages only, and they come back while axe works, too late for the
// page's own script.

import { readFile } from 'node:fs/promises';

const source = await readFile(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549'];

const held = new WeakMap();

/** From now on, pages in this tab run no scripts. */
export async function holdScripts(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setScriptExecutionDisabled', { value: true });
  held.set(page, devtools);
}

const hold = (page, value) => held.get(page)?.send('Emulation.setScriptExecutionDisabled', { value });

/** What axe finds wrong: one line for each element. */
export async function faults(page, rules = RULES) {
  const devtools = await page.context().newCDPSession(page);
  const { frameTree } = await devtools.send('Page.getFrameTree');
  const { executionContextId: contextId } = await devtools.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'axe',
  });
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await devtools.send('Runtime.evaluate', {
      expression, contextId, awaitPromise: true, returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  try {
    await hold(page, false);
    await evaluate(`${source};0`);
    const options = { runOnly: rules, resultTypes: ['violations'] };
    const { violations } = await evaluate(`axe.run(document, ${JSON.stringify(options)})`);
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)} — ${node.failureSummary}`));
  } finally {
    await hold(page, true);
    await devtools.detach();
  }
}
