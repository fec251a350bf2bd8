// English words that change what stands beside them, and words that say nothing about items.
import type { Cue } from '../reading-pack.ts';

const WHEN_VIEWER_IS =
  'for when|for when im|for when i am|for when youre|for when you are|to watch when|to watch when im|to watch when i am|to watch when youre|to watch when you are|to watch when feeling|to watch when you feel|when im|when i am|when youre|when you are|when feeling|when i feel|when you feel|if im|if youre'.split(
    '|',
  );

export const CUES: readonly (readonly [Cue, readonly string[]])[] = [
  [
    'not',
    (
      'no|not|nothing|im over|i am over|everything but|everything except|all but|without|never|never again|never ever|w o|skip|avoid|except|except for|exclude|excluding|minus|zero|hate|hates|i hate|tired of|sick of|bored of|bored with|fed up with|enough|enough of|hold the|isnt|arent|wasnt|doesnt|' +
      'doesnt have|dont|dont want|do not want|wont|cant|cant stand|cant bear|cant take|cant handle|cant deal with|anything but|anything except|anything other than|something other than|something else than|nothing but not|other than|apart from|aside from|' +
      'ditch|drop|drop the|lose the|cut the|cut out|cut out the|leave out|no more|stop showing me|stop recommending|dislike|dislikes|not into|not a fan of|not keen on|not in the mood for|not interested in|none of|nor|neither|spare me|done with|over it with|steer clear of|stay away from|keep away from|away from|rule out|not any|free of|free from|devoid of|allergic to|' +
      'had enough of|seen enough|seen too many|too many|too much|not a|not an|isnt a|isnt an|not another|nothing with|nothing about|nothing from|anything without|get rid of|remove|lay off|hates|loathe|despise|scared of|afraid of|hide|mute|ban|forget|no one|nobody|not feeling|sick to death of|ive had it with|put off by|bothered by|upset by|faints at|squeamish about|not up for|not up to|rather not|refuse to watch|will not watch|wouldnt|shouldnt|not the|sans|absolutely no|anything that isnt|anything that doesnt|block|who isnt|thats not|no thanks to|instead of|rather than|veto'
    ).split('|'),
  ],
  [
    'less',
    (
      'less|not too|not to|not too heavy on|not heavy on|not so heavy on|isnt heavy on|too heavy on|not too much of|not so|not as|not that|not very|not overly|not really|not super|not all that|nothing too|nothing very|nothing overly|without being too|without too much|without much|not too much|not much|not so much|fewer|go easy on|go easy on the|easy on the|tone down|tone down the|tone the|dial down|dial down the|dial back|dial back the|turn down|turn down the|' +
      'ease up on|ease off|only a little|just a little|just a touch of|a little less|a bit less|bit less|slightly less|much less|far less|way less|a lot less|too|far too|way too|a bit too|bit too|little too|isnt too|arent too|isnt so|isnt as|isnt that|doesnt get too|not quite as|not quite so|not half as|never too|reduce|reduce the|cut down on|cut down on the|cut back on|minimal|low on|light on|lighter on|lower|not heavy on|without so much|not as much|not so many|not too many|nowhere near as|isnt overly|no excessive|less of|easier on|mild|keep the|limit the'
    ).split('|'),
  ],
  [
    'more',
    'more|extra|more of|much more|way more|a lot more|a bit more|bit more|a little more|slightly more|even more|far more|with more|add some|add more|crank up the|crank up|turn up the|turn up|dial up|dial up the|up the|ramp up|ramp up the|not enough|heavier on|bring on the|increase|increase the|needs more|need more|not nearly enough|isnt enough|higher'.split(
      '|',
    ),
  ],
  ['and', 'and|plus|n'.split('|')],
  ['or', 'or|nor|either|or maybe|or else|or any|or anything'.split('|')],
  [
    'but',
    'but|just|only|instead|though|however|yet|rather|but more|but still|while|still|unless|although|because|so|then|preferably|ideally|thats|that is|which is|whats|whos|who|when|if|even if|even though|thanks|otherwise'.split(
      '|',
    ),
  ],
  [
    'like',
    'like|just like|something like|anything like|films like|film like|movies like|movie like|one like|ones like|stuff like|more like|as creepy as|as devastating as|as clever as|as sad as|as moving as|as tense as|as weird as|as witty as|as dark as|as epic as|similar to|something similar to|in the style of|in the vein of|in the spirit of|along the lines of|as good as|as funny as|as scary as|reminiscent of|reminds me of|reminding me of|remind me of|that reminds me of|another|the next|next|fans of|for fans of|fan of|im a fan of|loved|i loved|we loved|love|i love|adored|adore|enjoyed|i enjoyed|liked|i liked|really liked|same as|same vibe as|same feel as|same mood as|same kind as|vibe of|vibes of|feel of|the feel of|mood of|spirit of|somewhere between|something between|a cross between|halfway between|mix of|a mix of|more like|akin to|la|a la|inspired by|watched|just watched|just finished|just saw|kind of like|sort of like|comparable to|closest thing to|close to|follow up to|cousin of|energy of|tone of|you loved|who loved|whod love|who love|who liked|based on my love of|something as|compared to|than|like in|meets'.split(
      '|',
    ),
  ],
  [
    'unlike',
    'unlike|less like|not like|nothing like|not similar to|not the next|not another|the opposite of|opposite of|hated|i hated|we hated|didnt like|did not like|didnt enjoy|couldnt stand|disliked|far from|anything like|as far from|dont want another|isnt like|not as|bored by|was bored by|walked out of|no more like|couldnt finish|wasnt keen on|never liked|hates'.split(
      '|',
    ),
  ],
  [
    'seen',
    'ive seen|i have seen|weve done|ive done|already done|done|weve had|ive had|seen|already seen|already watched|ive watched|we watched|weve seen|i know|not counting|excluding|except|other than|anything but|apart from|not the|not'.split(
      '|',
    ),
  ],
  [
    'like-before',
    'vibes|vibe|style|esque|type|feel|feels|kind of film|energy|ish|lookalike|lookalikes|alike|again|but|only|mood|fans|fan|lovers|tone|aesthetic|meets|then what|what next|what else|was great|was brilliant|is my favourite|favourite'.split(
      '|',
    ),
  ],
  [
    'title',
    'watch|where can i find|where can i watch|where can i stream|where to watch|how to watch|just play|please play|just put on|find|find me|where is|play|show me the film|is|do you have|have you got|got|open|look for|looking for|search|search for|the film|the movie|movie called|film called|called|titled|put on|whats|rewatch|stream|i want to see|i want to watch|i wanna see|i wanna watch|wanna watch|lets watch'.split(
      '|',
    ),
  ],
  [
    'not-before',
    'free|not|which is the last thing i need|which is the last thing i want|which is the last thing we need|is the last thing i need|is the last thing we need|is the last thing i want|is the last thing we want|the last thing i need|the last thing i want|is a no|are banned|is banned|excepted|is out|are out|need not apply|excluded|bores me|annoys me|no thanks|not allowed|off the table'.split(
      '|',
    ),
  ],
  [
    'setting',
    'set in|set in the|set during|set during the|set around|takes place in|takes place in the|take place in|take place during|taking place in|taking place during|takes place during|that takes place|plays in|plays in the|playing in|during|during the|about the|story from|stories from|in the time of|about life in|life in|life in the|depicting|happening in|that happen in|happens in|happens during|taking us back to|back in|set back in|about people in the|portraying the|set'.split(
      '|',
    ),
  ],
  [
    'surprise',
    'surprise me|surprise|surprise us|something different|something unexpected|something new to me|out of my comfort zone|outside my comfort zone|mix it up|something else|anything|whatever|random|pick for me|you choose|you pick|you decide|something new|something i wouldnt pick|something id never pick|dealers choice|shake it up|shake things up|outside my usual|a change|wildcard|wild card|anything goes|feeling lucky|unexpected|roll the dice|something i havent seen before|dont care|i dont mind|pick anything|pick something|out of left field|left field|throw me a curveball|curveball|unpredictable pick|broaden my horizons|beyond my bubble|not my usual|something totally different|something completely different|blow my mind'.split(
      '|',
    ),
  ],
  [
    'always',
    'always|never|ever again|from now on|in general|in future|in the future ever|never again|from here on|for good|permanently|going forward|at all times|forever|every time|as a rule|generally|for ever|from today on|never ever|until i say otherwise|by default|henceforth|not ever|any more ever'.split(
      '|',
    ),
  ],
  ['ever', ['ever']],
  ['viewer', [...WHEN_VIEWER_IS, 'im', 'i am', 'im so', 'im off']],
  ['but', WHEN_VIEWER_IS],
  [
    'opens',
    'something|give me|show me|i want|make it|i need|i feel like|looking for|how about|lets have|id like|wants|need|want|prefer|find me something|rather'.split(
      '|',
    ),
  ],
  [
    'filler',
    (
      'a an the flick flicks picture pictures cinema watch watching see seen one ones ' +
      'please pls tonight today now evening night weekend this that these those it its is are was be been being ' +
      'am i im ive id you your me my we us our they them their he she his her some any anything something stuff ' +
      'thing things kind kinds sort sorts type of for to in on at from by with about as so very really quite ' +
      'pretty rather bit little lot lots much super truly totally absolutely want wanna need looking look find ' +
      'get give show recommend suggest suggestion suggestions can could would should might may will do does did ' +
      'have has had having feel feeling fancy mood time made make makes making let lets go going come there ' +
      'here where what which who whose when how why also too thanks ok okay hey hi hello um well maybe perhaps ' +
      'just even ever still like than then again starring directed director actor actress featuring story ' +
      'stories tale tales plot ideally preferably got into up out off over list lists other others else another ' +
      'same every each all both full involving based around set guess think properly proper pure kinda sorta ' +
      'gonna gotta lol viewing smth sth teh someone somebody people work works if only'
    ).split(' '),
  ],
];
