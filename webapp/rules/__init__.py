"""What the regulation says, as pure functions and tables: no Flask, no database, no clock."""
