"""How right the reading is, field by field, over labelled samples of every shape."""
