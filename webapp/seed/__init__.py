"""What the product ships with: the office's agencies and its calendar. Loading twice changes nothing."""
