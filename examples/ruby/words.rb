# The words that are in words.txt more than once, with how often.
words = File.read("/script/words.txt").downcase.scan(/\w+/)
words.tally.select { |_, count| count > 1 }
