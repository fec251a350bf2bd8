import { readItems } from './src/pipeline/input/read-items.ts';
import { itemText } from './src/text/item-text.ts';
import { openEnglishEncoder } from './src/pipeline/encoder/english-encoder.ts';
import { fitLikeness, likenessTo } from './src/untrained/likeness/likeness.ts';
const FILES = { apparel: 'apparel.csv', books: 'books.jsonl', tools: 'tools.xml' } as const;
const { encodeAll } = await openEnglishEncoder();
for (const shop of ['apparel','books','tools'] as const) {
  const { items } = await readItems('test/shops/'+FILES[shop]);
  const content = encodeAll(items.map(i=>itemText(i.fields)));
  const to = likenessTo(fitLikeness({items, content, encodeAll, seed: 1}));
  console.log('== '+shop);
  for (let a=5;a<items.length;a+=23) { const r=to(a).slice(); const o=items.map((_,i)=>i).filter(i=>i!==a).sort((x,y)=>r[y]!-r[x]!).slice(0,6); const t=(i:number)=>`${items[i]!.title}${shop==='books'?` [${items[i]!.facets.authors?.[0]}]`:''}`; console.log(`${t(a)} => ${o.map(i=>`${t(i)} ${r[i]!.toFixed(2)}`).join(' | ')}`); }
}
