import { readFileSync } from 'node:fs';
import { MatchStudent } from './src/match-filter/match-student.ts';
import { readFilmMatchFilter } from './demo/films/bundle/film-match-filter.ts';
import { openFilmEngine } from './demo/films/taste/film-engine.ts';
const st = new MatchStudent((await readFilmMatchFilter('public/models'))!);
const e:any = await openFilmEngine('public/models');
await e.addEvents(['heat-1995','alien-1979','up-2009','toy-story-1995','the-shining-1980','amelie-2001','parasite-2019','coco-2017','her-2013','fargo-1996'].map((itemId,i)=>({type:i==4?'dislike':'like',itemId,time:Date.now()-i*3600000})));
const ids=(await e.forYou({count:200,match:'off'})).items.map((x:any)=>x.itemId);
for(let i=0;i<8;i++){ const t=performance.now(); const {values}=await e.matchValues(ids); const t2=performance.now(); let s=0; for(const v of values) s+=st.grade(v); const t3=performance.now(); console.log('features',(t2-t).toFixed(2),'trees',(t3-t2).toFixed(2)); }
for(let i=0;i<4;i++){ const t=performance.now(); await e.matchValues(ids.slice(0,1)); console.log('base',(performance.now()-t).toFixed(2)); }
await e.dispose(); process.exit(0);
