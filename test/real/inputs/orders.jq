# Groups, sums, reshapes and formats an array of orders.
def total: map(.price * .count) | add;
def pad($n): tostring | if length < $n then " " * ($n - length) + . else . end;
[ .[] | select(.count > 2 and (.tags | index("sale") | not)) ]
| group_by(.customer.city)
| map({
    city: .[0].customer.city,
    orders: length,
    total: (total * 100 | round / 100),
    best: (max_by(.price) | {id, price}),
    names: ([.[].customer.name | ascii_upcase] | unique | .[:3] | join(", ")),
    months: (reduce .[] as $order ({}; .[$order.date[0:7]] += $order.count) | to_entries | sort_by(.key) | .[:2])
  })
| sort_by(-.total)
| (.[] | "\(.orders | pad(6)) \(.total | pad(12)) \(.city): \(.names) \(.best) \(.months | tojson)"),
  (map(.total) | add | sqrt | floor),
  (map(.city | explode | map(. % 26) | add) | @csv)
