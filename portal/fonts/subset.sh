#!/bin/sh
# Cuts the portal's fonts out of the npm packages; run once at development time
# when a package changes (needs fonttools and brotli, see requirements-dev.txt).
# Browser: woff2 with the letters of de, en, tr (and Arabic apart). Documents: TTF for typst.
set -e
fira=node_modules/@kern-ux/native/dist/fonts/fira-sans
noto=node_modules/@fontsource/noto-sans-arabic/files
web=portal/static/portal/fonts
print=portal/fonts
latin="U+0020-007E,U+00A0-00FF,U+0100-017F,U+0218-021B,U+0259,U+02C6,U+02DA,U+02DC,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032,U+2033,U+2039,U+203A,U+2044,U+20AC,U+20BA,U+2116,U+2122,U+2190-2193,U+2212,U+2248,U+2264,U+2265,U+2713,U+1E9E"
arabic="U+0020,U+00A0,U+060C,U+061B,U+061F,U+0621-063A,U+0640-0652,U+0660-066C,U+0670,U+0671,U+067E,U+0686,U+0698,U+06A9,U+06AF,U+06CC,U+06F0-06F9,U+200C-200F,U+2010-2015,U+2018-201E,U+2026"
features="kern,liga,mark,mkmk,ccmp,locl,tnum,calt,init,medi,fina,isol,rlig"
for weight in Regular SemiBold Italic; do
  pyftsubset "$fira/FiraSans-$weight.woff2" --unicodes="$latin" --flavor=woff2 --layout-features="$features" \
    --no-hinting --name-IDs='0,1,2,3,4,5,6,13,14' --output-file="$web/fira-sans-$weight.woff2"
done
for weight in Regular Italic SemiBold Bold; do
  pyftsubset "$fira/FiraSans-$weight.woff2" --unicodes="$latin,U+0370-03FF,U+0400-045F" --flavor=none --layout-features="$features" \
    --no-hinting --name-IDs='*' --output-file="$print/FiraSans-$weight.ttf"
done
for pair in 400:Regular 600:SemiBold; do
  file="$noto/noto-sans-arabic-arabic-${pair%%:*}-normal.woff2"
  pyftsubset "$file" --unicodes="$arabic" --flavor=woff2 --layout-features="$features" --no-hinting \
    --name-IDs='0,1,2,3,4,5,6,13,14' --output-file="$web/noto-sans-arabic-${pair##*:}.woff2"
  pyftsubset "$file" --unicodes='*' --flavor=none --layout-features="$features" --no-hinting --name-IDs='*' \
    --output-file="$print/NotoSansArabic-${pair##*:}.ttf"
done
