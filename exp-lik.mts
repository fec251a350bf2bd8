import { readFileSync } from 'node:fs';
import { readItems } from './src/pipeline/input/read-items.ts';
import { itemText } from './src/text/item-text.ts';
import { openEnglishEncoder } from './src/pipeline/encoder/english-encoder.ts';
import { readAnswers, readTriples } from './test/shops/triples.ts';
import { readJson } from './test/shops/read-shops.ts';
import { fitLikeness, likenessTo } from './src/untrained/likeness/likeness.ts';
import { columnRows, fitMixture } from './src/untrained/likeness/mixture.ts';
const FILES = { apparel: 'apparel.csv', books: 'books.jsonl', tools: 'tools.xml' } as const;
const { encodeAll } = await openEnglishEncoder();
const judged = readJson<any>('judged.json');
for (const shop of ['apparel','books','tools'] as const) {
  const { items } = await readItems('test/shops/'+FILES[shop]); const n = items.length; const at = new Map(items.map((it,i)=>[it.id,i]));
  const content = encodeAll(items.map(i=>itemText(i.fields)));
  const t0=performance.now();
  const cols = columnRows(items); const m = fitMixture(items, cols, encodeAll, 1); const t1=performance.now();
  console.log(shop, 'meaning', m.meaning, cols.map((c,i)=>`${c.name} ${m.columns[i]!.toFixed(2)}`).join('; '), (t1-t0).toFixed(0)+' ms');
  const to = likenessTo(fitLikeness({items, content, encodeAll, seed: 1})); const rows = items.map((_,i)=>to(i).slice());
  const [first,second]=[readAnswers(shop,1)!,readAnswers(shop,2)!];
  const tri = readTriples(shop).rows.map((r,i)=>({...r,i})).filter(({i})=>first[i]===second[i]&&first[i]!=='-'&&i%2===0);
  const right = tri.filter(({a,b,c,i})=>((rows[at.get(a)!]![at.get(b)!]!>=rows[at.get(a)!]![at.get(c)!]!)?'b':'c')===first[i]).length/tri.length;
  let rec=0,cnt=0; for (const {id,similar} of judged[shop].items) { const a=at.get(id)!; const order=items.map((_,i)=>i).filter(i=>i!==a).sort((x,y)=>rows[a]![y]!-rows[a]![x]!); rec+=similar.filter((s:string)=>order.slice(0,8).includes(at.get(s)!)).length/similar.length; cnt++; }
  let auth=''; if (shop==='books') { let f=0,t=0; for (let a=0;a<n;a++) { const own=items[a]!.facets.authors?.[0]; const others=items.map((_,i)=>i).filter(i=>i!==a&&items[i]!.facets.authors?.includes(own!)); if (!own||!others.length) continue; const order=items.map((_,i)=>i).filter(i=>i!==a).sort((x,y)=>rows[a]![y]!-rows[a]![x]!).slice(0,6); f+=others.filter(o=>order.includes(o)).length/Math.min(6,others.length); t++; } auth=` author ${(f/t).toFixed(3)}`; }
  console.log(`  triples ${right.toFixed(3)} judged ${(rec/cnt).toFixed(3)}${auth}`);
}
