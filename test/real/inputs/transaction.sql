create table if not exists entry (id integer primary key, number integer, sum integer, text text);
create index if not exists entry_text on entry (text, number);
with recursive counter (i) as (select 0 union all select i + 1 from counter where i < ?1 * 7 % 61)
  insert into entry select ?1 * 100 + i, ?1, 0, hex(zeroblob(i * 37 % 900)) || i from counter;
update entry set sum = sum + ?1, text = text || ?1 where id % 13 = ?1 % 13;
delete from entry where id % 5 = ?1 % 5 and number < ?1 - 40;
