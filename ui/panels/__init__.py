"""The panels of a record: actions, earlier actions, people, evidence, pupils, each row by row."""
