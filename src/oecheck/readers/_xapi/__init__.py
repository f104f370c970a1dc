"""What the formats of the xAPI family share: texts by language, kinds of activities, launches into the network."""
