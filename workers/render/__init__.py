"""An alert in words: one layout for all channels, the webhook body, the words of facts and doubts."""
